// How the canvas looks beyond vis-network: theme, rings, halos, what is chosen, small marks.

const GAPS = { "": 2, single: 6, dashed: 6, double: 10 }; // an arrow ends at the ring
const FAINT = 0.22;
const DOT = 3.2; // pixels of the screen: a mark of less is painted as a dot of this size
const PIN = new Path2D("M0,8 L-3.4,1.6 A4,4 0 1 1 3.4,1.6 Z");
const CORNER = 0.72; // of the way to the right and up (or left and up), where small marks stand

// Rings say the role, a halo says that the government is assessed as restrictive; neither could
// be made out on marks that are no more than dots.
function paintRings(view, ctx) {
  const scale = view.network.getScale(),
    frame = frameOf(view),
    { rings } = view.drawing;
  for (const mark of view.marks.values()) {
    const at = spot(view, mark.id);
    if (!(mark.halo || mark.ring) || mark.reach * scale < DOT || !isIn(frame, at)) continue;
    ctx.globalAlpha = mark.dimmed ? FAINT : 1;
    if (mark.halo) disc(ctx, at.x, at.y, mark.reach + 16, mark.halo, 24);
    for (const { gap, width, dashes } of rings[mark.ring])
      ring(ctx, at.x, at.y, mark.reach + gap, mark.halo || view.theme.text, width, dashes);
  }
  ctx.globalAlpha = 1;
  for (const id of view.network.getSelectedNodes()) around(view, ctx, id, 14, view.theme.primary, 4, []);
  for (const id of view.network.getSelectedEdges()) band(view, ctx, id, []);
  paintCursor(view, ctx);
}

// A ring that can be seen from any distance.
function around(view, ctx, id, gap, colour, width, dashes) {
  const scale = view.network.getScale(),
    times = Math.max(1, 9 / ((view.marks.get(id).reach + gap) * scale)),
    { x, y } = spot(view, id);
  const wide = dashes.map((dash) => dash * times);
  ring(ctx, x, y, (view.marks.get(id).reach + gap) * times, colour, width * times, wide);
}

// Where the keys are, which need not be what is chosen.
function paintCursor(view, ctx) {
  const { cursor, theme } = view;
  if (!cursor || !view.keyed || view.host.getRootNode().activeElement !== view.host) return;
  if (cursor.kind === "hop") return band(view, ctx, cursor.id, [7, 5]);
  around(view, ctx, cursor.id, 19, theme.text, 2, [3, 3]);
}

function band(view, ctx, id, dashes) {
  ctx.beginPath();
  for (let at = 0; at <= 16; at += 1) {
    const { x, y } = pointOn(view, id, at / 16);
    ctx.lineTo(x, y);
  }
  ctx.setLineDash(dashes);
  ctx.lineWidth = 13;
  ctx.strokeStyle = `color-mix(in srgb, ${view.theme.primary} 34%, transparent)`;
  ctx.stroke();
  ctx.setLineDash([]);
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
  ctx.fillStyle = percent < 100 ? `color-mix(in srgb, ${colour} ${percent}%, transparent)` : colour;
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fill();
}

// Small marks: two sheets for several records that stand as one party, a pin for a pinned one.
function paintBadges(view, ctx) {
  const frame = frameOf(view),
    scale = view.network.getScale();
  for (const mark of view.marks.values()) {
    const at = spot(view, mark.id),
      pinned = isPinned(view, mark.id);
    if (!(pinned || mark.records > 1) || mark.reach * scale < DOT || !isIn(frame, at)) continue;
    const aside = CORNER * mark.reach,
      up = at.y - aside;
    ctx.globalAlpha = mark.dimmed ? FAINT : 1;
    if (mark.records > 1) paintSheets(ctx, view.theme, at.x + aside, up - 6);
    if (pinned) paintPin(ctx, view.theme, at.x - aside - 2, up - 6);
  }
  ctx.globalAlpha = 1;
}

function paintSheets(ctx, { text, ground }, x, y) {
  Object.assign(ctx, { fillStyle: ground, strokeStyle: text, lineWidth: 1.4 });
  for (const by of [3, 0]) {
    ctx.beginPath();
    ctx.roundRect(x + by, y - by, 7, 7, 1.5);
    ctx.fill();
    ctx.stroke();
  }
}

function paintPin(ctx, { text, ground }, x, y) {
  ctx.translate(x, y);
  Object.assign(ctx, { fillStyle: text, strokeStyle: ground, lineWidth: 1.2 });
  ctx.stroke(PIN);
  ctx.fill(PIN);
  ctx.translate(-x, -y);
}

// ---- theme

function dressMark(node, view) {
  const { tip, said, name, ring, reach, halo, dimmed, color, records, ...rest } = node;
  const own = { background: color, border: view.theme.ground }; // the border is the gap to the ring
  const font = {
    color: dimmed ? faded(view.theme.text) : view.theme.text,
    vadjust: ring ? 5 + reach - node.size : -4,
  };
  const width = ring ? 3 : halo ? 2 : 1;
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
