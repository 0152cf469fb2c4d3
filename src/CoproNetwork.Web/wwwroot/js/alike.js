// Says, while someone types the name of something new, what is listed under a name like it. Without this script the form asks once it is sent.
const fields = [...document.querySelectorAll("[data-alike]")];
const box = document.getElementById("alike");

if (box && fields.length > 0) {
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("aria-live", "polite");
  box.before(status);
  const found = new Map();
  let waiting;

  function item(listing) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = listing.address;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = listing.name;
    const about = document.createElement("span");
    about.className = "soft";
    about.textContent = listing.about;
    line.append(link, " ", about);
    return line;
  }

  function show() {
    const listings = [...new Map([...found.values()].flat().map(listing => [listing.address, listing])).values()].slice(0, 5);
    const names = listings.map(listing => listing.name).join(", ");
    status.textContent = listings.length > 0 ? `${box.dataset.heading} ${names}` : "";
    if (listings.length === 0) return box.replaceChildren();
    const heading = document.createElement("h2");
    heading.className = "h4";
    heading.textContent = box.dataset.heading;
    const list = document.createElement("ul");
    list.append(...listings.map(item));
    const hint = document.createElement("p");
    hint.className = "form-text";
    hint.textContent = box.dataset.hint;
    box.replaceChildren(heading, list, hint);
  }

  async function ask(field) {
    const name = field.value.trim();
    const query = new URLSearchParams({ name, language: field.dataset.language });
    if (field.dataset.except) query.set("except", field.dataset.except);
    try {
      const answer = name.length < 3 ? null : await fetch(`${field.dataset.alike}?${query}`, { redirect: "error" });

      // Typed on meanwhile: the next answer counts.
      if (name !== field.value.trim()) return;
      found.set(field.id, answer?.ok ? await answer.json() : []);
      show();
    } catch {
      // No network: the form asks once it is sent.
    }
  }

  for (const field of fields) field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(field), 400);
  });
}
