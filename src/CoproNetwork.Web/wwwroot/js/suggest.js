// Suggests while one is typing: the combobox pattern of the ARIA Authoring Practices. What has an address leads there, anything else fills the field. Without this script the field is a plain one.
const plural = new Intl.PluralRules(document.documentElement.lang);

function enhance(field) {
  const words = document.getElementById(field.dataset.list).dataset;
  const box = document.createElement("div");
  box.className = "typeahead";
  field.replaceWith(box);
  const list = document.createElement("ul");
  list.id = field.id + "-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.label);
  list.hidden = true;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  box.append(field, list, status);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) field.setAttribute(name, value);

  let suggested = [];
  let active = -1;
  let asked;
  let waiting;

  function close() {
    clearTimeout(waiting);
    asked?.abort();
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function point(at) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = at;
    const option = list.children[active];
    if (!option) return field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  }

  function choose(at) {
    if (suggested[at].address) return location.assign(suggested[at].address);
    field.value = suggested[at].label;
    status.textContent = "";
    close();
  }

  function show(found) {
    suggested = found;
    list.replaceChildren(...found.map((one, at) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${at}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const about = document.createElement("span");
      about.className = "soft";
      about.textContent = one.area ?? one.about;
      option.append(one.alsoCalled ? `${one.name} (${one.alsoCalled})` : one.name, " ", about);

      // The field keeps the focus.
      option.addEventListener("mousedown", event => event.preventDefault());
      option.addEventListener("click", () => choose(at));
      return option;
    }));
    active = -1;
    field.removeAttribute("aria-activedescendant");
    list.hidden = found.length === 0;
    field.setAttribute("aria-expanded", String(found.length > 0));
    const form = found.length === 0 ? "zero" : plural.select(found.length);
    status.textContent = words[form].replace("{0}", found.length);
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams({ q: field.value.trim(), language: field.dataset.language });
    try {
      const answer = await fetch(`${field.dataset.suggest}?${query}`, { signal: asked.signal });
      if (answer.ok) show(await answer.json());
    } catch (failure) {
      // Typed on meanwhile, or no network: the field works without suggestions.
      if (failure.name !== "AbortError") close();
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    if (field.value.trim().length < 2) {
      status.textContent = "";
      return close();
    }
    waiting = setTimeout(ask, 150);
  });

  field.addEventListener("keydown", event => {
    if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "Enter" && active >= 0) choose(active);
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && suggested.length > 0 && field.value.trim()) {
      if (list.hidden) return ask();
      const step = event.key === "ArrowDown" ? 1 : -1;
      point(active < 0 ? (step > 0 ? 0 : suggested.length - 1) : (active + step + suggested.length) % suggested.length);
    } else return;
    event.preventDefault();
  });

  field.addEventListener("blur", close);
}

document.querySelectorAll("[data-suggest]").forEach(enhance);
