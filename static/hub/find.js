// What might be meant, under the search box while one types; the arrow keys choose, Escape closes it.
const box = document.querySelector("[data-suggest]")
const list = document.createElement("ul")
let asked = 0
let chosen = -1

function close() {
  list.remove()
  chosen = -1
  box.setAttribute("aria-expanded", "false")
  box.removeAttribute("aria-activedescendant")
}

function line(suggestion, number) {
  const row = document.createElement("li")
  const link = document.createElement("a")
  const sort = document.createElement("span")
  link.href = suggestion.url
  link.id = `suggestion-${number}`
  link.tabIndex = -1
  link.setAttribute("role", "option")
  link.setAttribute("aria-selected", "false")
  sort.textContent = suggestion.sort
  link.append(suggestion.words, sort)
  row.setAttribute("role", "presentation")
  row.append(link)
  return row
}

function show(suggestions) {
  close()
  if (!suggestions.length) return
  list.replaceChildren(...suggestions.map(line))
  box.parentElement.append(list)
  box.setAttribute("aria-expanded", "true")
}

async function suggest() {
  const number = ++asked
  const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(box.value)}`).catch(() => null)
  if (answer?.ok && number === asked) show((await answer.json()).suggestions)
}

function choose(step) {
  const links = [...list.querySelectorAll("a")]
  if (!links.length || !list.isConnected) return
  chosen = (chosen + step + links.length) % links.length
  links.forEach((link, number) => link.setAttribute("aria-selected", String(number === chosen)))
  box.setAttribute("aria-activedescendant", links[chosen].id)
}

if (box) {
  let waiting
  list.className = "hub-suggest"
  list.id = "suggestions"
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", "Suggestions")
  box.setAttribute("role", "combobox")
  box.setAttribute("aria-autocomplete", "list")
  box.setAttribute("aria-controls", list.id)
  box.setAttribute("aria-expanded", "false")
  box.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(suggest, 150)
  })
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close()
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      choose(event.key === "ArrowDown" ? 1 : -1)
    }
    if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault()
      list.querySelectorAll("a")[chosen].click()
    }
  })
  box.addEventListener("blur", () => setTimeout(close, 200))
}
