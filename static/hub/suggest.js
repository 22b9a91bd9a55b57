// Suggests themes from the text while it is written. Nothing is chosen by itself; without a script a button asks.

const AFTER_A_PAUSE = 1200;

const box = document.querySelector("[data-suggest]");

if (box) {
  const list = box.querySelector("[data-suggested]");
  const { form } = document.querySelector("button[name=suggest]");
  const own = document.querySelector("button[name=suggest]");
  const bodies = box.dataset.texts.split(" ");
  const texts = ["title", "summary", ...bodies].map((name) => form.elements[name]).filter(Boolean);
  let due = 0;

  own.hidden = true;

  const choices = () => [...form.querySelectorAll("input[name=themes]")].filter((one) => !box.contains(one));
  const made = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });

  const item = (one) => {
    const row = made("div", "govuk-checkboxes__item");
    const tick = made("input", "govuk-checkboxes__input");
    const label = made("label", "govuk-label govuk-checkboxes__label", one.name);
    const why = made("p", "govuk-hint govuk-checkboxes__hint", one.why);
    Object.assign(tick, { type: "checkbox", name: "themes", value: one.id, id: `suggested-${one.slug}` });
    label.htmlFor = tick.id;
    why.id = `why-${one.slug}`;
    tick.setAttribute("aria-describedby", why.id);
    row.append(tick, label, why);
    return row;
  };

  // what is ticked stays where it is; the rest is what the text speaks of now
  const show = (found) => {
    const ticked = [...list.querySelectorAll("input:checked")].map((one) => one.closest("div"));
    const there = new Set([...ticked.map((row) => row.firstElementChild.value)]);
    const chosen = new Set(choices().filter((one) => one.checked).map((one) => one.value));
    const fresh = found.filter((one) => !there.has(one.id) && !chosen.has(one.id)).map(item);
    list.replaceChildren(...ticked, ...fresh);
    box.hidden = !list.childElementCount;
  };

  const ask = async () => {
    const { title, summary } = form.elements;
    const written = bodies.map((name) => form.elements[name].value).join("\n\n");
    const body = JSON.stringify({ title: title.value, summary: summary.value, body: written });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    try {
      const answer = await fetch(box.dataset.suggest, { method: "POST", body, headers });
      if (answer.ok) show((await answer.json()).results);
    } catch {
      // without a connection there is nothing to suggest; what is ticked stays
    }
  };

  for (const text of texts) {
    text.addEventListener("input", () => {
      clearTimeout(due);
      due = setTimeout(ask, AFTER_A_PAUSE);
    });
  }
  if (texts.some((text) => text.value.trim())) ask();
}
