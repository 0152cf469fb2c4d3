// The map of the directory: towns beside areas, and "near me". Without this script the map of areas works by itself.
const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
const language = document.documentElement.lang;
const plural = new Intl.PluralRules(language);
const number = new Intl.NumberFormat(language === "cy" ? "cy-GB" : "en-GB");

function enhance(figure) {
  const { west, north, units, points, tiles, locate, frame } = figure.dataset;
  const words = figure.querySelector("[data-map-words]").dataset;
  const status = figure.querySelector("[data-map-status]");
  const box = figure.querySelector("[data-towns]");
  const credit = figure.querySelector("[data-credit]");
  const picture = figure.querySelectorAll(".wales-whole, .south-east, .shades");
  const choices = figure.querySelectorAll("[data-show]");
  let towns;

  const say = text => { status.textContent = text; };
  const countOf = count => words[count === 0 ? "zero" : plural.select(count)].replace("{0}", number.format(count));

  function show(which) {
    const isTowns = which === "towns";
    for (const part of picture) part.toggleAttribute("hidden", isTowns);
    box.hidden = !isTowns;
    if (credit) credit.hidden = !isTowns;
    for (const choice of choices) choice.setAttribute("aria-pressed", String(choice.dataset.show === which));
  }

  async function chooseTowns() {
    say("");
    show("towns");
    try {
      towns ??= open();
      (await towns).invalidateSize();
    } catch {
      towns = undefined;
      show("areas");
      say(words.failed);
    }
  }

  async function open() {
    const [answer] = await Promise.all([fetch(points), load()]);
    if (!answer.ok) throw new Error(answer.status);
    return draw(await answer.json());
  }

  // The picture's own outlines, back from its units to degrees.
  const top = Math.asinh(Math.tan(north * Math.PI / 180)) * 180 / Math.PI;
  const degrees = (x, y) => [Math.atan(Math.sinh((top - y / units) * Math.PI / 180)) * 180 / Math.PI, x / units + Number(west)];

  function rings(path) {
    return path.split("z").filter(Boolean).map(ring => {
      const [x, y, ...steps] = ring.match(/-?(\d+\.?\d*|\.\d+)/g).map(Number);
      const corners = [[x, y]];
      for (let i = 0; i < steps.length; i += 2) corners.push([corners.at(-1)[0] + steps[i], corners.at(-1)[1] + steps[i + 1]]);
      return corners.map(corner => degrees(...corner));
    });
  }

  function pin(count, label, isMany) {
    const size = 34 + Math.min(22, Math.round(Math.sqrt(count) * 2));
    const Pin = L.DivIcon.extend({
      createIcon(old) {
        const icon = L.DivIcon.prototype.createIcon.call(this, old);
        icon.setAttribute("aria-label", label);
        icon.title = label;
        return icon;
      },
    });
    const face = document.createElement("span");
    face.className = "cluster";
    face.setAttribute("aria-hidden", "true");
    face.textContent = number.format(count);
    return new Pin({ html: face, iconSize: [size, size], className: isMany ? "town-pin many" : "town-pin" });
  }

  function popupOf(place) {
    const text = document.createElement("p");
    text.textContent = place.label;
    const link = document.createElement("a");
    link.href = place.address;
    link.textContent = words.see;
    link.setAttribute("aria-label", `${words.see}: ${place.label}`);
    if (frame) Object.assign(link, { target: "_blank", rel: "noopener" });
    const content = document.createElement("div");
    const line = document.createElement("p");
    line.append(link);
    content.append(text, line);
    return content;
  }

  function draw(places) {
    const map = L.map(box, { attributionControl: false, zoomControl: false, minZoom: 6, maxZoom: tiles ? 16 : 12, zoomSnap: .25, zoomAnimation: !reduced, fadeAnimation: !reduced, markerZoomAnimation: !reduced });
    L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
    if (tiles) {
      box.classList.add("tiled");
      L.tileLayer(tiles, { detectRetina: false }).addTo(map);
    }

    const shapes = [...figure.querySelectorAll("defs path")].map(path => L.polygon(rings(path.getAttribute("d")), { className: "shape", interactive: false }));
    const wales = L.featureGroup(shapes).addTo(map);
    const clusters = L.markerClusterGroup({
      showCoverageOnHover: false, animate: !reduced, maxClusterRadius: 46, zoomToBoundsOnClick: true, spiderfyOnMaxZoom: true,
      iconCreateFunction: cluster => {
        const count = cluster.getAllChildMarkers().reduce((sum, marker) => sum + marker.options.count, 0);
        return pin(count, countOf(count), true);
      },
    });
    for (const place of places) {
      const marker = L.marker([place.latitude, place.longitude], { icon: pin(place.count, place.label, false), count: place.count });

      // Made once: Leaflet asks again whenever the map moves, and what has the focus must stay.
      let popup;
      marker.bindPopup(() => popup ??= popupOf(place), { autoPanPadding: [16, 16] });
      clusters.addLayer(marker);
    }

    map.fitBounds(places.length > 0 && (new URL(points, location.href).search) ? clusters.getBounds().pad(.3) : wales.getBounds(), { animate: false, maxZoom: 10 });
    map.addLayer(clusters);
    if (places.length === 0) say(words.nobody);

    // A cluster that opens takes the focus with it: it goes on to the map.
    clusters.on("clusterkeypress", () => map.once("zoomend", () => box.focus()));
    map.on("popupopen", ({ popup }) => {
      const element = popup.getElement();
      element.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", words.close);
      element.querySelector("a[aria-label]")?.focus({ preventScroll: true });
      element.onkeydown = event => {
        if (event.key !== "Escape") return;
        map.closePopup(popup);
        popup._source?.getElement()?.focus();
      };
    });
    return map;
  }

  // The area that one points at is named to the eye; its link says the same to a screen reader.
  const name = figure.querySelector("[data-map-name]");
  for (const area of figure.querySelectorAll("a.area")) {
    for (const come of ["pointerenter", "focus"]) area.addEventListener(come, () => { name.textContent = area.getAttribute("aria-label"); });
    for (const go of ["pointerleave", "blur"]) area.addEventListener(go, () => { name.textContent = ""; });
  }

  for (const choice of choices) choice.addEventListener("click", () => choice.dataset.show === "towns" ? chooseTowns() : show("areas"));

  figure.querySelector("[data-near]")?.addEventListener("click", () => {
    if (!navigator.geolocation) return say(words.refused);
    say(words.asking);
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      // Rounded here, to about a kilometre: nothing finer leaves the browser.
      const near = [coords.latitude, coords.longitude].map(degree => Number(degree.toFixed(2)));
      if (near[0] < 50 || near[0] > 54 || near[1] < -6 || near[1] > -2) return say(words.elsewhere);
      const address = new URL(locate, location.href);
      address.searchParams.set("near", near.join(","));
      location.assign(address);
    }, () => say(words.refused), { timeout: 15000, maximumAge: 600000 });
  });

  for (const tool of figure.querySelectorAll("[data-map-tools]")) tool.hidden = false;
}

// Leaflet comes only when someone asks for towns.
let leaflet;
function load() {
  return leaflet ??= (async () => {
    await Promise.all([add("link", { rel: "stylesheet", href: "/lib/leaflet/leaflet.css" }), add("script", { src: "/lib/leaflet/leaflet.js" })]);
    await add("script", { src: "/lib/leaflet.markercluster/leaflet.markercluster.js" });
  })().catch(failure => { leaflet = undefined; throw failure; });
}

function add(tag, attributes) {
  return new Promise((done, failed) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.addEventListener("load", done);
    element.addEventListener("error", failed);
    if (tag === "link") document.head.prepend(element);
    else document.head.append(element);
  });
}

document.querySelectorAll("[data-map]").forEach(enhance);
