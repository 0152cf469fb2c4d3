// What moves by itself is fetched again every few seconds; where its state is another, the whole page is. Without scripts there is a link for it.
const part = document.querySelector("[data-live]");
const pause = 3000;

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (answer.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-live]");
      if (fresh?.dataset.live !== part.dataset.live) { location.reload(); return; }
      part.replaceChildren(...fresh.childNodes);
    }
  } catch {
    // The portal is not there just now; it is asked again.
  }
  setTimeout(look, pause);
}

if (part) setTimeout(look, pause);
