// Keeps the words of a form while they are written, and shows Markdown as it will read. The form works without it.

const AFTER_A_PAUSE = 2000;
const AT_LEAST_EVERY = 10000;
const TRY_AGAIN_AFTER = 10000;
const PREVIEW_AFTER = 600;
const MOST_WHILE_LEAVING = 60000; // bytes that a browser still sends for a page that is gone

const pass = document.querySelector("input[name=pass][data-keep]");
const form = pass.form;
const line = form.querySelector(".hub-keeping");

let typedSince = 0; // when the first word was typed that is not kept yet; 0: all are
let timer = 0;
let onItsWay = null;
let isSending = false;
let isFailing = false;

function say(words, isSettled = true) {
  line.setAttribute("aria-busy", String(!isSettled)); // a reader hears what came of it, not each pause
  line.textContent = words;
}

function typed() {
  if (isSending) return;
  typedSince ||= Date.now();
  if (!isFailing) say("Not saved yet", false);
  const longest = Math.max(0, typedSince + AT_LEAST_EVERY - Date.now());
  plan(Math.min(AFTER_A_PAUSE, longest));
}

function plan(wait) {
  clearTimeout(timer);
  timer = setTimeout(keep, wait);
}

async function keep({ isLeaving = false } = {}) {
  clearTimeout(timer);
  if (!typedSince || isSending) return;
  if (onItsWay && !isLeaving) return plan(AFTER_A_PAUSE);
  onItsWay?.abort();
  const since = typedSince;
  const trip = (onItsWay = new AbortController());
  const body = new URLSearchParams(new FormData(form));
  const keepalive = body.toString().length < MOST_WHILE_LEAVING;
  typedSince = 0;
  try {
    const answer = await fetch(pass.dataset.keep, { method: "POST", body, keepalive, signal: trip.signal });
    const told = await answer.json().catch(() => ({ sentence: "The hub did not take it." }));
    if (answer.ok) kept(told.kept_at, told.sentence);
    else failed(since, `Not saved: ${told.sentence}`);
  } catch {
    if (!trip.signal.aborted) failed(since, "No connection: not saved, keep this page open");
  } finally {
    if (onItsWay === trip) onItsWay = null;
  }
}

function kept(at, sentence = "") {
  isFailing = false;
  if (!typedSince) say(`Saved ${at} ${sentence}`.trim());
}

function failed(since, words) {
  isFailing = true;
  typedSince ||= since;
  say(words);
  plan(TRY_AGAIN_AFTER);
}

form.addEventListener("input", typed);
form.addEventListener("change", typed);
form.addEventListener("submit", () => {
  isSending = true; // the form itself carries the words from here on
  clearTimeout(timer);
  onItsWay?.abort();
});
window.addEventListener("pageshow", () => (isSending = false));
window.addEventListener("online", () => keep());
window.addEventListener("pagehide", () => keep({ isLeaving: true }));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") keep({ isLeaving: true });
});
window.addEventListener("beforeunload", (event) => {
  if (isFailing && !isSending) event.preventDefault();
});

const sources = pass.dataset.markdown.split(" ").filter(Boolean).map((name) => form.elements[name]);
const preview = document.getElementById("preview");

if (sources.length && preview) {
  const shown = preview.querySelector("[data-preview-text]");
  const groups = sources.map((source) => source.closest(".govuk-form-group"));
  const pair = document.createElement("div");
  const texts = document.createElement("div");
  let due = 0;

  pair.className = "hub-pair";
  groups[0].replaceWith(pair);
  texts.append(...groups);
  pair.append(texts, preview);
  form.querySelector("button[name=preview]").hidden = true;

  // several texts each under its heading, as the hub joins them where no script runs
  const asOneText = () => {
    if (sources.length === 1) return sources[0].value;
    const written = sources.filter((source) => source.value.trim());
    return written.map((source) => `## ${source.dataset.heading}\n\n${source.value}`).join("\n\n");
  };
  const show = async () => {
    const text = asOneText();
    preview.hidden = !text.trim();
    if (preview.hidden) return;
    const body = new URLSearchParams({ text });
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    try {
      const answer = await fetch(pass.dataset.preview, { method: "POST", body, headers });
      const told = answer.ok ? await answer.json() : null;
      if (told) shown.innerHTML = told.html; // sanitised by the hub, as the saved text will be
      else shown.textContent = "The preview needs you to sign in again. What you type is kept all the same.";
    } catch {
      shown.textContent = "No connection: no preview.";
    }
  };
  for (const source of sources) {
    source.addEventListener("input", () => {
      clearTimeout(due);
      due = setTimeout(show, PREVIEW_AFTER);
    });
  }
  show();
}
