// Where parties stand and what the reader sees of them: kept over reruns, filters and pages.

const MEMORIES = new Map(); // picture -> what the reader has made of it: survives a change of page

function memoryOf(picture) {
  if (!MEMORIES.has(picture))
    MEMORIES.set(picture, {
      places: new Map(), // of every party ever drawn, in case it comes back
      camera: null,
      chosen: [], // ids of parties and hops, the last chosen last
      heard: null, // what Python last wanted chosen; null after the reader has chosen
      focus: null,
      choices: 0,
      moves: new Map(), // party -> where the reader put it, until Python says so too
      loose: new Set(), // parties whose pin the reader took away, until Python says so too
    });
  return MEMORIES.get(picture);
}

// Python's word about a place counts when it changes; else the place where the reader left it.
// An answer to an earlier drag than the last is no change. Returns whether anything stayed, that
// is, whether the reader still knows their way.
function settle({ memory, drawing, pinned }) {
  const { places, moves, loose } = memory,
    { nodes, edges } = drawing;
  let kept = 0;
  for (const node of nodes) {
    const sent = `${node.x},${node.y}`,
      known = places.get(node.id),
      own = moves.get(node.id);
    if (own?.at(-1) === sent && pinned.has(node.id)) {
      moves.delete(node.id);
      known.sent = sent;
    }
    if (known && (known.sent === sent || own?.includes(sent) || node.x === undefined)) kept += 1;
    else if (node.x !== undefined) {
      places.set(node.id, { x: node.x, y: node.y, sent });
      moves.delete(node.id);
    }
  }
  for (const id of loose) if (!pinned.has(id)) loose.delete(id);
  nodes.forEach((node, index) => {
    if (!places.has(node.id)) places.set(node.id, { ...seed(node.id, index, edges, places), sent: "" });
  });
  return kept > 0;
}

function placeOf({ places }, id) {
  const { x, y } = places.get(id);
  return { x, y };
}

function seed(id, index, edges, places) {
  const hop = edges.find(
    (edge) => (edge.from === id && places.has(edge.to)) || (edge.to === id && places.has(edge.from)),
  );
  const { x, y } = hop ? places.get(hop.from === id ? hop.to : hop.from) : { x: 0, y: 0 };
  const angle = index * 2.399963,
    reach = 120 + 8 * Math.sqrt(index);
  return { x: Math.round(x + reach * Math.cos(angle)), y: Math.round(y + reach * Math.sin(angle)) };
}

// ---- pins

const isPinned = ({ memory, pinned }, id) =>
  memory.moves.has(id) || (pinned.has(id) && !memory.loose.has(id));

// From now on these stand where they are, whatever layout is chosen.
function pin(view, ids) {
  for (const id of ids) {
    const { x, y } = view.network.getPosition(id), // in whole units, as vis-network tells them
      { places, moves, loose } = view.memory;
    view.network.moveNode(id, x, y);
    places.set(id, { ...places.get(id), x, y });
    Object.assign(view.marks.get(id), { x, y });
    moves.set(id, [...(moves.get(id) ?? []), `${x},${y}`]);
    loose.delete(id);
  }
  tellMoves(view, ids, "Pinned");
}

function unpin(view, ids) {
  for (const id of ids) {
    view.memory.moves.delete(id);
    view.memory.loose.add(id);
  }
  tellMoves(view, ids, "No longer pinned");
}

// All that Python has not confirmed: should two reports fall into one run, none is lost.
function tellMoves(view, ids, what) {
  const { moves, loose } = view.memory;
  const places = Object.fromEntries(
    [...moves.keys()].map((id) => [id, [view.memory.places.get(id).x, view.memory.places.get(id).y]]),
  );
  say(view, `${what}: ${ids.map((id) => view.marks.get(id).name).join("; ")}`);
  view.network.redraw();
  if (view.component.data.reports)
    view.component.setTriggerValue("moved", { places, loose: [...loose] });
}

// ---- what is seen

// As it is drawn, not at the end: an element taken off the page has no size, and no middle.
function rememberCamera(view) {
  if (view.arrived && view.host.clientWidth)
    view.memory.camera = { position: view.network.getViewPosition(), scale: view.network.getScale() };
}

function fit(view) {
  if (!view.marks.size) return;
  view.network.fit({ animation: false, maxZoomLevel: 1.15 });
  const room = { scale: view.network.getScale() * 0.93, offset: { x: 0, y: 12 } }; // for names, buttons
  view.network.moveTo({ ...room, position: view.network.getViewPosition(), animation: false });
}

const zoom = (view, by) =>
  view.network.moveTo({
    scale: Math.min(4, Math.max(0.02, view.network.getScale() * by)),
    animation: false,
  });

function isSeen(view, hit) {
  const { x, y } = view.network.canvasToDOM(middleOf(view, hit)),
    { clientWidth, clientHeight } = view.host;
  return x > 40 && x < clientWidth - 40 && y > 40 && y < clientHeight - 40;
}

function bringIntoView(view, hit) {
  if (!isSeen(view, hit)) view.network.moveTo({ position: middleOf(view, hit), animation: false });
}

// What lies in the frame, and a bit more: in units of the picture.
function frameOf(view) {
  const edge = 80,
    { clientWidth, clientHeight } = view.host;
  const { x: left, y: top } = view.network.DOMtoCanvas({ x: -edge, y: -edge }),
    { x: right, y: bottom } = view.network.DOMtoCanvas({ x: clientWidth + edge, y: clientHeight + edge });
  return { left, top, right, bottom };
}

const isIn = ({ left, top, right, bottom }, { x, y }) => x > left && x < right && y > top && y < bottom;

// Neither body nor getPoint is in vis-network's manual; pyvis fixes the version, and browser
// tests call both. `getPositions` would make thousands of objects for each frame.
const spot = (view, id) => view.network.body.nodes[id];
const pointOn = (view, id, share) => view.network.body.edges[id].edgeType.getPoint(share);

const middleOf = (view, { kind, id }) => (kind === "party" ? spot(view, id) : pointOn(view, id, 0.5));
