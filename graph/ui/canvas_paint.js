// How the canvas looks: theme, and what is painted beyond vis-network: rings, halos, names from afar.

const GAPS = { "": 2, single: 6, dashed: 6, double: 10 }; // an arrow ends at the ring
const NAME = { full: 14, least: 8, far: 10.5, dot: 3.2 }; // letters: on the plane, least and far on the screen; dots from afar

// Rings say the role, a halo says that the government is assessed as restrictive.
function paintRings(view, ctx) {
  const at = view.network.getPositions(),
    chosen = new Set(view.network.getSelectedNodes());
  for (const mark of view.marks.values()) {
    const { x, y } = at[mark.id] ?? {};
    if (x === undefined) continue;
    ctx.globalAlpha = mark.dimmed ? 0.22 : 1;
    if (mark.halo) disc(ctx, x, y, mark.reach + 16, mark.halo, 24);
    if (chosen.has(mark.id)) ring(ctx, x, y, mark.reach + 13, view.theme.primary, 4, []);
    paintRole(ctx, mark, x, y, mark.halo || view.theme.text);
  }
  ctx.globalAlpha = 1;
}

function paintRole(ctx, { ring: kind, reach }, x, y, colour) {
  if (kind) ring(ctx, x, y, reach + 5, colour, kind === "dashed" ? 2.5 : 2, kind === "dashed" ? [6, 4] : []);
  if (kind === "double") ring(ctx, x, y, reach + 9, colour, 2, []);
}

function ring(ctx, x, y, radius, colour, width, dashes) {
  ctx.beginPath();
  ctx.setLineDash(dashes);
  ctx.lineWidth = width;
  ctx.strokeStyle = colour;
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.setLineDash([]);
}

function disc(ctx, x, y, radius, colour, percent) {
  ctx.beginPath();
  ctx.fillStyle = `color-mix(in srgb, ${colour} ${percent}%, transparent)`;
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fill();
}

// Seen from afar, names under every mark would be too small to read: then as many parties and
// hops as have room are named in a readable size, those that matter most for the question first.
function paintNames(view, ctx) {
  const scale = view.network.getScale(),
    at = view.network.getPositions();
  view.names = [];
  if (NAME.full * scale >= NAME.least) return;
  ctx.font = `${NAME.far / scale}px ${view.theme.face}`;
  Object.assign(ctx, {
    textAlign: "center",
    textBaseline: "top",
    lineJoin: "round",
    lineWidth: 4 / scale,
    strokeStyle: view.theme.ground,
  });
  for (const mark of view.ranked)
    if (mark.size * scale < NAME.dot) paintDot(ctx, mark, at[mark.id], NAME.dot / scale);
  const step = (NAME.far * 1.15) / scale,
    taken = view.ranked.map((mark) => markBox(mark, at[mark.id], NAME.dot / scale));
  for (const mark of view.ranked) {
    const name = partyNames(ctx, mark, at[mark.id], step, NAME.dot / scale).find(
      (box) => !taken.some((other) => overlap(box, other)),
    );
    if (name) taken.push(paintName(view, ctx, name, mark.dimmed));
    if (name) view.names.push(name);
  }
  for (const { id, label, dimmed } of view.hops.values()) {
    const name =
      label.trim() && boxOf(ctx, id, [view.edges.get(id).label], pointOn(view, id, 0.5), -step / 2, step);
    if (name && !taken.some((other) => overlap(name, other))) taken.push(paintName(view, ctx, name, dimmed));
  }
}

function paintDot(ctx, { color, dimmed }, { x, y }, radius) {
  ctx.globalAlpha = dimmed ? 0.22 : 1;
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

const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

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

// ---- theme

function dressMark(node, view) {
  const { tip, said, name, ring, reach, halo, dimmed, color, ...rest } = node;
  const own = { background: color, border: view.theme.ground }; // the border is the gap to the ring
  const font = {
    color: dimmed ? faded(view.theme.text) : view.theme.text,
    vadjust: ring ? 5 + reach - node.size : -4,
  };
  const width = ring ? 3 : 1;
  return {
    ...rest,
    font,
    color: { ...own, highlight: own, hover: own },
    borderWidth: width,
    borderWidthSelected: width,
  };
}

function dressHop(edge, view) {
  const { tip, name, disputed, dimmed, ...rest } = edge;
  const from = view.marks.get(edge.from),
    to = view.marks.get(edge.to);
  // vis-network turns labels along the line, and loses the one of a line that is quite level
  const align = Math.trunc(from.y) === Math.trunc(to.y) ? "horizontal" : "middle";
  const font = { color: dimmed ? faded(view.theme.text) : view.theme.text, align };
  return {
    ...rest,
    font,
    endPointOffset: { from: 0, to: GAPS[to.ring] + (to.ring ? to.reach - to.size : 0) },
  };
}

function fonts(options, { text, ground, face }) {
  const font = { color: text, face, strokeColor: ground };
  return {
    ...options,
    nodes: { ...options.nodes, font: { ...options.nodes.font, ...font } },
    edges: { ...options.edges, font: { ...options.edges.font, ...font } },
  };
}

function themeOf(host) {
  const css = getComputedStyle(host),
    read = (name) => css.getPropertyValue(`--st-${name}`).trim();
  return {
    text: read("text-color") || "#222",
    ground: read("background-color") || "#fff",
    primary: read("primary-color") || "#d33",
    face: read("font") || "sans-serif",
  };
}

const faded = (colour) => `color-mix(in srgb, ${colour} 35%, transparent)`;

// ---- on paper

function save(view) {
  const drawn = view.host.querySelector("canvas"),
    sheet = document.createElement("canvas");
  Object.assign(sheet, { width: drawn.width, height: drawn.height });
  const ctx = sheet.getContext("2d");
  ctx.fillStyle = view.theme.ground;
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  ctx.drawImage(drawn, 0, 0);
  Object.assign(document.createElement("a"), {
    download: "enduse.png",
    href: sheet.toDataURL("image/png"),
  }).click();
}
