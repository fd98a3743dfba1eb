// Drawing: the lands are moved as one, flows and marks are made anew, in pixels of the screen.

function draw(view) {
  const { x, y, k } = view.camera;
  view.lands.setAttribute("transform", `scale(${k}) translate(${-x} ${-y})`);
  view.svg.querySelector("pattern").setAttribute("patternTransform", `scale(${1 / k}) rotate(45)`);
  view.spots = settle(view);
  view.flows.replaceChildren(...view.data.flows.map((flow) => flowOf(view, flow)).filter(Boolean));
  view.marks.replaceChildren(...[...view.spots.values()].map((spot) => markOf(view, spot)));
  name(view);
  light(view);
}

// What is chosen stands out; of a chosen country so do its flows and those at their other ends.
function light(view) {
  const { chosen, flows } = view.data;
  const lit = new Set([chosen]);
  for (const flow of flows)
    if ([flow.id, flow.origin, flow.target].includes(chosen))
      for (const id of [flow.id, flow.origin, flow.target]) lit.add(id);
  const known = lit.size > 1 || view.spots.has(chosen);
  for (const each of [...view.flows.children, ...view.marks.children]) {
    const { id } = each.dataset;
    each.classList.toggle("chosen", id === chosen);
    each.classList.toggle("cursor", id === view.cursor);
    each.classList.toggle("faint", known && !lit.has(id));
  }
}

// A curve that bends to the left of its way, so that the one back lies beside it.
function flowOf(view, flow) {
  const from = view.spots.get(flow.origin),
    to = view.spots.get(flow.target);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const far = Math.hypot(dx, dy);
  if (far < from.radius + to.radius + 3) return null;
  const bend = (flow.supply ? 0.16 : 0.27) * (flow.directed ? 1 : 0.5);
  const turn = { x: (from.x + to.x) / 2 + dy * bend, y: (from.y + to.y) / 2 - dx * bend };
  const head = flow.directed ? 6 + 1.3 * flow.width : 0;
  const start = towards(from, turn, from.radius + 1),
    tip = towards(to, turn, to.radius + 1.5),
    end = towards(to, turn, to.radius + 1.5 + head * 0.8);
  const d = `M${start.x} ${start.y}Q${turn.x} ${turn.y} ${end.x} ${end.y}`;
  const group = make("g", { class: "flow" });
  Object.assign(group.dataset, { id: flow.id, x: (start.x + 2 * turn.x + end.x) / 4, y: (start.y + 2 * turn.y + end.y) / 4 });
  group.append(
    make("path", { d, class: "halo", "stroke-width": flow.width + 6 }),
    make("path", { d, class: flow.supply ? "line" : "line tie", stroke: flow.colour, "stroke-width": flow.width }),
  );
  if (head) group.append(arrow(turn, tip, to, head, flow));
  group.append(make("path", { d, class: "ground" }));
  return group;
}

function towards(from, to, by) {
  const far = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) / far) * by, y: from.y + ((to.y - from.y) / far) * by };
}

function arrow(turn, tip, to, head, flow) {
  const back = towards(tip, turn, head);
  const [sx, sy] = [(tip.y - back.y) * 0.5, (back.x - tip.x) * 0.5];
  const points = [tip, { x: back.x + sx, y: back.y + sy }, { x: back.x - sx, y: back.y - sy }];
  return make("polygon", { class: "point", fill: flow.colour, points: points.map((p) => `${p.x},${p.y}`).join(" ") });
}

function markOf(view, { mark, x, y, radius, home }) {
  const group = make("g", { class: "mark" });
  Object.assign(group.dataset, { id: mark.id, x, y });
  if (home && Math.hypot(home.x - x, home.y - y) > 5)
    group.append(make("line", { class: "leader", x1: home.x, y1: home.y, x2: x, y2: y }));
  const inner = radius - 2.25;
  group.append(
    make("circle", { class: "edge", cx: x, cy: y, r: radius + 4 }),
    make("circle", { class: "ground", cx: x, cy: y, r: radius }),
    ...ringOf(mark, x, y, inner),
    make("text", { class: "count", x, y: y + 4 }, mark.parties > 999 ? "…" : String(mark.parties)),
  );
  return group;
}

// A ring in parts, one for each role in the country, as large as it is often held there.
function ringOf(mark, x, y, radius) {
  const all = mark.shares.reduce((sum, [, count]) => sum + count, 0);
  const round = 2 * Math.PI * radius;
  let before = 0;
  return mark.shares.map(([colour, count]) => {
    const part = (count / all) * round;
    const ring = make("circle", {
      ...{ class: "ring", cx: x, cy: y, r: radius, stroke: colour },
      ...{ transform: `rotate(-90 ${x} ${y})`, "stroke-dasharray": `${part} ${round - part}` },
      "stroke-dashoffset": -before,
    });
    before += part;
    return ring;
  });
}

// Names where there is room for them, the largest marks first.
function name(view) {
  const spots = [...view.spots.values()];
  const taken = spots.map(({ x, y, radius }) => [x - radius, y - radius, x + radius, y + radius]);
  spots.sort((a, b) => (b.mark.id === view.data.chosen) - (a.mark.id === view.data.chosen) || b.mark.parties - a.mark.parties);
  const groups = new Map([...view.marks.children].map((group) => [group.dataset.id, group]));
  for (const spot of spots) {
    const half = 3.3 * spot.mark.name.length + 3;
    for (const y of [spot.y + spot.radius + 13, spot.y - spot.radius - 5]) {
      const box = [spot.x - half, y - 11, spot.x + half, y + 3];
      if (taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      groups.get(spot.mark.id).append(make("text", { class: "name", x: spot.x, y }, spot.mark.name));
      break;
    }
  }
}

const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
