// What part of the map is seen, and where on the screen each country's mark stands.

const sizeOf = (view) => [view.host.clientWidth, view.host.clientHeight];
const radiusOf = (mark) => Math.min(9 + 1.7 * Math.sqrt(mark.parties), 22);

// The smallest scale at which the frame fills the element, or lies whole within it.
function least(view) {
  const [wide, high] = sizeOf(view),
    [, , width, height] = view.data.frame;
  return Math.min(wide / width, high / height);
}

function whole(view) {
  const [left, top, width, height] = view.data.frame;
  return centred(view, left + width / 2, top + height / 2, least(view));
}

// Marks with some room about them; where they lie all over the world, the whole of it.
function fitting(view, marks) {
  const places = marks.filter((mark) => mark.at).map((mark) => mark.at);
  if (!places.length) return whole(view);
  const [wide, high] = sizeOf(view);
  const [lowX, highX, lowY, highY] = [0, 1].flatMap((axis) => {
    const along = places.map((place) => place[axis]);
    return [Math.min(...along), Math.max(...along)];
  });
  const k = Math.min((wide - 150) / Math.max(highX - lowX, 60), (high - 120) / Math.max(highY - lowY, 40));
  return centred(view, (lowX + highX) / 2, (lowY + highY) / 2, clamp(k, least(view), 3 * least(view)));
}

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

function centred(view, x, y, k) {
  const [wide, high] = sizeOf(view);
  return held(view, { x: x - wide / 2 / k, y: y - high / 2 / k, k });
}

// Never look beyond the edges of the map; where it is smaller than the element, it is centred.
function held(view, { x, y, k }) {
  const [left, top, width, height] = view.data.frame;
  const [wide, high] = sizeOf(view).map((size) => size / k);
  const within = (at, from, span, seen) =>
    seen >= span ? from + (span - seen) / 2 : clamp(at, from, from + span - seen);
  return { x: within(x, left, width, wide), y: within(y, top, height, high), k };
}

function zoom(view, by, at = sizeOf(view).map((size) => size / 2)) {
  const { x, y, k } = view.camera;
  const next = clamp(k * by, least(view), CLOSEST);
  look(view, { x: x + at[0] / k - at[0] / next, y: y + at[1] / k - at[1] / next, k: next });
}

function look(view, camera) {
  view.camera = held(view, camera);
  CAMERAS.set(view.data.map, view.camera);
  draw(view);
}

// Where each mark stands: at its country, moved aside as little as keeps it off the others. A
// country that lies beyond the map's southern edge stands at it, one that nobody knows in a corner.
function settle(view) {
  const { x, y, k } = view.camera,
    [wide, high] = sizeOf(view),
    [, top, , height] = view.data.frame;
  const spots = view.data.marks.map((mark) => {
    const radius = radiusOf(mark);
    if (!mark.at) return { mark, radius, x: 58, y: high - 24 - radius, fixed: true };
    const south = clamp(mark.at[1], top, top + height - 10 / k);
    const home = { x: (mark.at[0] - x) * k, y: (south - y) * k };
    return { mark, radius, ...home, home };
  });
  for (let round = 0; round < 40; round++) if (!spread(spots)) break;
  for (const spot of spots) if (spot.home) keep(spot, wide, high);
  return new Map(spots.map((spot) => [spot.mark.id, spot]));
}

// Nobody is pushed out of sight who would be in it.
function keep(spot, wide, high) {
  const { home, radius } = spot;
  if (home.x < 0 || home.y < 0 || home.x > wide || home.y > high) return;
  spot.x = clamp(spot.x, radius + 3, wide - radius - 3);
  spot.y = clamp(spot.y, radius + 3, high - radius - 3);
}

function spread(spots) {
  let moved = false;
  for (let i = 0; i < spots.length; i++)
    for (let j = i + 1; j < spots.length; j++) {
      const [a, b] = [spots[i], spots[j]];
      const apart = a.radius + b.radius + 5;
      let [dx, dy] = [b.x - a.x, b.y - a.y];
      if (Math.abs(dx) >= apart || Math.abs(dy) >= apart) continue;
      let far = Math.hypot(dx, dy);
      if (far >= apart) continue;
      if (far < 0.01) [dx, dy, far] = [1, 0.3, 1.04];
      const push = (apart - far) / (a.fixed || b.fixed ? 1 : 2) / far;
      if (!a.fixed) [a.x, a.y] = [a.x - dx * push, a.y - dy * push];
      if (!b.fixed) [b.x, b.y] = [b.x + dx * push, b.y + dy * push];
      moved = true;
    }
  return moved;
}
