// Brings the team's new notes to the open page within seconds, and says so once; without it, one loads the page again.

const EVERY = 5000;
const stream = document.getElementById("stream");
const news = document.getElementById("news");
let mark = stream.dataset.mark;

async function look() {
  if (document.visibilityState !== "visible") return;
  const answer = await fetch(location.href, { headers: { "If-None-Match": mark }, cache: "no-store" }).catch(() => null);
  if (!answer || answer.status !== 200 || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!fresh.getElementById("stream")) return;
  mark = answer.headers.get("ETag");
  take(fresh);
}

function take(fresh) {
  const [were, are] = [rows(document), rows(fresh)];
  const added = [...are.keys()].filter((id) => !were.has(id)).length;
  news.textContent = added ? `${added} new note${added === 1 ? "" : "s"}` : "";
  for (const place of ["tally", "count"]) replaced(place, fresh);
  if (!document.getElementById("notes") || !fresh.getElementById("notes")) return replaced("notes-here", fresh);
  for (const [id, row] of were) if (!are.has(id) && !held(row)) row.remove();
  const list = document.getElementById("notes");
  let before = list.firstElementChild;
  for (const [id, row] of are) {
    const standing = were.get(id);
    if (!standing) list.insertBefore(document.adoptNode(row), before);
    else if (standing.innerHTML !== row.innerHTML && !held(standing)) standing.innerHTML = row.innerHTML;
    if (standing) before = standing.nextElementSibling;
  }
}

const rows = (page) => new Map(Array.from(page.querySelectorAll("#notes > li"), (row) => [row.id, row]));
const held = (row) => row.contains(document.activeElement); // nobody loses their place
const replaced = (id, fresh) => document.getElementById(id)?.replaceWith(document.adoptNode(fresh.getElementById(id)));

setInterval(look, EVERY);
document.addEventListener("visibilitychange", look);
