// What is drawn, apart from the canvas: it is large, and what the reader chooses changes none of it.
// So it is sent only when it differs; the canvas takes it from here, whichever of the two comes first.

export default function ({ data }) {
  globalThis.enduseDrawings ??= new Map(); // picture -> its drawing
  globalThis.enduseDrawings.set(data.picture, data);
  dispatchEvent(new CustomEvent("enduse-drawing", { detail: data.picture }));
}
