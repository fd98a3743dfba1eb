// What the reader does with the keys: going from party to party and along hops, choosing, pinning.

const KEYS = {
  ArrowRight: (view) => step(view, 1, 0),
  ArrowLeft: (view) => step(view, -1, 0),
  ArrowDown: (view) => step(view, 0, 1),
  ArrowUp: (view) => step(view, 0, -1),
  PageDown: (view) => turn(view, 1),
  PageUp: (view) => turn(view, -1),
  Enter: (view, { shiftKey }) =>
    view.cursor && (shiftKey ? toggle : choose)(view, [view.cursor.id]),
  Escape: (view) => {
    hush(view);
    if (view.cursor || view.memory.chosen.length) choose(view, []);
  },
  e: (view) => view.marks.has(view.party) && expand(view, view.party),
  h: (view) => nextHop(view),
  p: (view) => turnPins(view),
  f: (view) => fit(view),
  "+": (view) => zoom(view, 1.25),
  "-": (view) => zoom(view, 0.8),
};

function press(view, event) {
  const act = KEYS[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return; // the browser's own, and Tab
  act(view, event);
  event.preventDefault();
  event.stopPropagation(); // Streamlit listens for letters on the document
}

// The nearest party in the direction of the arrow; a party to the side counts as farther.
function step(view, right, down) {
  if (!view.marks.has(view.party)) return turn(view, 1);
  const from = spot(view, view.party);
  let next = null,
    least = Infinity;
  for (const id of view.marks.keys()) {
    const { x, y } = spot(view, id),
      along = (x - from.x) * right + (y - from.y) * down,
      aside = Math.abs((x - from.x) * down) + Math.abs((y - from.y) * right),
      far = along + 2.5 * aside;
    if (id !== view.party && along > 1 && far < least) [next, least] = [id, far];
  }
  if (next !== null) go(view, { kind: "party", id: next });
}

// Reading order, column by column: this way every party can be reached.
function turn(view, by) {
  const order = [...view.marks.keys()]
    .map((id) => spot(view, id))
    .sort((a, b) => a.x - b.x || a.y - b.y)
    .map(({ id }) => id);
  const now = order.indexOf(view.party);
  const next = now < 0 ? 0 : (now + by + order.length) % order.length;
  if (order.length) go(view, { kind: "party", id: order[next] });
}

function nextHop(view) {
  const hops = view.marks.has(view.party) ? hopsOf(view, view.party) : [];
  if (!hops.length) return;
  const now = view.cursor?.kind === "hop" ? hops.indexOf(view.cursor.id) : -1;
  go(view, { kind: "hop", id: hops[(now + 1) % hops.length] });
}

// Pin what is chosen, or the party the keys are at where that is another; again, and it is free.
function turnPins(view) {
  const chosen = view.memory.chosen.filter((id) => view.marks.has(id)),
    here = view.marks.has(view.party) ? [view.party] : [],
    ids = chosen.length && (!here.length || chosen.includes(here[0])) ? chosen : here;
  if (ids.length) (ids.every((id) => isPinned(view, id)) ? unpin : pin)(view, ids);
}

// Move the reader's place without telling Python: that is what Enter is for.
function go(view, hit) {
  stand(view, hit, true);
  reveal(view, hit);
  say(view, wordsFor(view, hit) + (view.memory.chosen.includes(hit.id) ? ", selected" : ""));
  bringIntoView(view, hit);
  view.network.redraw();
  tell(view, hit, view.network.canvasToDOM(middleOf(view, hit)));
}
