// The picture on paper: what is seen as PNG, the whole as SVG. Python writes the SVG.

const SHARP = 2; // pixels of the file for one of the screen, at least

function savePng(view) {
  const { canvas, renderer } = view.network,
    drawn = canvas.frame.canvas,
    { width, height } = drawn,
    { pixelRatio } = canvas,
    times = Math.max(SHARP, pixelRatio) / pixelRatio;
  canvas.pixelRatio = pixelRatio * times;
  Object.assign(drawn, { width: width * times, height: height * times });
  renderer._redraw(); // at once; a browser test holds it to its size
  const sheet = document.createElement("canvas");
  Object.assign(sheet, { width: drawn.width, height: drawn.height });
  const ctx = sheet.getContext("2d");
  ctx.fillStyle = view.theme.ground;
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  ctx.drawImage(drawn, 0, 0);
  canvas.pixelRatio = pixelRatio;
  Object.assign(drawn, { width, height });
  renderer._redraw();
  sheet.toBlob((blob) => download(view, blob, "png"), "image/png");
}

// Ask with the places as they are here: parties may have been moved without Python hearing of it.
function askPaper(view) {
  view.wantsPaper = true;
  const places = Object.fromEntries(
    [...view.marks.keys()].map((id) => [id, [spot(view, id).x, spot(view, id).y]]),
  );
  const pinned = view.host.pins();
  view.component.setTriggerValue("svg", { places, pinned, dark: isDark(view.theme.ground) });
}

function takePaper(view) {
  const { paper } = view.component.data;
  if (!paper || !view.wantsPaper) return;
  view.wantsPaper = false;
  download(view, new Blob([paper], { type: "image/svg+xml" }), "svg");
}

function download(view, blob, ending) {
  const href = URL.createObjectURL(blob);
  Object.assign(document.createElement("a"), { download: `enduse.${ending}`, href }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000); // not before the browser has read it
  say(view, `Picture saved as ${ending.toUpperCase()}`);
}

function isDark(colour) {
  const ctx = document.createElement("canvas").getContext("2d");
  ctx.fillStyle = colour; // the canvas gives any colour back as #rrggbb
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(ctx.fillStyle.slice(at, at + 2), 16));
  return red * 0.3 + green * 0.59 + blue * 0.11 < 128;
}
