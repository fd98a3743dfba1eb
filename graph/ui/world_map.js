// The map: one ES module, no build step; world_map.py joins to it the other world_map_*.js files.
// Streamlit calls the default export again, with the same parentElement, whenever data or theme
// change; what it returns runs once, at unmount.

const VIEWS = new WeakMap(); // parentElement -> view: survives reruns
const CAMERAS = new Map(); // map -> what part of it was seen: survives a change of page
const SVG = "http://www.w3.org/2000/svg";
const CLOSEST = 14;

export default function (component) {
  const root = component.parentElement;
  const view = VIEWS.get(root) ?? open(root);
  view.component = component;
  lands()
    .then((every) => view.closed || show(view, every))
    .catch((error) => (view.live.textContent = String(error)));
  return () => {
    view.closed = true;
    view.resized?.disconnect();
    VIEWS.delete(root);
  };
}

// The shapes are a separate element of the page, so that they are sent once.
async function lands() {
  for (let waited = 0; waited < 20000; waited += 20) {
    if (globalThis.enduseLands) return globalThis.enduseLands;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("The map cannot be drawn: the shapes of countries did not load.");
}

function open(root) {
  const part = (name) => root.querySelector(name);
  const view = {
    frame: part(".frame"),
    host: part(".map"),
    svg: part("svg"),
    lands: part(".lands"),
    flows: part(".flows"),
    marks: part(".marks"),
    bar: part(".bar"),
    tip: part(".tip"),
    live: part(".live"),
    camera: null,
    cursor: "", // where the keys are: the id of a country or a flow
    country: "", // the country that the keys start from
    closed: false,
  };
  VIEWS.set(root, view);
  return view;
}

function show(view, every) {
  const { data } = view.component;
  view.data = data;
  view.frame.style.height = `${data.height}px`; // 100% does not reach through Streamlit's wrapper
  view.frame.style.setProperty("--shade", data.shade);
  if (!view.lands.firstChild) {
    view.lands.append(...every.map(landOf));
    listen(view);
    view.resized = new ResizeObserver(() => arrive(view));
    view.resized.observe(view.host);
  }
  shade(view);
  arrive(view);
}

// At first the element may have no size yet.
function arrive(view) {
  if (view.closed || !view.host.clientWidth || !view.data) return;
  view.camera ??= CAMERAS.get(view.data.map) ?? fitting(view, view.data.marks);
  draw(view);
  view.host.dataset.painted = "yes";
  view.host.dataset.marks = view.data.marks.length;
  view.host.dataset.flows = view.data.flows.length;
}

function landOf({ code, name, d }) {
  const land = make("path", { d, class: code ? "place" : "" });
  if (code) Object.assign(land.dataset, { id: code, name });
  return land;
}

function shade(view) {
  const held = new Set(view.data.marks.map((mark) => mark.id));
  const lens = new Set(view.data.lens);
  for (const land of view.lands.children) {
    const { id } = land.dataset;
    if (!id) continue;
    land.classList.toggle("held", held.has(id));
    land.classList.toggle("lens", lens.has(id));
    land.classList.toggle("chosen", id === view.data.chosen);
  }
}

function make(name, attributes = {}, text = "") {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text; // never markup
  return made;
}
