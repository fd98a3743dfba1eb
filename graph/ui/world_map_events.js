// What the reader does: with the pointer, with the keys and with the buttons.

const KEYS = {
  ArrowRight: (view) => step(view, 1, 0),
  ArrowLeft: (view) => step(view, -1, 0),
  ArrowDown: (view) => step(view, 0, 1),
  ArrowUp: (view) => step(view, 0, -1),
  PageDown: (view) => turn(view, 1),
  PageUp: (view) => turn(view, -1),
  h: (view) => nextFlow(view),
  Enter: (view) => view.cursor && choose(view, view.cursor),
  Escape: (view) => choose(view, ""),
  f: (view) => look(view, fitting(view, view.data.marks)),
  w: (view) => look(view, whole(view)),
  "+": (view) => zoom(view, 1.5),
  "-": (view) => zoom(view, 1 / 1.5),
};
const BUTTONS = { fit: KEYS.f, world: KEYS.w, in: KEYS["+"], out: KEYS["-"] };

function listen(view) {
  view.host.addEventListener("keydown", (event) => press(view, event));
  view.bar.addEventListener("click", ({ target }) => BUTTONS[target.name]?.(view));
  view.svg.addEventListener("pointerdown", (event) => drag(view, event));
  view.svg.addEventListener("click", (event) => click(view, event));
  view.svg.addEventListener("pointermove", (event) => point(view, event));
  view.svg.addEventListener("pointerleave", () => (view.tip.hidden = true));
  // for tests, and for whoever wants to point at something
  view.host.placeOf = (id) => {
    const { left, top } = view.host.getBoundingClientRect();
    const found = [...view.marks.children, ...view.flows.children].find((e) => e.dataset.id === id);
    return found && { x: left + view.host.clientLeft + Number(found.dataset.x), y: top + view.host.clientTop + Number(found.dataset.y) };
  };
}

// The mark of a country lies over flows, and those over the lands.
const idAt = ({ target }) => target.closest("[data-id]")?.dataset.id ?? "";

function click(view, event) {
  if (view.panned) return;
  choose(view, idAt(event));
}

function choose(view, id) {
  view.component.setTriggerValue("chosen", { id });
}

function drag(view, event) {
  const { x, y, k } = view.camera;
  view.panned = false;
  const move = (now) => {
    const [dx, dy] = [now.clientX - event.clientX, now.clientY - event.clientY];
    if (!view.panned && Math.hypot(dx, dy) < 5) return;
    view.panned = true;
    view.svg.classList.add("dragged");
    view.tip.hidden = true;
    look(view, { x: x - dx / k, y: y - dy / k, k });
  };
  const stop = () => {
    view.svg.classList.remove("dragged");
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", stop);
    window.removeEventListener("pointercancel", stop);
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", stop);
  window.addEventListener("pointercancel", stop);
}

function point(view, event) {
  const id = event.buttons ? "" : idAt(event);
  const found = [...view.data.marks, ...view.data.flows].find((each) => each.id === id);
  const name = found?.name ?? event.target.dataset?.name;
  view.tip.hidden = !name;
  if (!name) return;
  tell(view, name, found?.tip ?? [["Parties", "none in this result"]]);
  const { left, top, width } = view.host.getBoundingClientRect();
  const [x, y] = [event.clientX - left, event.clientY - top];
  view.tip.style.left = `${x > width / 2 ? x - view.tip.offsetWidth - 14 : x + 14}px`;
  view.tip.style.top = `${clamp(y + 12, 4, Math.max(4, view.host.clientHeight - view.tip.offsetHeight - 4))}px`;
}

// Built of text: names come from data.
function tell(view, name, rows) {
  const title = document.createElement("strong");
  title.textContent = name;
  view.tip.replaceChildren(
    title,
    ...rows.map((row) => {
      const line = document.createElement("div");
      for (const text of row) {
        const part = document.createElement("span");
        part.textContent = text;
        line.append(part);
      }
      return line;
    }),
  );
}

function press(view, event) {
  const act = KEYS[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return; // the browser's own, and Tab
  act(view);
  event.preventDefault();
  event.stopPropagation(); // Streamlit listens for letters on the document
}

function go(view, each) {
  view.cursor = each.id;
  if (view.spots.has(each.id)) view.country = each.id;
  view.live.textContent = each.said;
  const { x, y } = view.spots.get(each.id) ?? view.spots.get(each.target);
  const [wide, high] = sizeOf(view);
  if (x < 10 || y < 10 || x > wide - 10 || y > high - 10) {
    const { x: left, y: top, k } = view.camera;
    look(view, centred(view, left + x / k, top + y / k, k));
  } else light(view);
}

// The nearest country in the direction of the arrow; one to the side counts as farther.
function step(view, right, down) {
  const from = view.spots.get(view.country);
  if (!from) return turn(view, 1);
  let next = null,
    least = Infinity;
  for (const spot of view.spots.values()) {
    const along = (spot.x - from.x) * right + (spot.y - from.y) * down,
      aside = Math.abs((spot.x - from.x) * down) + Math.abs((spot.y - from.y) * right),
      far = along + 2.5 * aside;
    if (spot !== from && along > 1 && far < least) [next, least] = [spot, far];
  }
  if (next) go(view, next.mark);
}

function turn(view, by) {
  const order = [...view.data.marks].sort((a, b) => a.name.localeCompare(b.name, "en"));
  const now = order.findIndex((mark) => mark.id === view.country);
  const next = now < 0 ? 0 : (now + by + order.length) % order.length;
  if (order.length) go(view, order[next]);
}

function nextFlow(view) {
  const near = view.data.flows.filter((f) => !view.country || [f.origin, f.target].includes(view.country));
  const now = near.findIndex((flow) => flow.id === view.cursor);
  if (near.length) go(view, near[(now + 1) % near.length]);
}
