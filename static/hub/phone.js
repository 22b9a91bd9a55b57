// Notes that wait on this phone. Each is closed with its author's public key; the private one, which opens it again,
// stays with the hub and comes to a page of the signed-in author alone, for as long as that page is open.

export const canKeep = Boolean(globalThis.isSecureContext && globalThis.crypto?.subtle && globalThis.indexedDB);
export const CHANGED = "hub:notes";

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const REFUSALS = new Set([400, 403, 404, 409, 413, 422]);
const PATIENCE = 20000; // milliseconds for one answer, where the signal is weak

function database() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("hub", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("notes", { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function inStore(mode, work) {
  const base = await database();
  try {
    return await new Promise((resolve, reject) => {
      const visit = base.transaction("notes", mode, { durability: "strict" });
      const asked = work(visit.objectStore("notes"));
      visit.oncomplete = () => resolve(asked.result);
      visit.onerror = visit.onabort = () => reject(visit.error);
    });
  } finally {
    base.close();
  }
}

// {id, person, review, state, at, mark, closed}; state: "begun", "waiting" or "refused", mark: new with every keeping
export async function notesOf(person) {
  const all = await inStore("readonly", (notes) => notes.getAll());
  return all.filter((note) => note.person === person).sort((one, other) => one.at - other.at);
}

export async function keep(about, said, publicKey) {
  const note = await written(about, said, publicKey);
  await inStore("readwrite", (notes) => notes.put(note));
  document.dispatchEvent(new Event(CHANGED));
}

async function written({ id, person, review, state, at }, said, publicKey) {
  const closed = await close({ id, person }, said, publicKey);
  return { id, person, review, state, at: at ?? Date.now(), mark: crypto.randomUUID(), closed };
}

export async function drop(id) {
  await inStore("readwrite", (notes) => notes.delete(id));
  document.dispatchEvent(new Event(CHANGED));
}

// What the hub's answer makes of a note, unless its author has taken it up again meanwhile.
async function settle(note, after = null) {
  await inStore("readwrite", (notes) => {
    const asked = notes.get(note.id);
    asked.onsuccess = () => {
      if (asked.result?.mark !== note.mark) return;
      if (after) notes.put(after);
      else notes.delete(note.id);
    };
    return asked;
  });
  document.dispatchEvent(new Event(CHANGED));
}

async function close(note, said, publicKey) {
  const theirs = await crypto.subtle.importKey("raw", bytes(publicKey), CURVE, false, []);
  const own = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const key = await shared(own.privateKey, theirs, "encrypt");
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(said));
  const terms = { name: "AES-GCM", iv, additionalData: belonging(note) };
  return { from: await crypto.subtle.exportKey("raw", own.publicKey), iv, text: await crypto.subtle.encrypt(terms, key, text) };
}

// What the note says; null where today's key of its author does not open it.
export async function opened(note, key) {
  try {
    const { from, iv, text } = note.closed;
    const theirs = await crypto.subtle.importKey("raw", from, CURVE, false, []);
    const terms = { name: "AES-GCM", iv, additionalData: belonging(note) };
    const said = await crypto.subtle.decrypt(terms, await shared(key, theirs, "decrypt"), text);
    return JSON.parse(new TextDecoder().decode(said));
  } catch {
    return null;
  }
}

async function shared(privateKey, publicKey, use) {
  const secret = await crypto.subtle.deriveBits({ name: "ECDH", public: publicKey }, privateKey, 256);
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode("improvement hub: a note on a phone");
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
  return crypto.subtle.deriveKey(derivation, material, { name: "AES-GCM", length: 256 }, false, [use]);
}

const belonging = ({ id, person }) => new TextEncoder().encode(`${id} ${person}`);
const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

// Whose browser this is at this moment: {person, key, publicKey, token}; person is null where nobody is signed in.
export async function whoIsHere(address) {
  const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : { person: null };
  if (answer.status >= 500) throw new Error("The hub does not answer.");
  if (!told.person) return { person: null };
  const key = await crypto.subtle.importKey("pkcs8", bytes(told.private), CURVE, false, ["deriveBits"]);
  return { person: told.person, key, publicKey: told.public, token: told.token };
}

// Sends what waits, each note once: "sent", "signed out", or "no signal" as soon as the hub does not answer.
let onItsWay = null;

export function send(hub) {
  const alone = () => (navigator.locks ? navigator.locks.request("hub-notes", () => sendAll(hub)) : sendAll(hub));
  onItsWay ??= alone().finally(() => (onItsWay = null));
  return onItsWay;
}

async function sendAll({ person, keyAddress, sendAddress }) {
  const seen = new Set();
  const next = async () => (await notesOf(person)).find(({ state, mark }) => state === "waiting" && !seen.has(mark));
  try {
    let note = await next();
    const here = note && (await whoIsHere(keyAddress));
    if (here && here.person !== person) return "signed out";
    for (; note; note = await next()) {
      seen.add(note.mark);
      const end = await sendOne(note, here, sendAddress);
      if (end) return end;
    }
    return "sent";
  } catch {
    return "no signal";
  }
}

async function sendOne(note, here, sendAddress) {
  const said = await opened(note, here.key);
  if (!said) return settle(note, { ...note, state: "refused" });
  const answer = await fetch(sendAddress, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": here.token },
    body: JSON.stringify({ ...said.note, id: note.id, author: note.person }),
    signal: AbortSignal.timeout(PATIENCE),
  });
  const told = await answer.json().catch(() => ({}));
  if (answer.status === 201 && told.id === note.id) return settle(note);
  if (answer.status === 401) return "signed out";
  if (!REFUSALS.has(answer.status)) return "no signal";
  const reason = told.errors?.[0]?.detail ?? told.detail ?? "The hub did not take it.";
  return settle(note, await written({ ...note, state: "refused" }, { ...said, reason }, here.publicKey));
}
