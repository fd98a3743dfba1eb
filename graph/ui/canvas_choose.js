// What the reader points at and chooses, and how it is told: live region, words of hops, tooltip.

const READABLE = 12; // of a party with more hops than this, their words would cover each other
const FINGER = { party: 9, hop: 12 }; // a finger is not a point: pixels of the screen

const hitOf = (view, id) =>
  view.marks.has(id) ? { kind: "party", id } : view.hops.has(id) ? { kind: "hop", id } : null;

// ---- what is under the pointer: the nearest of all

function pick(view, point) {
  const at = view.network.DOMtoCanvas(point),
    scale = view.network.getScale();
  const found = [nearestParty(view, at, scale), namedParty(view, at), nearestHop(view, at, scale)];
  const [best] = found.filter(Boolean).sort((a, b) => a.away - b.away);
  return best ? { kind: best.kind, id: best.id } : null;
}

function nearestParty(view, at, scale) {
  let best = null;
  for (const { id, reach } of view.marks.values()) {
    const { x, y } = spot(view, id),
      centre = Math.hypot(x - at.x, y - at.y),
      away = Math.max(0, centre - reach) * scale;
    if (away <= FINGER.party && (!best || centre < best.centre)) best = { kind: "party", id, away, centre };
  }
  return best;
}

// vis-network does not count a label under a mark as part of it; readers do.
function namedParty(view, { x, y }) {
  const within = (box, top) => box && y > top && y < box.bottom && x > box.left && x < box.right;
  const found = view.names.length
    ? view.names.find((name) => within(name, name.top))
    : [...view.marks.values()].find(({ id, size }) => {
        const at = spot(view, id);
        return Math.abs(at.x - x) < 150 && within(view.network.getBoundingBox(id), at.y + size);
      });
  return found ? { kind: "party", id: found.id, away: 1 } : null;
}

function nearestHop(view, at, scale) {
  let best = null;
  for (const { id, from, to } of view.hops.values()) {
    const one = spot(view, from),
      other = spot(view, to),
      room = Math.hypot(one.x - other.x, one.y - other.y) / 2 + 60 + FINGER.hop / scale;
    if (Math.hypot((one.x + other.x) / 2 - at.x, (one.y + other.y) / 2 - at.y) > room) continue;
    const away = 2 + distance(view, id, at) * scale;
    if (away <= FINGER.hop && (!best || away < best.away)) best = { kind: "hop", id, away };
  }
  return best;
}

function distance(view, id, { x, y }) {
  let least = Infinity,
    last = pointOn(view, id, 0);
  for (let at = 1; at <= 20; at += 1) {
    const next = pointOn(view, id, at / 20),
      [along, down] = [next.x - last.x, next.y - last.y],
      share = ((x - last.x) * along + (y - last.y) * down) / (along * along + down * down || 1),
      near = Math.min(1, Math.max(0, share));
    least = Math.min(least, Math.hypot(last.x + near * along - x, last.y + near * down - y));
    last = next;
  }
  return least;
}

// ---- choosing

// The count makes each choice a new one: what is chosen again may have been left by other means.
// Python is told first: it is slower than anything here.
function choose(view, ids) {
  const { memory } = view,
    last = ids.length ? hitOf(view, ids.at(-1)) : null;
  Object.assign(memory, { chosen: ids, heard: null, choices: memory.choices + 1 });
  memory.focus = last && last.id;
  view.component.setStateValue("selected", { ...last, ids, count: memory.choices });
  stand(view, last, view.keyed);
  highlight(view);
  announce(view);
}

// Add to what is chosen, or take away what is.
function toggle(view, ids) {
  const held = view.memory.chosen.filter((id) => hitOf(view, id));
  const all = ids.every((id) => held.includes(id));
  choose(view, [...held.filter((id) => !ids.includes(id)), ...(all ? [] : ids)]);
}

function expand(view, party) {
  view.component.setTriggerValue("expand", party);
}

function stand(view, hit, keyed = false) {
  Object.assign(view, { cursor: hit, keyed });
  if (hit?.kind === "party") view.party = hit.id;
}

// What Python wants chosen counts when it is new, or when it answers a choice of the reader.
function follow(view) {
  const { memory } = view,
    { selected, focus } = view.component.data,
    wanted = selected.length || !focus ? selected : [focus],
    heard = JSON.stringify([selected, focus]);
  if (heard !== memory.heard && String(wanted) !== String(memory.chosen)) {
    memory.chosen = wanted;
    stand(view, wanted.length ? hitOf(view, wanted.at(-1)) : null);
    highlight(view);
    if (memory.heard !== null || wanted.length) announce(view);
  }
  memory.heard = heard;
  if (focus === memory.focus) return;
  memory.focus = focus;
  const hit = hitOf(view, focus);
  if (hit) bringIntoView(view, hit);
}

// Mark what is chosen, as far as it is drawn; the rest is marked when it comes back.
function highlight(view) {
  const there = view.memory.chosen.map((id) => hitOf(view, id)).filter(Boolean),
    ids = (kind) => there.filter((hit) => hit.kind === kind).map(({ id }) => id);
  if (view.cursor && !hitOf(view, view.cursor.id)) view.cursor = null;
  view.network.setSelection({ nodes: ids("party"), edges: ids("hop") }, { highlightEdges: false });
  reveal(view, view.cursor ?? there.at(-1));
}

// In a crowded picture only the hops in question show their words.
function reveal(view, hit) {
  const near = !hit ? [] : hit.kind === "party" ? hopsOf(view, hit.id) : [hit.id];
  const now = view.drawing.crowded && near.length <= READABLE ? near : [];
  const label = (id, name) => ({ id, label: view.hops.get(id)[name] });
  const wanted = [
    ...view.revealed.filter((id) => view.hops.has(id) && !now.includes(id)).map((id) => label(id, "label")),
    ...now.map((id) => label(id, "name")),
  ];
  view.edges.update(wanted.filter(({ id, label }) => view.edges.get(id).label !== label)); // it is slow
  view.revealed = now;
}

const hopsOf = (view, party) =>
  [...view.hops.values()].filter(({ from, to }) => from === party || to === party).map(({ id }) => id);

// ---- telling

const say = (view, words) => {
  view.live.textContent = words;
};

function announce(view) {
  const there = view.memory.chosen.map((id) => hitOf(view, id)).filter(Boolean),
    told = there.map((hit) => wordsFor(view, hit)).reverse();
  if (!told.length) say(view, "Nothing selected");
  else say(view, told.length > 1 ? `${told.length} selected: ${told.join("; ")}` : told[0]);
}

function wordsFor(view, { kind, id }) {
  if (kind === "party") return view.marks.get(id).said + (isPinned(view, id) ? ", pinned" : "");
  const { from, to, name } = view.hops.get(id);
  return `Hop: ${view.marks.get(from).name}, ${name}, ${view.marks.get(to).name}`;
}

// The tooltip: all of it goes in through textContent, so no markup in the data can run.
function tell(view, hit, { x, y }) {
  view.tip.replaceChildren(...linesFor(view, hit));
  view.tip.hidden = false;
  const { clientWidth: wide, clientHeight: high } = view.host,
    { offsetWidth, offsetHeight } = view.tip;
  view.tip.style.left = `${Math.max(4, x + 16 + offsetWidth > wide ? x - 16 - offsetWidth : x + 16)}px`;
  view.tip.style.top = `${Math.max(4, Math.min(y + 14, high - offsetHeight - 6))}px`;
}

function linesFor(view, { kind, id }) {
  const { name, tip, records } = (kind === "party" ? view.marks : view.hops).get(id);
  const more = records > 1 ? [["Records", `${records} that stand as this one party`]] : [];
  return [
    element("strong", name),
    ...[...tip, ...more].map(([label, value]) =>
      element("div", element("span", label), element("span", value)),
    ),
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
