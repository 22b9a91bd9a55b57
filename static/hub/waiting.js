// On every page of someone signed in: sends what waits on this phone for them, puts away pages kept for others, and
// warns before they sign out.

import { canKeep, notesOf, send } from "./phone.js";

const out = document.querySelector("form[data-person]");
const { person, key: keyAddress, send: sendAddress } = out.dataset;
const hub = { person, keyAddress, sendAddress };

async function putAway(isKept) {
  for (const name of await caches.keys()) {
    if (name.startsWith("hub-capture-") && !isKept(name)) await caches.delete(name);
  }
}

function warning(unsent) {
  const notes = unsent === 1 ? "1 note on this phone was" : `${unsent} notes on this phone were`;
  const them = unsent === 1 ? "It stays" : "They stay";
  return `${notes} not sent yet. ${them} here, closed, until you sign in again on this phone. Sign out all the same?`;
}

async function signOut() {
  const unsent = (await notesOf(person)).length;
  if (unsent && !confirm(warning(unsent))) return;
  await putAway(() => false);
  out.submit();
}

async function sendNow() {
  await send(hub);
  if (document.querySelector("[data-capture]")) return; // that page says it itself
  document.getElementById("unsent")?.remove();
  const notes = await notesOf(person);
  if (!notes.length) return;
  const notice = Object.assign(document.createElement("div"), { id: "unsent", className: "hub-notice" });
  const words = Object.assign(document.createElement("p"), { className: "govuk-body" });
  const link = { className: "govuk-link", href: `/reviews/${notes[0].review}/evidence/log/`, textContent: "Look at them" };
  words.append(`Notes on this phone that are not sent yet: ${notes.length}. `);
  words.append(Object.assign(document.createElement("a"), link));
  notice.append(words);
  document.getElementById("main").prepend(notice);
}

if (canKeep) {
  out.addEventListener("submit", (event) => {
    event.preventDefault();
    signOut().catch(() => out.submit());
  });
  window.addEventListener("online", sendNow);
  putAway((name) => name === `hub-capture-${person}`);
  sendNow();
}
