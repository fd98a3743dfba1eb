// What the reader does: choosing a year or a span, with the pointer or with the keys.

function listen(view) {
  view.host.addEventListener("keydown", (event) => press(view, event));
  view.svg.addEventListener("pointerdown", (event) => drag(view, event));
  view.svg.addEventListener("pointermove", (event) => point(view, event));
  view.svg.addEventListener("pointerleave", () => (view.tip.hidden = true));
}

// The bar under the pointer; the whole height of the timeline counts.
function barAt(view, { clientX }) {
  return [...view.bars.children].findIndex((group) => {
    const { left, right } = group.querySelector(".ground").getBoundingClientRect();
    return clientX >= left && clientX < right;
  });
}

function drag(view, event) {
  const first = event.shiftKey && view.from >= 0 ? view.from : barAt(view, event);
  if (first < 0) return;
  let last = barAt(view, event);
  const move = (now) => {
    const next = barAt(view, now);
    if (next >= 0 && !view.every[next].undated) last = next;
    mark(view, first, last);
  };
  const stop = () => {
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", stop);
    mark(view, -1, -1);
    choose(view, first, last);
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", stop);
}

function mark(view, first, last) {
  const [low, high] = [Math.min(first, last), Math.max(first, last)];
  [...view.bars.children].forEach((group, at) =>
    group.classList.toggle("marked", at >= low && at <= high && at >= 0),
  );
}

// One year again takes the choice back; so does Escape.
function choose(view, first, last) {
  const [a, b] = [view.every[first], view.every[last]];
  if (a.undated || b.undated) return view.component.setTriggerValue("chosen", "undated");
  view.from = first;
  const { since, until } = { since: view.every[Math.min(first, last)].since, until: view.every[Math.max(first, last)].until };
  const again = since === view.data.since && until === view.data.until;
  view.component.setTriggerValue("chosen", again ? { since: null, until: null } : { since, until });
}

function press(view, event) {
  const last = view.every.length - 1;
  const ways = { ArrowLeft: view.cursor - 1, ArrowRight: view.cursor + 1, Home: 0, End: last };
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in ways) go(view, Math.min(Math.max(ways[event.key], 0), last));
  else if (event.key === "Enter" && view.cursor >= 0)
    choose(view, event.shiftKey && view.from >= 0 ? view.from : view.cursor, view.cursor);
  else if (event.key === "Escape") view.component.setTriggerValue("chosen", { since: null, until: null });
  else return;
  event.preventDefault();
  event.stopPropagation(); // Streamlit listens for letters on the document
}

function go(view, at) {
  view.cursor = at;
  view.live.textContent = view.every[at].said;
  draw(view);
}

function point(view, event) {
  const bar = event.buttons ? null : view.every[barAt(view, event)];
  view.tip.hidden = !bar;
  if (!bar) return;
  const title = document.createElement("strong");
  title.textContent = `${bar.name}: ${bar.count}`;
  view.tip.replaceChildren(title, ...bar.tip.map(row));
  const { left, width } = view.host.getBoundingClientRect();
  const x = event.clientX - left;
  view.tip.style.left = `${x > width / 2 ? Math.max(4, x - view.tip.offsetWidth - 14) : x + 14}px`;
  view.tip.style.top = `${Math.max(2, (view.host.clientHeight - view.tip.offsetHeight) / 2)}px`;
}

function row(texts) {
  const line = document.createElement("div");
  for (const text of texts) {
    const part = document.createElement("span");
    part.textContent = text; // never markup
    line.append(part);
  }
  return line;
}
