// The canvas: one ES module, no build step; canvas.py joins to it what paints and what listens.
// Streamlit calls the default export again, with the same parentElement, whenever data or theme
// change; what it returns runs once, at unmount.

const VIEWS = new WeakMap(); // parentElement -> view: survives reruns
const MEMORIES = new Map(); // picture -> places, camera, choice: survives a change of page

export default function (component) {
  const root = component.parentElement;
  const view = VIEWS.get(root) ?? open(root);
  view.component = component;
  visNetwork()
    .then((vis) => view.closed || show(view, vis))
    .catch((error) => say(view, String(error)));
  return () => {
    close(view);
    VIEWS.delete(root);
  };
}

// The library is a separate element of the page, so that it is sent once; either may come first.
async function visNetwork() {
  for (let waited = 0; waited < 20000; waited += 20) {
    if (globalThis.vis?.Network) return globalThis.vis;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("The picture cannot be drawn: vis-network did not load.");
}

function open(root) {
  const part = (name) => root.querySelector(name);
  const view = {
    frame: part(".frame"),
    host: part(".canvas"),
    tip: part(".tip"),
    live: part(".live"),
    fit: part(".fit"),
    png: part(".png"),
    marks: new Map(),
    hops: new Map(),
    shown: [new Map(), new Map()],
    revealed: [],
    names: [],
    ranked: [],
    cursor: null,
    party: null,
    network: null,
    arrived: false,
    closed: false,
  };
  VIEWS.set(root, view);
  return view;
}

function close(view) {
  view.closed = true;
  clearTimeout(view.timer);
  view.resized?.disconnect();
  if (!view.network) return;
  remember(view);
  view.network.destroy();
}

// ---- drawing

function show(view, vis) {
  const { data } = view.component;
  view.memory = memoryOf(data.picture);
  view.theme = themeOf(view.host);
  view.frame.style.height = `${data.height}px`; // 100% does not reach through Streamlit's wrapper
  const kept = settle(data, view.memory.places);
  view.marks = new Map(data.nodes.map((node) => [node.id, { ...node, ...placeOf(view.memory, node.id) }]));
  view.hops = new Map(data.edges.map((edge) => [edge.id, edge]));
  view.ranked = rank(view.marks, view.hops);
  const fresh = !view.network;
  if (fresh) create(view, vis);
  const dressed = [
    [...view.marks.values()].map((mark) => dressMark(mark, view)),
    data.edges.map((hop) => dressHop(hop, view)),
  ];
  merge(view, ...dressed);
  view.network.setOptions(fonts(data.options, view.theme));
  if (!kept) view.memory.camera = null;
  if (fresh) arriveOnceSeen(view);
  else if (!kept) fit(view);
  if (fresh && view.memory.chosen) highlight(view, view.memory.chosen);
  if (!fresh) {
    reveal(view, view.cursor);
    follow(view, data.focus);
  }
  report(view);
}

// At first the element may have no size yet, and has none in a tab that is not open.
function arriveOnceSeen(view) {
  view.resized = new ResizeObserver(() => {
    if (view.closed || !view.host.clientWidth) return;
    view.resized.disconnect();
    view.arrived = true;
    const { camera } = view.memory;
    view.network.redraw(); // takes over the size
    if (camera) view.network.moveTo({ ...camera, animation: false });
    else fit(view);
    follow(view, view.component.data.focus);
    view.network.once("afterDrawing", () => {
      view.host.dataset.painted = performance.now().toFixed(0);
    });
    view.network.redraw();
  });
  view.resized.observe(view.host);
}

function create(view, vis) {
  view.nodes = new vis.DataSet();
  view.edges = new vis.DataSet();
  const { options } = view.component.data;
  view.network = new vis.Network(
    view.host,
    { nodes: view.nodes, edges: view.edges },
    fonts(options, view.theme),
  );
  listen(view);
  offerHooks(view);
}

// Change only what differs: vis-network keeps the rest, and the reader keeps their bearings.
function merge(view, nodes, edges) {
  view.shown = [
    [view.nodes, nodes],
    [view.edges, edges],
  ].map(([set, items], which) => {
    const old = view.shown[which],
      now = new Map(items.map((item) => [item.id, JSON.stringify(item)]));
    set.remove([...old.keys()].filter((id) => !now.has(id)));
    set.update(items.filter((item) => old.get(item.id) !== now.get(item.id))); // adds what is new
    return now;
  });
}

function report(view) {
  const { marks, hops, host } = view;
  Object.assign(host.dataset, { nodes: marks.size, edges: hops.size });
  const count = `${marks.size} parties, ${hops.size} hops shown`;
  if (view.count !== count) say(view, count);
  view.count = count;
}

// ---- places

function memoryOf(picture) {
  if (!MEMORIES.has(picture)) MEMORIES.set(picture, { places: new Map(), camera: null, chosen: null });
  return MEMORIES.get(picture);
}

// Python's word about a place counts when it changes; else the place where the reader left it.
// Returns whether anything stayed, that is, whether the reader still knows their way.
function settle(data, places) {
  let kept = 0;
  for (const node of data.nodes) {
    const sent = `${node.x},${node.y}`,
      known = places.get(node.id);
    if (known?.sent === sent || (known && node.x === undefined)) kept += 1;
    else if (node.x !== undefined) places.set(node.id, { x: node.x, y: node.y, sent });
  }
  data.nodes.forEach((node, index) => {
    if (!places.has(node.id)) places.set(node.id, { ...seed(node.id, index, data, places), sent: "" });
  });
  return kept > 0;
}

function placeOf({ places }, id) {
  const { x, y } = places.get(id);
  return { x, y };
}

function seed(id, index, data, places) {
  const hop = data.edges.find(
    (edge) => (edge.from === id && places.has(edge.to)) || (edge.to === id && places.has(edge.from)),
  );
  const { x, y } = hop ? places.get(hop.from === id ? hop.to : hop.from) : { x: 0, y: 0 };
  const angle = index * 2.399963,
    reach = 120 + 8 * Math.sqrt(index);
  return { x: x + reach * Math.cos(angle), y: y + reach * Math.sin(angle) };
}

function remember(view) {
  for (const [id, at] of Object.entries(view.network.getPositions()))
    if (view.memory.places.has(id)) Object.assign(view.memory.places.get(id), at);
}

// As it is drawn, not at the end: an element taken off the page has no size, and no middle.
function rememberCamera(view) {
  if (view.arrived && view.host.clientWidth)
    view.memory.camera = { position: view.network.getViewPosition(), scale: view.network.getScale() };
}

function fit(view) {
  view.network.fit({ animation: false, maxZoomLevel: 1.15 });
  view.network.moveTo({ scale: view.network.getScale() * 0.98, animation: false }); // room for names
}

// A party or hop that Python names anew is marked and brought into view, without an event.
function follow(view, focus) {
  if (focus === view.memory.focus) return;
  view.memory.focus = focus;
  const hit = hitOf(view, focus);
  if (!hit) return;
  highlight(view, hit);
  if (!isSeen(view, hit)) view.network.moveTo({ position: middleOf(view, hit), animation: false });
}

function isSeen(view, hit) {
  const { x, y } = view.network.canvasToDOM(middleOf(view, hit)),
    { clientWidth, clientHeight } = view.host;
  return x > 40 && x < clientWidth - 40 && y > 40 && y < clientHeight - 40;
}

const hitOf = (view, id) =>
  view.marks.has(id) ? { kind: "party", id } : view.hops.has(id) ? { kind: "hop", id } : null;

function middleOf(view, { kind, id }) {
  return kind === "party" ? view.network.getPositions([id])[id] : pointOn(view, id, 0.5);
}

// getPoint is not in vis-network's manual; pyvis fixes the version, and a browser test calls it.
const pointOn = (view, id, share) => view.network.body.edges[id].edgeType.getPoint(share);

// ---- for browser tests: where on the page a click reaches a party or a hop

function offerHooks(view) {
  const onPage = ({ x, y }) => {
    const box = view.host.getBoundingClientRect();
    return { x: x + box.left, y: y + box.top };
  };
  view.host.partyAt = (id) => onPage(view.network.canvasToDOM(view.network.getPositions([id])[id]));
  view.host.hopAt = (id) => {
    for (const share of [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8]) {
      const point = view.network.canvasToDOM(pointOn(view, id, share));
      if (pick(view, point)?.id === id) return onPage(point);
    }
    return null; // covered all along
  };
}
