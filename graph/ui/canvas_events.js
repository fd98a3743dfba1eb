// What the reader does on the canvas: pointer and keys, choosing, expanding, the tooltip.

const GUARD = 220; // ms to wait for a second click, so that expanding does not also select
const READABLE = 12; // of a party with more hops than this, their words would cover each other
const PROBES = [
  [0, 0],
  ...[5, 9].flatMap((r) =>
    Array.from({ length: 8 }, (_, i) => [r * Math.cos((i * Math.PI) / 4), r * Math.sin((i * Math.PI) / 4)]),
  ),
]; // a finger is not a point

// ---- what is under the pointer

function pick(view, { x, y }) {
  for (const [right, down] of PROBES) {
    const hit = hitAt(view, { x: x + right, y: y + down });
    if (hit) return hit;
  }
  return null;
}

function hitAt(view, point) {
  const party = view.network.getNodeAt(point) ?? labelAt(view, point);
  if (party !== undefined) return { kind: "party", id: party };
  const hop = view.network.getEdgeAt(point);
  return hop === undefined ? null : { kind: "hop", id: hop };
}

// vis-network does not count a label under a mark as part of it; readers do.
function labelAt(view, point) {
  const { x, y } = view.network.DOMtoCanvas(point);
  if (view.names.length)
    return view.names.find((name) => y > name.top && y < name.bottom && x > name.left && x < name.right)?.id;
  for (const { id, size } of view.marks.values()) {
    const box = view.network.getBoundingBox(id),
      top = (view.network.getPositions([id])[id]?.y ?? 0) + size;
    if (box && y > top && y < box.bottom && x > box.left && x < box.right) return id;
  }
  return undefined;
}

// ---- choosing

// The count makes each choice a new one: what is chosen again may have been left by other means.
function choose(view, hit) {
  highlight(view, hit);
  view.memory.focus = hit && hit.id;
  view.memory.choices = (view.memory.choices ?? 0) + 1;
  view.component.setStateValue("selected", { ...hit, count: view.memory.choices });
}

function expand(view, party) {
  remember(view);
  view.component.setTriggerValue("expand", party);
}

function highlight(view, hit) {
  const there = hit && (hit.kind === "party" ? view.marks : view.hops).has(hit.id);
  view.cursor = view.memory.chosen = there ? hit : null;
  if (there && hit.kind === "party") view.party = hit.id;
  const ids = (kind) => (there && hit.kind === kind ? [hit.id] : []);
  view.network.setSelection({ nodes: ids("party"), edges: ids("hop") }, { highlightEdges: false });
  reveal(view, view.cursor);
  say(view, there ? wordsFor(view, hit) : "Nothing selected");
}

// In a crowded picture only the hops in question show their words.
function reveal(view, sought) {
  const hit = sought && hitOf(view, sought.id); // it may have left the picture
  const back = view.revealed
    .filter((id) => view.hops.has(id))
    .map((id) => ({ id, label: view.hops.get(id).label }));
  const near = hit && hit.kind === "party" ? hopsOf(view, hit.id) : hit ? [hit.id] : [];
  view.revealed = view.component.data.crowded && near.length <= READABLE ? near : [];
  view.edges.update([...back, ...view.revealed.map((id) => ({ id, label: view.hops.get(id).name }))]);
}

const hopsOf = (view, party) =>
  [...view.hops.values()].filter(({ from, to }) => from === party || to === party).map(({ id }) => id);

function wordsFor(view, { kind, id }) {
  if (kind === "party") return view.marks.get(id).said;
  const { from, to, name } = view.hops.get(id);
  return `Hop: ${view.marks.get(from).name}, ${name}, ${view.marks.get(to).name}`;
}

// ---- tooltip: all of it goes in through textContent, so no markup in the data can run

function tell(view, hit, { x, y }) {
  view.tip.replaceChildren(...linesFor(view, hit));
  view.tip.hidden = false;
  const { clientWidth: wide, clientHeight: high } = view.host,
    { offsetWidth, offsetHeight } = view.tip;
  view.tip.style.left = `${Math.max(4, x + 16 + offsetWidth > wide ? x - 16 - offsetWidth : x + 16)}px`;
  view.tip.style.top = `${Math.max(4, Math.min(y + 14, high - offsetHeight - 6))}px`;
}

function linesFor(view, { kind, id }) {
  const { name, tip } = (kind === "party" ? view.marks : view.hops).get(id);
  return [
    element("strong", name),
    ...tip.map(([label, value]) => element("div", element("span", label), element("span", value))),
  ];
}

function element(tag, ...content) {
  const made = document.createElement(tag);
  made.append(...content); // a string becomes a text node
  return made;
}

const hush = (view) => {
  view.tip.hidden = true;
};
const say = (view, words) => {
  view.live.textContent = words;
};

// ---- events

function listen(view) {
  const { network } = view;
  network.on("beforeDrawing", (ctx) => paintRings(view, ctx));
  network.on("afterDrawing", (ctx) => {
    paintNames(view, ctx);
    rememberCamera(view);
  });
  network.on("click", ({ pointer }) => {
    clearTimeout(view.timer);
    hush(view); // what is chosen is told beside the picture
    view.timer = setTimeout(() => choose(view, pick(view, pointer.DOM)), GUARD);
  });
  network.on("doubleClick", ({ pointer }) => {
    clearTimeout(view.timer);
    hush(view);
    const hit = pick(view, pointer.DOM);
    if (hit?.kind === "party") expand(view, hit.id);
  });
  network.on("dragEnd", () => remember(view));
  for (const moved of ["dragStart", "zoom"]) network.on(moved, () => hush(view));
  listenHost(view);
}

function listenHost(view) {
  const { host } = view;
  host.addEventListener("pointermove", (event) => hover(view, event));
  host.addEventListener("pointerleave", () => hush(view));
  host.addEventListener("keydown", (event) => press(view, event));
  view.fit.onclick = () => fit(view);
  view.png.onclick = () => save(view);
  host.querySelector(".vis-network").tabIndex = -1; // else Tab would stop twice
}

function hover(view, { clientX, clientY, buttons }) {
  cancelAnimationFrame(view.frameRequest);
  view.frameRequest = requestAnimationFrame(() => {
    if (view.closed) return;
    const box = view.host.getBoundingClientRect(),
      point = { x: clientX - box.left, y: clientY - box.top };
    const hit = buttons ? null : pick(view, point);
    view.host.style.cursor = hit ? "pointer" : "";
    if (hit) tell(view, hit, point);
    else hush(view);
  });
}

const zoom = (view, by) => view.network.moveTo({ scale: view.network.getScale() * by, animation: false });
const KEYS = {
  ArrowRight: (view) => step(view, 1, 0),
  ArrowLeft: (view) => step(view, -1, 0),
  ArrowDown: (view) => step(view, 0, 1),
  ArrowUp: (view) => step(view, 0, -1),
  PageDown: (view) => turn(view, 1),
  PageUp: (view) => turn(view, -1),
  Enter: (view) => view.cursor && choose(view, view.cursor),
  Escape: (view) => {
    hush(view);
    if (view.cursor) choose(view, null);
  },
  e: (view) => view.party !== null && view.marks.has(view.party) && expand(view, view.party),
  h: (view) => nextHop(view),
  f: (view) => fit(view),
  "+": (view) => zoom(view, 1.25),
  "-": (view) => zoom(view, 0.8),
};

function press(view, event) {
  const act = KEYS[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return; // the browser's own, and Tab
  act(view);
  event.preventDefault();
  event.stopPropagation(); // Streamlit listens for letters on the document
}

// The nearest party in the direction of the arrow; a party to the side counts as farther.
function step(view, right, down) {
  const at = view.network.getPositions(),
    from = at[view.party];
  if (!from) return turn(view, 1);
  const far = ([id, { x, y }]) => {
    const along = (x - from.x) * right + (y - from.y) * down,
      aside = Math.abs((x - from.x) * down) + Math.abs((y - from.y) * right);
    return id === view.party || along <= 1 ? Infinity : along + 2.5 * aside;
  };
  const [next] = Object.entries(at)
    .map((entry) => [entry[0], far(entry)])
    .sort((a, b) => a[1] - b[1])
    .filter(([, distance]) => distance < Infinity)
    .map(([id]) => id);
  if (next !== undefined) go(view, { kind: "party", id: next });
}

// Reading order, column by column: this way every party can be reached.
function turn(view, by) {
  const at = view.network.getPositions();
  const order = Object.keys(at).sort((a, b) => at[a].x - at[b].x || at[a].y - at[b].y);
  const now = order.indexOf(view.party);
  const next = now < 0 ? 0 : (now + by + order.length) % order.length;
  if (order.length) go(view, { kind: "party", id: order[next] });
}

function nextHop(view) {
  const hops = view.party === null ? [] : hopsOf(view, view.party);
  if (!hops.length) return;
  const now = view.cursor?.kind === "hop" ? hops.indexOf(view.cursor.id) : -1;
  go(view, { kind: "hop", id: hops[(now + 1) % hops.length] });
}

// Move the reader's place without telling Python: that is what Enter is for.
function go(view, hit) {
  const kept = view.memory.chosen;
  highlight(view, hit);
  view.memory.chosen = kept;
  const middle = middleOf(view, hit);
  if (!isSeen(view, hit)) view.network.moveTo({ position: middle, animation: false });
  tell(view, hit, view.network.canvasToDOM(middle));
}
