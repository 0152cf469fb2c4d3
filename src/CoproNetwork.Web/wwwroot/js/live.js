// What moves by itself is fetched again every few seconds, until it has come to rest. Without scripts there is a link for it.
const part = document.querySelector("[data-live]");
const pause = 3000;

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (answer.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-live]");
      if (!fresh || fresh.dataset.live !== "true") { location.reload(); return; }
      part.replaceChildren(...fresh.childNodes);
    }
  } catch {
    // The portal is not there just now; it is asked again.
  }
  setTimeout(look, pause);
}

if (part?.dataset.live === "true") setTimeout(look, pause);
