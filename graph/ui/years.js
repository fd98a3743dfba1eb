// The timeline: one ES module, no build step; years.py joins years_events.js to it.
// Streamlit calls the default export again, with the same parentElement, whenever data or theme
// change; what it returns runs once, at unmount.

const VIEWS = new WeakMap(); // parentElement -> view: survives reruns
const SVG = "http://www.w3.org/2000/svg";
const [LEFT, RIGHT, TOP, FOOT, APART] = [34, 10, 14, 24, 26];

export default function (component) {
  const root = component.parentElement;
  const view = VIEWS.get(root) ?? open(root);
  view.component = component;
  view.data = component.data;
  view.frame.style.height = `${view.data.height}px`; // 100% does not reach through the wrapper
  view.every = [...view.data.bars, undatedOf(view.data.undated)];
  draw(view);
  return () => {
    view.resized.disconnect();
    VIEWS.delete(root);
  };
}

function open(root) {
  const part = (name) => root.querySelector(name);
  const view = {
    frame: part(".frame"),
    host: part(".years"),
    svg: part("svg"),
    defs: part("defs"),
    axis: part(".axis"),
    bars: part(".bars"),
    tip: part(".tip"),
    live: part(".live"),
    cursor: -1, // the bar where the keys are
    from: -1, // the bar from which a span is widened
  };
  VIEWS.set(root, view);
  view.resized = new ResizeObserver(() => draw(view));
  view.resized.observe(view.host);
  listen(view);
  return view;
}

function undatedOf({ parts, count, kept }) {
  const tip = [["Without any date", `${count}`], [kept ? "Kept in view" : "Left out of view", ""]];
  const said = `undated: ${count}, ${kept ? "kept" : "left out"}`;
  return { name: "undated", count, parts, tip, said, kept, undated: true };
}

function draw(view) {
  const [wide, high] = [view.host.clientWidth, view.host.clientHeight];
  if (!wide || !view.data) return;
  // The undated may be so many that the years would vanish beside them: their bar is then cut.
  const named = Math.max(...view.data.bars.map((bar) => bar.count), 0);
  const most = Math.max(named || view.data.undated.count, 1);
  const room = wide - LEFT - RIGHT - APART - 64; // the undated have a place of their own
  const step = Math.min(room / Math.max(view.data.bars.length, 1), 64);
  view.defs.replaceChildren(...patterns(view));
  view.axis.replaceChildren(...axisOf(most, wide, high));
  const every = Math.ceil(44 / step); // names that would touch are left out
  view.bars.replaceChildren(
    ...view.every.map((bar, at) => {
      const x = bar.undated ? wide - RIGHT - 64 : LEFT + at * step;
      const width = bar.undated ? 64 : step;
      const labelled = bar.undated || bar.rest || Number(bar.name) % every === 0 || view.data.since === bar.since;
      return barOf(view, bar, { at, x, width, high, most, labelled });
    }),
  );
  view.host.dataset.painted = "yes";
}

function axisOf(most, wide, high) {
  const ground = high - FOOT;
  const line = (y) => make("line", { x1: LEFT, x2: wide - RIGHT, y1: y, y2: y });
  const label = (y, text) => make("text", { x: 6, y: y + 4 }, text);
  return [line(ground), line(TOP), label(TOP, most), label(ground, "0")];
}

function barOf(view, bar, { at, x, width, high, most, labelled }) {
  const { since, until } = view.data;
  const group = make("g", { class: "bar" });
  group.dataset.name = bar.name;
  group.dataset.count = bar.count;
  const chosen = since !== null || until !== null;
  const within = !bar.undated && chosen && (bar.since ?? -1) >= (since ?? -1) && (bar.until ?? 1e5) <= (until ?? 1e5);
  group.classList.toggle("within", within);
  group.classList.toggle("faint", bar.undated ? !bar.kept : chosen && !within);
  group.classList.toggle("cursor", at === view.cursor);
  group.append(make("rect", { class: "ground", x, y: TOP - 6, width, height: high - TOP - 2 }));
  const thick = Math.min(Math.max(width - (width > 8 ? 4 : 1), 1), 40);
  let top = high - FOOT;
  const cut = bar.count > most ? (most * 1.06) / bar.count : 1;
  for (const [colour, sense, count] of bar.parts) {
    const height = ((count * cut) / most) * (high - FOOT - TOP);
    top -= height;
    const fill = bar.undated ? `url(#undated-${colour.slice(1)})` : fillOf(colour, sense);
    const look = { fill, stroke: colour, "stroke-width": sense === "begins" && !bar.undated ? 0 : 1 };
    group.append(make("rect", { class: "part", x: x + (width - thick) / 2, y: top, width: thick, height: Math.max(height, 1), ...look }));
  }
  if (cut < 1) group.append(gapOf(x + (width - thick) / 2, TOP + 10, thick));
  const words = bar.undated ? `undated ${bar.count}` : bar.name;
  if (labelled) group.append(make("text", { class: bar.kept === false ? "name out" : "name", x: x + width / 2, y: high - 8 }, words));
  return group;
}

// A bar that would go on: it is broken near its top, and its number is written below it.
function gapOf(x, y, width) {
  const step = width / 4;
  const points = [0, 1, 2, 3, 4].map((at) => `${x - 1 + at * (step + 0.5)},${y + (at % 2 ? -3 : 3)}`);
  return make("polyline", { class: "gap", points: points.join(" ") });
}

const fillOf = (colour, sense) =>
  ({ begins: colour, "as of": `url(#as-of-${colour.slice(1)})`, ends: "none" })[sense];

// What holds at a date, or has none, is hatched in the colour of its layer.
function patterns(view) {
  const colours = new Set(view.every.flatMap((bar) => bar.parts.map(([colour]) => colour)));
  return [...colours].flatMap((colour) => {
    const id = colour.slice(1);
    return [hatch(`as-of-${id}`, colour, 45, 0.25), hatch(`undated-${id}`, colour, 0, 0.08)];
  });
}

function hatch(id, colour, turn, tint) {
  const made = make("pattern", { id, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${turn})` });
  made.append(
    make("rect", { width: 5, height: 5, fill: colour, opacity: tint }),
    make("rect", { width: turn ? 2 : 5, height: turn ? 5 : 1.4, fill: colour, opacity: 0.8 }),
  );
  return made;
}

function make(name, attributes = {}, text = "") {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== "") made.textContent = text; // never markup
  return made;
}
