"""The picture on the page: a components-v2 element draws it, and what readers do comes back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, cast

import streamlit as st

from graph.ui.drawing import LABELLED, drawn, vis_file
from graph.ui.picture import lit_up, placed
from graph.ui.style import DARK, LIGHT
from graph.ui.svg import svg

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from streamlit.components.v2.types import ComponentRenderer

    from graph.ui.picture import Picture

PARTS = (
    *("canvas.html", "canvas.css"),
    *("canvas.js", "canvas_places.js", "canvas_paint.js", "canvas_names.js"),
    *("canvas_choose.js", "canvas_events.js", "canvas_keys.js", "canvas_save.js"),
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What the reader chose last: a party or a hop, by the id its mark or link was given."""

    kind: Literal["party", "hop"]
    id: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What matters in a picture now: marks and links by id, the last `selected` foremost."""

    focus: str | None = None
    selected: tuple[str, ...] = ()
    pinned: frozenset[str] = frozenset()
    lit: frozenset[str] = frozenset()


class State(Protocol):
    """As much of `st.session_state`, or of a dict, as reading events needs."""

    def get(self, key: str, /) -> object:
        """Return the value of `key`, or None."""


def canvas(
    picture: Picture,
    *,
    key: str,
    height: int = 560,
    focus: str | None = None,
    labelled: int = LABELLED,
    selected: Sequence[str] = (),
    pinned: Collection[str] = (),
    lit: Collection[str] = (),
    on_select: Callable[[], None] | None = None,
    on_expand: Callable[[], None] | None = None,
    on_move: Callable[[], None] | None = None,
) -> None:
    """Draw the picture; one with the same `key` as before changes in place.

    A party stays where the reader dragged it until Python gives it another place. A
    `focus` (a party or hop) that differs from the last one is brought into view, and is
    marked as chosen where `selected` (parties and hops, the last one foremost) is empty;
    neither makes an event. `pinned` parties bear a pin. Where anything is `lit` (parties
    and hops, by id), all else is dimmed. With more hops than `labelled`, only those in
    question show their words. The callbacks take no argument: read `selected`, `chosen`,
    `expanded`, `moved` or `unpinned`. Without `on_move` a drag does not run the page.
    """
    stress = Emphasis(focus, tuple(selected), frozenset(pinned), frozenset(lit))
    paper = _paper(picture, stress, _event(st.session_state, key, "svg"))
    drawing = drawn(picture, labelled, stress.lit)
    told = payload(
        drawing, stress, key=key, height=height, reports=on_move is not None, paper=paper
    )
    _mount(told, drawing, on_select or _nothing, on_expand or _nothing, on_move or _nothing)


def payload(
    drawing: Mapping[str, object],
    stress: Emphasis,
    *,
    key: str,
    height: int = 560,
    reports: bool = False,
    paper: str = "",
) -> dict[str, object]:
    """Give what is sent to the browser beside the drawing, which it names by its revision.

    `reports` says whether anybody wants to hear of what is moved; `paper` is the picture as
    SVG, for the one run in which the reader asked for it.
    """
    return {
        "picture": key,
        "revision": drawing["revision"],
        "height": height,
        "focus": stress.focus,
        "selected": list(stress.selected),
        "pinned": sorted(stress.pinned),
        "reports": reports,
        "paper": paper,
    }


def _mount(
    data: dict[str, object],
    drawing: Mapping[str, object],
    on_select: Callable[[], None],
    on_expand: Callable[[], None],
    on_move: Callable[[], None],
) -> None:
    key = str(data["picture"])
    with st.container(gap=None):
        _element()(
            key=key,
            data=data,
            height=cast("int", data["height"]),
            default={"selected": None},
            on_selected_change=on_select,
            on_expand_change=on_expand,
            on_moved_change=on_move,
            on_svg_change=_nothing,
        )
        with st.container(horizontal=True, gap=None):  # side by side: a line less to scroll
            _drawing()(key=f"{key}-drawing", data={**drawing, "picture": key}, height=1)
            _library()(key=f"{key}-library", height=1)


def selected(state: State, key: str) -> Selection | None:
    """Return what is selected on canvas `key`; None for nothing, or no canvas yet.

    Of several it is the last that was chosen. It stays selected while the picture changes,
    so it may no longer be drawn.
    """
    match _event(state, key, "selected"):
        case {"kind": "party" | "hop" as kind, "id": str(id_)}:
            return Selection(kind, id_)
    return None


def chosen(state: State, key: str) -> tuple[str, ...]:
    """Return all that is selected on canvas `key`, parties and hops, the last chosen last."""
    match _event(state, key, "selected"):
        case {"ids": [*ids]}:
            return tuple(id_ for id_ in ids if isinstance(id_, str))
    one = selected(state, key)
    return (one.id,) if one else ()


def expanded(state: State, key: str) -> str | None:
    """Return the party just asked to expand; set for one run only, then None again."""
    party = _event(state, key, "expand")
    return party if isinstance(party, str) else None


def moved(state: State, key: str) -> dict[str, tuple[float, float]]:
    """Return where parties were just put, by dragging or by pinning: from now on pinned.

    Set for one run only, then empty again. A move is reported until the picture holds the
    party as pinned at that place, so none is lost while a run is under way.
    """
    match _event(state, key, "moved"):
        case {"places": dict(places)}:
            return _places(places)
    return {}


def unpinned(state: State, key: str) -> tuple[str, ...]:
    """Return the parties whose pin was just taken away; for one run only, as `moved`."""
    match _event(state, key, "moved"):
        case {"loose": [*ids]}:
            return tuple(id_ for id_ in ids if isinstance(id_, str))
    return ()


def _event(state: State, key: str, name: str) -> object:
    events = state.get(key)
    # what Streamlit keeps for an element reads like a dict
    return events.get(name) if isinstance(events, dict) else None


def _places(found: Mapping[object, object]) -> dict[str, tuple[float, float]]:
    places: dict[str, tuple[float, float]] = {}
    for party, place in found.items():
        match party, place:
            case str(), [int() | float() as x, int() | float() as y]:
                places[party] = float(x), float(y)
    return places


def _paper(picture: Picture, stress: Emphasis, asked: object) -> str:
    """Write the picture as SVG, as the reader has arranged it, when they asked for that."""
    match asked:
        case {"places": dict(places), "pinned": list(pinned), "dark": bool(dark)}:
            arranged = lit_up(placed(picture, _places(places)), stress.lit)
            pins = [party for party in pinned if isinstance(party, str)]
            return svg(arranged, ground=DARK if dark else LIGHT, pinned=pins)
    return ""


def _nothing() -> None:
    """Register an event that the page does not listen to: its state is kept all the same."""


@cache
def _library() -> ComponentRenderer:
    """Register vis-network apart from the canvas: 470 kB that are then sent only once."""
    source = vis_file().read_text("utf-8").replace("//# sourceMappingURL=", "// ")
    script = f"{source}\nexport default function () {{}}\n"
    return st.components.v2.component("enduse_vis_network", js=script)


@cache
def _drawing() -> ComponentRenderer:
    """Register what is drawn apart from the canvas, so that a click does not send it again."""
    script = Path(__file__).with_name("canvas_drawing.js").read_text("utf-8")
    return st.components.v2.component("enduse_drawing", js=script)


@cache
def _element() -> ComponentRenderer:
    html, css, *scripts = (Path(__file__).with_name(name).read_text("utf-8") for name in PARTS)
    # joined: a component is one module, with no address that it could import from
    return st.components.v2.component("enduse_canvas", html=html, css=css, js="\n".join(scripts))
