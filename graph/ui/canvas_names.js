// Names where vis-network writes none. Seen from afar, names under every mark would be too small
// to read: then as many parties and hops as have room are named in a readable size, those that
// matter most for the question first. Seen closely, a crowded picture names the hops in view.

const NAME = { full: 14, least: 8, far: 10.5 }; // letters: on the plane, least and far on the screen
const WORDS = { size: 11.5, least: 9 }; // of hops in a crowded picture: on the plane, least on the screen

function paintNames(view, ctx) {
  const scale = view.network.getScale();
  view.names = [];
  view.worded = [];
  if (NAME.full * scale < NAME.least) paintFarNames(view, ctx, scale);
  else if (view.drawing.crowded && WORDS.size * scale >= WORDS.least) paintWords(view, ctx);
}

function paintFarNames(view, ctx, scale) {
  const frame = frameOf(view),
    least = DOT / scale,
    step = (NAME.far * 1.15) / scale,
    marks = view.ranked.filter(({ id }) => isIn(frame, spot(view, id)));
  for (const mark of marks) if (mark.size < least) paintDot(ctx, mark, spot(view, mark.id), least);
  letters(view, ctx, NAME.far / scale, 4 / scale, "top");
  const room = roomOf(80 / scale);
  for (const mark of marks) take(room, markBox(mark, spot(view, mark.id), least));
  for (const mark of marks) {
    const name = partyNames(ctx, mark, spot(view, mark.id), step, least).find((box) => isFree(room, box));
    if (!name) continue;
    take(room, paintName(view, ctx, name, mark.dimmed));
    view.names.push(name);
  }
  nameHops(view, ctx, room, step, frame, ({ label }) => label);
}

// Words that vis-network does not write; they keep clear of marks and of names.
function paintWords(view, ctx) {
  const frame = frameOf(view),
    room = roomOf(80);
  for (const mark of view.marks.values()) {
    if (!isIn(frame, spot(view, mark.id))) continue;
    take(room, markBox(mark, spot(view, mark.id), 0));
    take(room, view.network.getBoundingBox(mark.id));
  }
  letters(view, ctx, WORDS.size, 5, "top");
  const written = new Set(view.revealed);
  nameHops(view, ctx, room, WORDS.size * 1.15, frame, (hop) =>
    written.has(hop.id) || hop.label === hop.name || hop.dimmed ? "" : hop.name,
  );
}

function nameHops(view, ctx, room, step, frame, wordsOf) {
  for (const hop of view.hops.values()) {
    const words = wordsOf(hop);
    if (!words.trim()) continue;
    const middle = pointOn(view, hop.id, 0.5);
    if (!isIn(frame, middle)) continue;
    const name = boxOf(ctx, hop.id, [words], middle, -step / 2, step);
    if (!isFree(room, name)) continue;
    take(room, paintName(view, ctx, name, hop.dimmed));
    view.worded.push(hop.id);
  }
}

function letters({ theme }, ctx, size, rim, textBaseline) {
  ctx.font = `${size}px ${theme.face}`;
  Object.assign(ctx, { textAlign: "center", textBaseline, lineJoin: "round", lineWidth: rim });
  ctx.strokeStyle = theme.ground;
}

function paintDot(ctx, { color, dimmed }, { x, y }, radius) {
  ctx.globalAlpha = dimmed ? FAINT : 1;
  disc(ctx, x, y, radius, color, 100);
  ctx.globalAlpha = 1;
}

function paintName(view, ctx, name, dimmed) {
  ctx.fillStyle = dimmed ? faded(view.theme.text) : view.theme.text;
  for (const paint of ["strokeText", "fillText"])
    name.lines.forEach((line, row) => ctx[paint](line, name.middle, name.top + row * name.step));
  return name;
}

// The whole label if there is room, else fewer of its lines.
function partyNames(ctx, { id, label, reach, ring: role }, place, step, least) {
  const lines = label.split("\n"),
    brief = lines.map((line, row) => [...lines.slice(0, row), `${line}…`]);
  return [lines, ...brief.slice(0, -1).reverse()].map((some) =>
    boxOf(ctx, id, some, place, Math.max(reach + (role ? 11 : 3), least * 1.2), step),
  );
}

function boxOf(ctx, id, lines, { x, y }, down, step) {
  const half = Math.max(...lines.map((line) => ctx.measureText(line).width)) / 2,
    top = y + down;
  return {
    id,
    lines,
    step,
    middle: x,
    left: x - half,
    right: x + half,
    top,
    bottom: top + step * lines.length,
  };
}

function markBox({ size }, { x, y }, least) {
  const half = Math.max(size, least);
  return { left: x - half, right: x + half, top: y - half, bottom: y + half };
}

function rank(marks, hops) {
  const weight = new Map(
    [...marks.values()].map(({ id, ring, halo, dimmed }) => [
      id,
      (dimmed ? 0 : 1000) + (halo ? 100 : 0) + (ring ? 50 : 0),
    ]),
  );
  for (const { from, to } of hops.values())
    for (const end of [from, to]) weight.set(end, weight.get(end) + 1);
  return [...marks.values()].sort((a, b) => weight.get(b.id) - weight.get(a.id));
}

// ---- what room is taken: boxes by the cells of a grid, or thousands would be compared in pairs

const roomOf = (cell) => ({ cell, cells: new Map() });

function* cellsOf({ cell }, { left, right, top, bottom }) {
  for (let x = Math.floor(left / cell); x <= right / cell; x += 1)
    for (let y = Math.floor(top / cell); y <= bottom / cell; y += 1) yield `${x},${y}`;
}

function take(room, box) {
  for (const at of cellsOf(room, box)) {
    if (!room.cells.has(at)) room.cells.set(at, []);
    room.cells.get(at).push(box);
  }
}

function isFree(room, box) {
  for (const at of cellsOf(room, box))
    if (room.cells.get(at)?.some((other) => overlap(box, other))) return false;
  return true;
}

const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
