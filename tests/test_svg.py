"""A picture on paper: what is in the file, and what never is."""

from __future__ import annotations

import re
from dataclasses import replace
from math import dist, hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from graph.ui import curve
from graph.ui.picture import Link, Mark, Picture
from graph.ui.style import DARK, LAYERS, SHAPES, STROKES
from graph.ui.svg import svg

HOSTILE = """</text><script>alert(1)</script><a href="javascript:x">"""
SPACE = "{http://www.w3.org/2000/svg}"
TAGS = {"svg", "title", "rect", "g", "circle", "polygon", "path", "text", "tspan"}
NEAR = 1e-6


def party(key: str, x: float = 0.0, y: float = 0.0) -> Mark:
    return Mark(key, f"Example {key}", "company", x=x, y=y)


PAIR = (party("a"), party("b", 200.0, 100.0))
HOP = Link("h", "a", "b", "supplies", "supply", 0)
PICTURE = Picture(PAIR, (HOP,))


def parsed(picture: Picture, pinned: tuple[str, ...] = ()) -> etree._Element:
    return etree.fromstring(svg(picture, pinned=pinned).encode())


def words(root: etree._Element) -> list[str]:
    return ["".join(map(str, each.itertext())).strip() for each in root.iter(f"{SPACE}text")]


def found(root: etree._Element, tag: str, **attributes: str) -> list[etree._Element]:
    return [
        each
        for each in root.iter(f"{SPACE}{tag}")
        if all(each.get(name.replace("_", "-")) == value for name, value in attributes.items())
    ]


def test_equal_pictures_give_equal_bytes() -> None:
    assert svg(PICTURE, pinned=["b", "a"]) == svg(PICTURE, pinned={"a", "b"})


def test_parties_and_hops_are_named() -> None:
    root = parsed(PICTURE)
    assert words(root) == ["supplies", "Example a", "Example b"]
    titles = [each.text for each in root.iter(f"{SPACE}title")]
    assert titles[0] == "2 parties and 1 hops between them"
    assert "Example a, supplies, Example b" in titles


@given(st.text(), st.text())
def test_what_comes_from_data_stays_text(name: str, label: str) -> None:
    marks = (replace(PAIR[0], label=name + HOSTILE), PAIR[1])
    root = parsed(Picture(marks, (replace(HOP, label=label + HOSTILE),)))
    tags = {etree.QName(each).localname for each in root.iter()}
    assert tags <= TAGS
    values = [str(value) for each in root.iter() for value in each.attrib.values()]
    assert not [value for value in values if "script" in value or "href" in value]


def test_hostile_names_are_written_whole_for_who_hears() -> None:
    root = parsed(Picture((replace(PAIR[0], label=HOSTILE),)))
    assert any((each.text or "").startswith(HOSTILE) for each in root.iter(f"{SPACE}title"))


def test_letters_that_no_file_can_hold_are_replaced() -> None:
    root = parsed(Picture((replace(PAIR[0], label="A\x00B\x02C\ud800D"),)))
    assert words(root) == ["A\ufffdB\ufffdC\ufffdD"]


def test_nothing_in_the_file_leads_elsewhere() -> None:
    text = svg(PICTURE)
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"href|url\(|@import|style=", text)


@pytest.mark.parametrize("kind", SHAPES)
def test_a_kind_has_the_shape_and_colour_it_has_on_the_screen(kind: str) -> None:
    root = parsed(Picture((replace(PAIR[0], kind=kind),)))
    tag = "circle" if SHAPES[kind].name == "dot" else "polygon"
    assert found(root, tag, fill=SHAPES[kind].colour)


@pytest.mark.parametrize(("role", "rings"), [("", 0), ("supplier", 1), ("end_user", 2)])
def test_a_role_has_its_rings(role: str, rings: int) -> None:
    mark = Mark("a", "Example", "company", role, x=0.0, y=0.0)  # type: ignore[arg-type]
    assert len(found(parsed(Picture((mark,))), "circle", fill="none")) == rings


@pytest.mark.parametrize("rank", range(len(STROKES)))
def test_a_grade_has_its_line_and_a_layer_its_colour(rank: int) -> None:
    link = replace(HOP, grade_rank=rank, layer="control")
    (line,) = found(parsed(Picture(PAIR, (link,))), "path", stroke=LAYERS["control"])
    assert float(line.get("stroke-width", "")) == STROKES[rank].width
    dashes = STROKES[rank].dashes
    assert line.get("stroke-dasharray") == (f"{dashes[0]} {dashes[1]}" if dashes else None)


def test_a_dispute_has_its_band_and_its_mark() -> None:
    root = parsed(Picture(PAIR, (replace(HOP, disputed=True),)))
    assert found(root, "path", stroke_width="13")
    assert "\u26a0" in words(root)[0]
    assert not found(parsed(PICTURE), "path", stroke_width="13")


def test_only_a_directed_hop_has_an_arrowhead() -> None:
    assert len(found(parsed(PICTURE), "polygon", fill=LAYERS["supply"])) == 1
    both = Picture(PAIR, (replace(HOP, directed=False),))
    assert not found(parsed(both), "polygon")


def test_pins_and_records_have_their_small_marks() -> None:
    several = Picture((replace(PAIR[0], records=2),))
    plain = len(found(parsed(several, ()), "rect"))
    assert plain == 3  # the ground and two sheets
    assert len(found(parsed(Picture(PAIR[:1])), "rect")) == 1
    assert not found(parsed(Picture(PAIR[:1])), "path")
    assert len(found(parsed(Picture(PAIR[:1]), pinned=("a",)), "path")) == 1


def test_what_is_dimmed_is_faint() -> None:
    root = parsed(Picture((replace(PAIR[0], dimmed=True),)))
    assert found(root, "g", opacity="0.22")
    assert not found(parsed(Picture(PAIR[:1])), "g", opacity="0.22")


def test_a_picture_for_a_dark_ground_has_one() -> None:
    root = etree.fromstring(svg(PICTURE, ground=DARK).encode())
    assert found(root, "rect", fill=DARK.colour)
    assert all(each.get("fill") == DARK.text for each in root.iter(f"{SPACE}text"))


def test_every_party_lies_on_the_sheet() -> None:
    root = parsed(Picture((party("a", -500.0, 3.5), party("b", 900.0, -40.25))))
    left, top, wide, high = map(float, root.get("viewBox", "").split())
    assert left < -500 < 900 < left + wide
    assert top < -40.25 < 3.5 < top + high


def test_nothing_drawn_is_an_empty_sheet() -> None:
    assert words(parsed(Picture())) == []


def test_a_hop_from_a_party_to_itself_is_drawn() -> None:
    root = parsed(Picture(PAIR[:1], (replace(HOP, target="a"),)))
    assert found(root, "path", stroke=LAYERS["supply"])


def test_a_party_without_a_place_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"without a place: \['b'\]"):
        svg(Picture((PAIR[0], replace(PAIR[1], x=None))))


numbers = st.floats(-1000, 1000)
points = st.tuples(numbers, numbers)


@given(points, points, st.floats(-0.9, 0.9), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_piece_of_a_curve_lies_on_the_curve(
    start: curve.Point, end: curve.Point, bend: float, one: float, other: float, share: float
) -> None:
    whole = curve.curve(start, end, bend)
    piece = curve.part(whole, one, other)
    there = curve.point(whole, one + (other - one) * share)
    assert dist(curve.point(piece, share), there) < NEAR * (1 + dist(start, end))


@given(points, points, st.floats(-0.9, 0.9), st.floats(1, 30))
def test_a_hop_begins_and_ends_at_the_rim_of_its_parties(
    start: curve.Point, end: curve.Point, bend: float, radius: float
) -> None:
    if dist(start, end) < 4 * radius:
        return
    whole = curve.curve(start, end, bend)
    for share, centre in (
        (curve.leaving(whole, radius), start),
        (curve.entering(whole, radius), end),
    ):
        x, y = curve.point(whole, share)
        assert abs(hypot(x - centre[0], y - centre[1]) - radius) < 0.001
