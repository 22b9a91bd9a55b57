// Drags evidence from the tray onto a card, which links it; the form below the tray does the same without a mouse.

const form = document.querySelector("form[data-board]");
const pieces = form ? [...form.querySelectorAll("[data-piece]")] : [];
const cards = [...document.querySelectorAll("[data-statement]")];
const RELATIONS = { supports: "Supports it", challenges: "Challenges it" };

let zones = [];

function ticked() {
  return form.querySelectorAll("input[name=evidence]:checked").length;
}

/** What is dragged: this piece, and with it whatever is ticked if it is one of those. */
function lift(event) {
  const piece = event.currentTarget;
  const box = piece.querySelector("input[name=evidence]");
  if (!box.checked) {
    for (const other of form.querySelectorAll("input[name=evidence]")) other.checked = other === box;
  }
  event.dataTransfer.setData("text/plain", `${ticked()} of the evidence`);
  event.dataTransfer.effectAllowed = "link";
  piece.classList.add("hub-piece--lifted");
  setTimeout(openCards); // a page that changes while the drag begins ends it
}

function openCards() {
  zones = cards.map((card) => {
    const zone = document.createElement("div");
    zone.className = "hub-drop";
    for (const [relation, words] of Object.entries(RELATIONS)) zone.append(place(card, relation, words));
    card.prepend(zone);
    return zone;
  });
}

function place(card, relation, words) {
  const here = document.createElement("span");
  here.textContent = words;
  here.addEventListener("dragover", (event) => {
    event.preventDefault();
    event.dataTransfer.dropEffect = "link";
    here.classList.add("hub-drop__here");
  });
  here.addEventListener("dragleave", () => here.classList.remove("hub-drop__here"));
  here.addEventListener("drop", (event) => {
    event.preventDefault();
    link(card.dataset.statement, relation);
  });
  return here;
}

function link(statement, relation) {
  form.elements.statement.value = statement;
  form.requestSubmit(form.querySelector(`button[name=relation][value=${relation}]`));
}

function setDown() {
  for (const zone of zones) zone.remove();
  for (const piece of pieces) piece.classList.remove("hub-piece--lifted");
  zones = [];
}

if (pieces.length && cards.length) {
  const hint = document.createElement("p");
  hint.className = "hub-facts";
  hint.textContent = "Drag a piece onto a card, or tick some and choose below.";
  form.prepend(hint);
  for (const piece of pieces) {
    piece.draggable = true;
    piece.addEventListener("dragstart", lift);
    piece.addEventListener("dragend", setDown);
  }
}
