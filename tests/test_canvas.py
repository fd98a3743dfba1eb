"""What the page sends to the browser, and what it reads back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
import pyvis
from streamlit.testing.v1 import AppTest

from graph.ui import canvas, drawing
from graph.ui.canvas import (
    Emphasis,
    Selection,
    chosen,
    expanded,
    moved,
    payload,
    selected,
    unpinned,
)
from graph.ui.picture import Link, Mark, Picture

HOSTILE = '<img src=x onerror="alert(1)"> & href'


def page() -> None:
    import streamlit as st

    from graph.ui.canvas import canvas, expanded, selected
    from tests.test_canvas import picture

    canvas(picture(), key="drawing", height=400, focus="reseller")
    st.text(f"{selected(st.session_state, 'drawing')} {expanded(st.session_state, 'drawing')}")


def picture() -> Picture:
    return Picture(
        (
            Mark("maker", "Example Optics", "company", "supplier", x=0.0, y=0.0),
            Mark("reseller", HOSTILE, "company", "intermediary", tip=(("name", HOSTILE),)),
            Mark("ministry", "Ministry", "government_agency", "end_user", "IR", restrictive=True),
        ),
        (
            Link("h1", "maker", "reseller", "supplies", "supply", 0),
            Link("h2", "maker", "reseller", HOSTILE, "supply", 7, disputed=True),
            Link("h3", "reseller", "ministry", "supplies", "supply", 4),
        ),
    )


def sent(app: AppTest) -> dict[str, Any]:
    """Give what reached the browser, the drawing and what is told beside it."""
    elements = {e.proto.component_name: e.proto for e in app.get("bidi_component")}
    assert set(elements) == {"enduse_canvas", "enduse_drawing", "enduse_vis_network"}
    drawing, told = (json.loads(elements[f"enduse_{each}"].json) for each in ("drawing", "canvas"))
    assert (drawing["picture"], drawing["revision"]) == (told["picture"], told["revision"])
    return {**drawing, **told}


def drew(some: Picture, *lit: str) -> dict[str, Any]:
    """Give a drawing as the browser gets it."""
    return cast("dict[str, Any]", drawing.drawn(some, lit=frozenset(lit)))


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    app = AppTest.from_function(page).run(timeout=30)
    assert not app.exception
    assert app.text[0].value == "None None"
    return sent(app)


def test_the_picture_reaches_the_browser_whole(data: dict[str, Any]) -> None:
    assert [node["id"] for node in data["nodes"]] == ["maker", "reseller", "ministry"]
    hops = [(edge["id"], edge["from"], edge["to"]) for edge in data["edges"]]
    assert hops == [
        ("h1", "maker", "reseller"),
        ("h2", "maker", "reseller"),
        ("h3", "reseller", "ministry"),
    ]
    assert (data["picture"], data["focus"]) == ("drawing", "reseller")
    assert data["height"] == 400


def test_what_is_sent_is_what_payload_gives(data: dict[str, Any]) -> None:
    drawing = drew(picture())
    told = payload(drawing, Emphasis("reseller"), key="drawing", height=400)
    assert data == {**drawing, **told}


def test_what_is_chosen_is_told_without_the_drawing() -> None:
    """A click then sends a few bytes, however much is drawn."""
    drawing = drew(picture())
    told = payload(drawing, Emphasis("h1", ("h1",)), key="k")
    assert not {"nodes", "edges", "options"} & told.keys()


def test_a_drawing_that_differs_in_anything_has_another_revision() -> None:
    other = replace(picture().marks[0], x=1.0)
    moved_one = Picture((other, *picture().marks[1:]), picture().links)
    drawings = [drew(picture()), drew(moved_one), drew(picture(), "maker"), drew(Picture())]
    assert len({each["revision"] for each in drawings}) == 4
    assert drew(picture()) == drawings[0]


def test_hostile_names_travel_unchanged_as_text(data: dict[str, Any]) -> None:
    reseller = data["nodes"][1]
    assert reseller["name"] == HOSTILE
    assert reseller["label"].replace("\n", "").replace(" ", "") == HOSTILE.replace(" ", "")
    assert reseller["tip"] == [["name", HOSTILE]]
    assert HOSTILE in data["edges"][1]["label"]
    assert not any("title" in item for item in data["nodes"] + data["edges"])


def test_parallel_hops_get_curves_of_their_own(data: dict[str, Any]) -> None:
    one, other, _ = (edge["smooth"] for edge in data["edges"])
    assert one != other


def test_a_second_run_registers_and_draws_again() -> None:
    app = AppTest.from_function(page).run(timeout=30).run(timeout=30)
    assert not app.exception
    assert len(sent(app)["nodes"]) == 3


def test_the_same_picture_gives_the_same_bytes() -> None:
    one, other = (json.dumps(drew(picture(), *lit)) for lit in (["maker", "h1"], ["h1", "maker"]))
    assert one == other


def test_a_crowded_picture_shows_hop_labels_on_demand() -> None:
    marks = tuple(Mark(f"p{at}", f"Party {at}", "company") for at in range(62))
    links = tuple(
        Link(f"h{at}", f"p{at}", f"p{at + 1}", "supplies", "supply", 0, disputed=at == 5)
        for at in range(61)
    )
    calm, full = drew(Picture(marks, links[:60])), drew(Picture(marks, links))
    assert (calm["crowded"], full["crowded"]) == (False, True)
    assert full["edges"][0]["label"] == " "
    assert full["edges"][0]["name"] == "supplies"
    assert full["edges"][5]["label"].strip()
    lit = drew(Picture(marks, links), "h0")
    assert [edge["label"] for edge in lit["edges"][:2]] == ["supplies", " "]


def test_what_is_lit_is_bright_and_the_rest_is_dimmed() -> None:
    data = drew(picture(), "maker", "reseller", "h1")
    assert [node["dimmed"] for node in data["nodes"]] == [False, False, True]
    assert [edge["dimmed"] for edge in data["edges"]] == [False, True, True]


@pytest.mark.parametrize(("parties", "hidden"), [(500, False), (501, True)])
def test_a_heavy_picture_leaves_out_hops_while_it_is_dragged(parties: int, hidden: bool) -> None:
    marks = tuple(Mark(f"p{at}", f"Party {at}", "company") for at in range(parties))
    data = drew(Picture(marks))
    assert data["options"]["interaction"]["hideEdgesOnDrag"] is hidden


def test_what_matters_now_travels_beside_the_picture() -> None:
    stress = Emphasis(None, ("h1", "maker"), frozenset({"reseller", "maker"}))
    data = payload(drew(picture()), stress, key="k", reports=True)
    assert data["selected"] == ["h1", "maker"]
    assert data["pinned"] == ["maker", "reseller"]
    assert (data["reports"], data["paper"]) == (True, "")


def test_physics_is_off_and_vis_has_no_say_in_selection(data: dict[str, Any]) -> None:
    assert data["options"]["physics"] == {"enabled": False}
    assert data["options"]["interaction"]["selectable"] is False


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ({}, None),
        ({"k": None}, None),
        ({"k": {"selected": None}}, None),
        ({"k": {"selected": {"kind": "party", "id": "a"}}}, Selection("party", "a")),
        ({"k": {"selected": {"kind": "hop", "id": "h"}}}, Selection("hop", "h")),
        ({"k": {"selected": {"kind": "page", "id": "a"}}}, None),
        ({"k": {"selected": {"kind": "hop", "id": 7}}}, None),
        ({"k": {"selected": "a"}}, None),
    ],
)
def test_only_a_well_formed_selection_counts(
    state: dict[str, object], found: Selection | None
) -> None:
    assert selected(state, "k") == found


@pytest.mark.parametrize(
    ("state", "found"),
    [({}, None), ({"k": {}}, None), ({"k": {"expand": "a"}}, "a"), ({"k": {"expand": 7}}, None)],
)
def test_only_a_party_can_be_expanded(state: dict[str, object], found: str | None) -> None:
    assert expanded(state, "k") == found


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ({}, ()),
        ({"k": {"selected": None}}, ()),
        ({"k": {"selected": {"kind": "party", "id": "a"}}}, ("a",)),
        ({"k": {"selected": {"kind": "hop", "id": "h", "ids": ["a", "h"]}}}, ("a", "h")),
        ({"k": {"selected": {"ids": [], "count": 3}}}, ()),
        ({"k": {"selected": {"ids": ["a", 7, None]}}}, ("a",)),
    ],
)
def test_all_that_is_chosen_comes_back_in_order(
    state: dict[str, object], found: tuple[str, ...]
) -> None:
    assert chosen(state, "k") == found


@pytest.mark.parametrize(
    ("event", "places", "loose"),
    [
        (None, {}, ()),
        ("a", {}, ()),
        ({"places": {"a": [1, 2.5]}, "loose": []}, {"a": (1.0, 2.5)}, ()),
        ({"places": {}, "loose": ["b", 7]}, {}, ("b",)),
        ({"places": {"a": [1], "b": ["x", 2], "c": None}, "loose": "b"}, {}, ()),
    ],
)
def test_only_well_formed_moves_count(
    event: object, places: dict[str, tuple[float, float]], loose: tuple[str, ...]
) -> None:
    state: dict[str, object] = {"k": {"moved": event}}
    assert moved(state, "k") == places
    assert unpinned(state, "k") == loose


def test_the_browser_gets_the_library_that_pyvis_brings() -> None:
    file = drawing.vis_file()
    assert "9.1" in file.parent.name
    assert "@license" in file.read_text("utf-8")[:2000]


def test_a_pyvis_without_the_library_is_an_error_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pyvis, "__file__", str(tmp_path / "__init__.py"))
    with pytest.raises(FileNotFoundError, match="no vis-network 9"):
        drawing.vis_file()


def test_the_script_writes_no_markup() -> None:
    files = [Path(canvas.__file__).with_name(name) for name in canvas.PARTS]
    script = "".join(file.read_text("utf-8") for file in files)
    assert not [word for word in ("innerHTML", "outerHTML", "insertAdjacent") if word in script]
    assert "http" not in script
