// Says under a text area how many characters are left. Without this script its line says how many fit.
const words = {};
for (const box of document.querySelectorAll("[data-count-words]")) words[box.dataset.countWords] = box.dataset;
const plural = new Intl.PluralRules(document.documentElement.lang);
const number = new Intl.NumberFormat(document.documentElement.lang === "cy" ? "cy-GB" : "en-GB");

// As the server counts: composed, with single line ends, without blanks around.
const lengthOf = text => text.replace(/\r\n?/g, "\n").normalize("NFC").trim().length;

function sentence(left) {
  const forms = words[left < 0 ? "CharactersOver" : "CharactersLeft"];
  const count = Math.abs(left);
  const form = count === 0 ? "zero" : plural.select(count);
  return forms[form].replace("{0}", number.format(count));
}

for (const field of document.querySelectorAll("[data-max-length]")) {
  const most = Number(field.dataset.maxLength);
  const hint = document.getElementById(field.id + "-count");
  const shown = hint.cloneNode(false);
  shown.removeAttribute("id");
  shown.setAttribute("aria-hidden", "true");
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  hint.classList.add("visually-hidden");
  hint.after(shown, spoken);
  let waiting;

  const tell = () => {
    const left = most - lengthOf(field.value);
    shown.textContent = sentence(left);
    shown.classList.toggle("over", left < 0);

    // Spoken only when the typing pauses and the end comes near.
    clearTimeout(waiting);
    waiting = setTimeout(() => { spoken.textContent = left < most / 4 ? sentence(left) : ""; }, 1200);
  };

  field.addEventListener("input", tell);
  tell();
}
