// What the reader does with the pointer: choosing, expanding, dragging, a box, the buttons.

const TWICE = 500; // ms within which a second click on the same is part of a double one
const STILL = 5; // pixels within which a drag is a click

function listen(view) {
  const { network } = view;
  network.on("beforeDrawing", (ctx) => view.merging || paintRings(view, ctx));
  network.on("afterDrawing", (ctx) => {
    if (view.merging) return;
    paintBadges(view, ctx);
    paintNames(view, ctx);
    rememberCamera(view);
  });
  network.on("click", ({ pointer }) => {
    hush(view); // what is chosen is told beside the picture
    click(view, pick(view, pointer.DOM));
  });
  network.on("doubleClick", ({ pointer }) => {
    hush(view);
    const hit = pick(view, pointer.DOM);
    if (hit?.kind === "party") expand(view, hit.id);
  });
  network.on("dragEnd", ({ nodes }) => {
    if (nodes.length) pin(view, nodes);
    highlight(view); // vis-network marks what it drags
  });
  for (const moved of ["dragStart", "zoom"]) network.on(moved, () => hush(view));
  listenHost(view);
  listenBar(view);
}

// At once: who waited for a second click would be late with every first one. What is expanded is
// chosen too, so the first click of a double one does no harm, and the second says nothing new.
function click(view, hit) {
  const ids = hit ? [hit.id] : [],
    now = performance.now(),
    again = now - view.clicked < TWICE && String(ids) === String(view.memory.chosen);
  view.clicked = now;
  view.keyed = false;
  if (!again) choose(view, ids);
}

function listenHost(view) {
  const { host } = view;
  host.addEventListener("pointermove", (event) => hover(view, event));
  host.addEventListener("pointerleave", () => hush(view));
  host.addEventListener("keydown", (event) => press(view, event));
  for (const each of ["focus", "blur"]) host.addEventListener(each, () => view.network.redraw());
  host.addEventListener("pointerdown", (event) => openBox(view, event), { capture: true });
  host.querySelector(".vis-network").removeAttribute("tabindex"); // else Tab would stop twice
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

// ---- with shift: a click adds, a drag draws a box and adds the parties in it

function openBox(view, event) {
  if (!event.shiftKey || event.button !== 0) return;
  event.stopPropagation(); // vis-network would move the picture
  event.preventDefault();
  view.host.focus({ preventScroll: true });
  hush(view);
  view.keyed = false;
  const frame = view.host.getBoundingClientRect(),
    local = ({ clientX, clientY }) => ({ x: clientX - frame.left, y: clientY - frame.top }),
    start = local(event),
    gone = new AbortController();
  const follow = (move) => drawBox(view, start, local(move));
  const finish = (up) => {
    gone.abort();
    view.box.hidden = true;
    if (up.type === "pointerup") takeBox(view, start, local(up));
  };
  addEventListener("pointermove", follow, { signal: gone.signal });
  for (const end of ["pointerup", "pointercancel"])
    addEventListener(end, finish, { signal: gone.signal });
}

function drawBox(view, start, end) {
  view.box.hidden = false;
  Object.assign(view.box.style, {
    left: `${Math.min(start.x, end.x)}px`,
    top: `${Math.min(start.y, end.y)}px`,
    width: `${Math.abs(end.x - start.x)}px`,
    height: `${Math.abs(end.y - start.y)}px`,
  });
}

function takeBox(view, start, end) {
  if (Math.hypot(end.x - start.x, end.y - start.y) < STILL) {
    const hit = pick(view, end);
    if (hit) toggle(view, [hit.id]);
    return;
  }
  const [one, other] = [start, end].map((point) => view.network.DOMtoCanvas(point)),
    frame = { left: Math.min(one.x, other.x), right: Math.max(one.x, other.x) };
  Object.assign(frame, { top: Math.min(one.y, other.y), bottom: Math.max(one.y, other.y) });
  const inside = [...view.marks.keys()].filter((id) => isIn(frame, spot(view, id)));
  const held = view.memory.chosen.filter((id) => hitOf(view, id) && !inside.includes(id));
  if (inside.length) choose(view, [...held, ...inside]);
}

// ---- buttons: one stop for Tab, arrows between them, as a toolbar has it

const BUTTONS = {
  fit,
  in: (view) => zoom(view, 1.25),
  out: (view) => zoom(view, 0.8),
  png: savePng,
  svg: askPaper,
};

function listenBar(view) {
  const buttons = [...view.bar.querySelectorAll("button")];
  const stop = (at) =>
    buttons.forEach((button, other) => (button.tabIndex = other === at ? 0 : -1));
  stop(0);
  buttons.forEach((button, at) => {
    button.onclick = () => BUTTONS[button.name](view);
    button.onfocus = () => stop(at);
    button.onkeydown = (event) => {
      event.stopPropagation(); // Streamlit listens for letters on the document
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (by) buttons[(at + by + buttons.length) % buttons.length].focus();
    };
  });
}
