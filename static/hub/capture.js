// The capture page: a note is checked, closed and kept on this phone, then sent. Without this script the page is a form.

import { canKeep, CHANGED, drop, keep, notesOf, opened, send, whoIsHere } from "./phone.js";
import { childLevel } from "./childlevel.js";

const place = document.querySelector("[data-capture]").dataset;
const form = document.querySelector("[data-capture]").closest("form");
const line = form.querySelector(".hub-keeping");
const list = document.getElementById("waiting");
const isCopy = !place.offline; // the page as this phone kept it, opened without signal
const hub = { person: place.person, keyAddress: place.key, sendAddress: place.send };
const FIELDS = ["activity", "keyline", "bearing", "source_role", "note", "observed_on"];
const NEEDED = FIELDS.filter((name) => name !== "observed_on");
const FOR_THE_NEXT = ["bearing", "source_role", "note"]; // these are empty again; the others are remembered
const AFTER_A_PAUSE = 600;
const TRY_AGAIN_AFTER = 15000;

let pause = 0;
let again = 0;
let turn = Promise.resolve(); // one thing after the other is written to the phone
let key = null;

const value = (name) => form.elements[name].value;
const counted = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;
const inTurn = (work) => (turn = turn.then(work, work));

function say(words, link = null) {
  line.replaceChildren(words);
  if (link) line.append(" ", Object.assign(document.createElement("a"), { className: "govuk-link", ...link }));
}

// What is wrong with the form as it stands: {field: sentence}, in the order of the fields.
function faults() {
  const found = {};
  for (const name of NEEDED) if (!value(name).trim()) found[name] = `${labelOf(name)}: fill this in.`;
  if (value("observed_on") > localDay()) found.observed_on = "The day on which it was heard cannot be in the future.";
  const reason = childLevel(value("note"));
  if (reason) found.note = reason;
  return found;
}

const localDay = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);
const first = (name) => (form.elements[name] instanceof RadioNodeList ? form.elements[name][0] : form.elements[name]);
const groupOf = (name) => first(name).closest(".govuk-form-group");
const labelOf = (name) => groupOf(name).querySelector("legend, label").textContent.trim().replace(/\?$/, "");

function show(found) {
  document.querySelector(".govuk-error-summary")?.remove();
  for (const name of FIELDS) showAt(name, found[name]);
  document.title = document.title.replace(/^(Error: )?/, Object.keys(found).length ? "Error: " : "");
  if (!Object.keys(found).length) return;
  const summary = document.getElementById("problem").content.cloneNode(true).firstElementChild;
  for (const [name, sentence] of Object.entries(found)) {
    const link = Object.assign(document.createElement("a"), { href: `#${first(name).id}`, textContent: sentence });
    summary.querySelector("ul").append(Object.assign(document.createElement("li"), {}));
    summary.querySelector("li:last-child").append(link);
  }
  document.querySelector("h1").before(summary);
  summary.focus();
}

function showAt(name, sentence) {
  const group = groupOf(name);
  const described = group.querySelector("fieldset") ?? first(name);
  const id = `id_${name}_error`;
  document.getElementById(id)?.remove();
  const others = (described.getAttribute("aria-describedby") ?? "").split(" ").filter((other) => other && other !== id);
  group.classList.toggle("govuk-form-group--error", Boolean(sentence));
  if (sentence) {
    const words = Object.assign(document.createElement("p"), { id, className: "govuk-error-message", textContent: sentence });
    (group.querySelector(".govuk-hint") ?? group.querySelector("legend, label")).after(words);
    others.push(id);
  }
  if (others.length) described.setAttribute("aria-describedby", others.join(" "));
  else described.removeAttribute("aria-describedby");
  if (!group.querySelector("fieldset")) described.toggleAttribute("aria-invalid", Boolean(sentence));
}

const about = (state) => ({ id: value("id"), person: place.person, review: place.review, state });
const said = () => ({ note: { ...Object.fromEntries(FIELDS.map((name) => [name, value(name)])), observed_on: day() } });
const day = () => value("observed_on") || localDay(); // the day on which it was written, whenever it is sent

function begin() {
  clearTimeout(pause);
  if (!value("note").trim()) return inTurn(() => drop(value("id")));
  const reason = childLevel(value("note"));
  if (reason) return say(`Not kept: ${reason}`);
  const [note, words] = [about("begun"), said()];
  inTurn(() => keep(note, words, place.public)).then(() => say("Kept on this phone, not saved yet"));
}

async function save() {
  clearTimeout(pause);
  const found = faults();
  show(found);
  if (Object.keys(found).length) return;
  const [note, words] = [about("waiting"), said()];
  try {
    await inTurn(() => keep(note, words, place.public));
  } catch {
    if (isCopy) return say("Not saved: this browser keeps nothing. Keep this page open until there is signal.");
    return form.submit(); // nothing can be kept on this phone: the form goes to the hub as it would without a script
  }
  forTheNext();
  say("Saved on this phone");
  await sendNow();
}

function forTheNext() {
  for (const name of FOR_THE_NEXT) {
    if (name === "bearing") for (const button of form.elements[name]) button.checked = false;
    else form.elements[name].value = "";
  }
  form.elements.id.value = crypto.randomUUID();
  first("bearing").focus();
}

async function sendNow() {
  const end = await send(hub);
  const notes = await notesOf(place.person);
  const waiting = notes.filter(({ state }) => state === "waiting").length;
  const refused = notes.filter(({ state }) => state === "refused").length;
  if (waiting && end === "signed out") {
    say(`Saved on this phone. To send ${counted(waiting, "note")},`, { href: place.login, textContent: "sign in" });
  } else if (waiting && end === "no signal") {
    say(`Saved on this phone, ${waiting} waiting for signal`);
    clearTimeout(again);
    again = setTimeout(sendNow, TRY_AGAIN_AFTER);
  } else if (waiting) await sendNow();
  else if (refused) say(`${counted(refused, "note")} not taken: see below`);
  else say("Sent");
}

async function showList() {
  const notes = (await notesOf(place.person)).filter(({ id }) => id !== value("id"));
  const rows = await Promise.all(notes.map(row));
  list.querySelector("ul").replaceChildren(...rows);
  list.hidden = !rows.length;
}

const STATES = { begun: "You began this note", waiting: "Waiting for signal", refused: "Not taken" };

async function row(note) {
  const told = key && (await opened(note, key));
  const item = list.querySelector("template").content.cloneNode(true).firstElementChild;
  const [edit, remove] = item.querySelectorAll("button");
  item.querySelector("[data-state]").textContent = STATES[note.state];
  item.querySelector("[data-words]").textContent =
    told?.note.note ?? (key ? "It cannot be opened any more." : "Its words can be read once you are signed in, with signal.");
  item.querySelector("[data-reason]").textContent = told?.reason ?? "";
  edit.hidden = !told;
  if (note.review === place.review) edit.addEventListener("click", () => edited(note, told));
  else edit.addEventListener("click", () => location.assign(`${place.scope}${note.review}/evidence/log/`));
  remove.addEventListener("click", () => confirm("Delete this note from this phone? It was not sent.") && drop(note.id));
  return item;
}

// A note that was refused is not with the hub, so its words become a note of their own.
async function edited(note, told) {
  const id = note.state === "refused" ? crypto.randomUUID() : note.id;
  for (const name of FIELDS) form.elements[name].value = told.note[name]; // at once: what is chosen next stays
  form.elements.id.value = id;
  show({});
  await inTurn(() => keep({ ...note, id, state: "begun" }, { note: told.note }, place.public));
  if (id !== note.id) await drop(note.id);
  await showList();
  form.elements.note.focus();
}

async function openKey() {
  const here = await whoIsHere(hub.keyAddress).catch(() => null);
  key = here?.person === place.person ? here.key : key;
}

// So that this page opens where there is no signal: an empty copy of it, and what it is made of.
async function keepPage() {
  if (isCopy || !("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(place.worker, { scope: place.scope });
  const copy = await fetch(place.offline, { cache: "no-store" });
  if (!copy.ok || copy.redirected) return;
  const own = await caches.open(`hub-capture-${place.person}`);
  await own.put(location.pathname, copy);
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const parts = new Set(loaded.filter((part) => new URL(part).pathname.startsWith(place.parts)));
  const shared = await caches.open("hub-parts");
  await shared.addAll(parts);
  for (const part of await shared.keys()) if (!parts.has(part.url)) await shared.delete(part);
  document.documentElement.dataset.opensOffline = "yes";
}

async function start() {
  form.elements.id.value = crypto.randomUUID(); // a copy is opened more than once
  if (isCopy) form.elements.observed_on.value = form.elements.observed_on.max = localDay();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(begin, AFTER_A_PAUSE);
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && pause && begin());
  document.addEventListener(CHANGED, showList);
  window.addEventListener("online", () => openKey().then(sendNow));
  await openKey();
  await showList();
  if ((await notesOf(place.person)).length) await sendNow();
  await keepPage().catch(() => {});
}

if (canKeep) start();
else import(place.writing); // the hub keeps what is typed, as on every other page
