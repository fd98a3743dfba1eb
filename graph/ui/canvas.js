// The canvas: one ES module, no build step; canvas.py joins to it the other canvas_*.js files, but
// for canvas_drawing.js, an element of its own. Streamlit calls the default export again, with the
// same parentElement, whenever data or theme change; what it returns runs once, at unmount.

const VIEWS = new WeakMap(); // parentElement -> view: survives reruns

export default function (component) {
  const root = component.parentElement;
  const view = VIEWS.get(root) ?? open(root);
  view.component = component;
  draw(view);
  return () => {
    close(view);
    VIEWS.delete(root);
  };
}

function draw(view) {
  visNetwork()
    .then((vis) => view.closed || show(view, vis))
    .catch((error) => say(view, String(error)));
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
    bar: part(".bar"),
    box: part(".box"),
    tip: part(".tip"),
    live: part(".live"),
    marks: new Map(),
    hops: new Map(),
    pinned: new Set(), // as Python has it
    shown: [new Map(), new Map()],
    revealed: [],
    names: [],
    worded: [],
    ranked: [],
    clicked: 0, // when
    cursor: null, // where the keys are: a party or hop
    keyed: false, // whether keys led there
    party: null, // the party that the arrow keys start from
    network: null,
    drawing: null,
    dressed: "", // for which drawing, pins and theme the parties and hops are dressed
    gone: new AbortController(),
    arrived: false,
    closed: false,
  };
  const drawn = ({ detail }) => detail === view.component.data.picture && draw(view);
  addEventListener("enduse-drawing", drawn, { signal: view.gone.signal });
  VIEWS.set(root, view);
  return view;
}

function close(view) {
  view.closed = true;
  view.gone.abort();
  view.resized?.disconnect();
  view.network?.destroy();
}

function show(view, vis) {
  const began = performance.now(),
    { data } = view.component,
    drawing = globalThis.enduseDrawings?.get(data.picture);
  if (drawing?.revision !== data.revision) return; // it comes, and tells
  view.drawing = drawing;
  view.memory = memoryOf(data.picture);
  view.theme = themeOf(view.host);
  view.frame.style.height = `${data.height}px`; // 100% does not reach through Streamlit's wrapper
  const fresh = !view.network,
    dressed = JSON.stringify([data.revision, data.pinned, view.theme]),
    stale = dressed !== view.dressed;
  if (stale) dress(view, vis);
  view.dressed = dressed;
  highlight(view);
  if (!fresh) follow(view);
  report(view);
  takePaper(view);
  if (stale) view.host.dataset.took = (performance.now() - began).toFixed(1); // for who measures
}

// Bring parties and hops to what is drawn now, each where it stands.
function dress(view, vis) {
  const { nodes, edges } = view.drawing,
    fresh = !view.network;
  view.pinned = new Set(view.component.data.pinned);
  const kept = settle(view);
  view.marks = new Map(nodes.map((node) => [node.id, { ...node, ...placeOf(view.memory, node.id) }]));
  view.hops = new Map(edges.map((edge) => [edge.id, edge]));
  view.ranked = rank(view.marks, view.hops);
  if (fresh) create(view, vis);
  merge(
    view,
    [...view.marks.values()].map((mark) => dressMark(mark, view)),
    edges.map((hop) => dressHop(hop, view)),
  );
  setLook(view);
  if (!kept) view.memory.camera = null;
  if (fresh) arriveOnceSeen(view);
  else if (!kept) fit(view);
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
    follow(view);
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
  view.look = lookOf(view);
  view.network = new vis.Network(
    view.host,
    { nodes: view.nodes, edges: view.edges },
    JSON.parse(view.look),
  );
  listen(view);
  offerHooks(view);
}

const lookOf = (view) => JSON.stringify(fonts(view.drawing.options, view.theme));

// Options are given as a copy, for vis-network writes into them, and only when they differ, for
// it then goes through every party and hop.
function setLook(view) {
  const look = lookOf(view);
  if (look !== view.look) view.network.setOptions(JSON.parse(look));
  view.look = look;
}

// Change only what differs: vis-network keeps the rest, and the reader keeps their bearings.
function merge(view, nodes, edges) {
  view.merging = true; // vis-network draws in between
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
  view.merging = false;
}

function report(view) {
  const { marks, hops, host } = view;
  Object.assign(host.dataset, { nodes: marks.size, edges: hops.size });
  const count = `${marks.size} parties, ${hops.size} hops shown`;
  if (view.count !== count) say(view, count);
  view.count = count;
}

// For browser tests: where on the page a click reaches a party or a hop, and what is marked.
function offerHooks(view) {
  const onPage = ({ x, y }) => {
    const box = view.host.getBoundingClientRect();
    return { x: x + box.left, y: y + box.top };
  };
  view.host.partyAt = (id) => onPage(view.network.canvasToDOM(spot(view, id)));
  view.host.hopAt = (id) => {
    for (const share of [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8]) {
      const point = view.network.canvasToDOM(pointOn(view, id, share));
      if (pick(view, point)?.id === id) return onPage(point);
    }
    return null; // covered all along
  };
  view.host.pins = () => [...view.marks.keys()].filter((id) => isPinned(view, id)).sort();
  view.host.chosen = () => [...view.network.getSelectedNodes(), ...view.network.getSelectedEdges()];
  view.host.named = () => view.worded; // the hops that the canvas itself names
  view.host.scale = () => view.network.getScale();
  view.host.pickAt = (point) => pick(view, point);
  view.host.repaint = () => view.network.renderer._redraw(); // at once, to measure it
}
