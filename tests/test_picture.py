"""What is drawn, and how it looks."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from graph import vocabulary
from graph.ui.lettering import along, shortened
from graph.ui.picture import Link, Mark, Picture, lit_up, placed
from graph.ui.style import (
    DARK,
    FLAG,
    LAYERS,
    LEGEND,
    LIGHT,
    RING_LINES,
    RINGS,
    SHAPES,
    STROKES,
    WARNING,
)
from graph.ui.vis import vis_link, vis_mark

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.ui.style import Ground

ROOT = Path(__file__).parents[1]
WORDS = vocabulary.load(ROOT / "data" / "vocabulary.ttl")
MARK = Mark("m", "Example Optics Ltd", "company", "supplier", "DE", x=1.0, y=2.0)
LINK = Link("h", "m", "n", "supplies", "supply", 0)
COLOURS = sorted({shape.colour for shape in SHAPES.values()} | set(LAYERS.values()))
# How people without one kind of cone see linear RGB: Machado, Oliveira and Fernandes (2009).
SIGHT = {
    "all cones": np.eye(3),
    "no long cone": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "no middle cone": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "no short cone": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
LEAST_CONTRAST = 3.0  # WCAG 2.2, 1.4.11
LEAST_DIFFERENCE = 10.0  # in CIELAB; about 2 is just noticed side by side
HOSTILE = '<img src=x onerror="alert(1)">'


def linear(colour: str) -> NDArray[np.float64]:
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(XYZ[1] @ linear(colour))


def lab(light: NDArray[np.float64]) -> NDArray[np.float64]:
    ratio = XYZ @ np.clip(light, 0, 1) / np.array([0.95047, 1, 1.08883])
    x, y, z = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("ground", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_stands_out_from_its_ground(colour: str, ground: Ground) -> None:
    low, high = sorted((luminance(colour), luminance(ground.colour)))
    assert (high + 0.05) / (low + 0.05) >= LEAST_CONTRAST


@pytest.mark.parametrize("sight", SIGHT)
def test_layers_differ_whatever_colours_a_reader_sees(sight: str) -> None:
    seen = {name: lab(SIGHT[sight] @ linear(colour)) for name, colour in LAYERS.items()}
    close = [
        pair
        for pair in combinations(seen, 2)
        if np.linalg.norm(seen[pair[0]] - seen[pair[1]]) < LEAST_DIFFERENCE
    ]
    assert not close


def test_the_grounds_are_those_of_the_themes() -> None:
    themes = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    for name, ground in (("light", LIGHT), ("dark", DARK)):
        assert themes[name]["backgroundColor"] == ground.colour
        assert themes[name]["textColor"] == ground.text


def test_a_party_or_hop_is_drawn_once() -> None:
    with pytest.raises(ValueError, match="party drawn twice"):
        Picture((MARK, MARK))
    with pytest.raises(ValueError, match="hop drawn twice"):
        Picture((MARK, replace(MARK, id="n")), (LINK, LINK))


def test_a_hop_to_a_party_that_is_not_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="not drawn"):
        Picture((MARK,), (LINK,))


def test_every_word_of_the_vocabulary_has_a_look() -> None:
    assert SHAPES.keys() == WORDS.kinds.keys()
    assert LAYERS.keys() == WORDS.layers.keys()
    assert len(STROKES) == len(WORDS.grades)


def test_kinds_differ_in_shape_and_in_colour() -> None:
    assert len({(shape.name, shape.colour) for shape in SHAPES.values()}) == len(SHAPES)
    assert len({shape.glyph for shape in SHAPES.values()}) == len(SHAPES)


def test_roles_differ_in_their_rings() -> None:
    roles = [replace(MARK, role=role) for role in ("supplier", "intermediary", "end_user", "")]
    assert len({vis_mark(mark)["ring"] for mark in roles}) == 4


def test_every_ring_can_be_drawn() -> None:
    assert RING_LINES.keys() == set(RINGS.values())


def test_several_records_that_stand_as_one_are_told_apart() -> None:
    one, several = vis_mark(MARK), vis_mark(replace(MARK, records=3))
    assert (one["records"], several["records"]) == (1, 3)
    assert "3 records that stand as one" in str(several["said"])
    assert "records" not in str(one["said"])


def test_lighting_up_never_brightens_what_was_dimmed() -> None:
    dim = Picture((replace(MARK, dimmed=True), replace(MARK, id="n")), (LINK,))
    assert lit_up(dim, ()) == dim
    lit = lit_up(dim, {"m", "h"})
    assert [mark.dimmed for mark in lit.marks] == [True, True]
    assert not lit.links[0].dimmed


def test_only_parties_that_are_drawn_are_placed() -> None:
    drawn = placed(Picture((MARK, replace(MARK, id="n"))), {"n": (7.0, 8.0), "gone": (0.0, 0.0)})
    assert [(mark.id, mark.x, mark.y) for mark in drawn.marks] == [("m", 1.0, 2.0), ("n", 7.0, 8.0)]


@pytest.mark.parametrize(
    ("far", "disputed", "shown"),
    [
        (300.0, False, "supplies cameras to"),
        (300.0, True, "supplies cameras to \u26a0\ufe0e disputed"),
        (150.0, False, "supplies camera…"),
        (150.0, True, "supplies cam… \u26a0\ufe0e"),
        (60.0, False, ""),
        (60.0, True, "\u26a0\ufe0e"),
    ],
)
def test_words_of_a_hop_take_the_room_there_is(far: float, disputed: bool, shown: str) -> None:
    near = replace(MARK, role="", x=0.0, y=0.0)
    link = replace(LINK, label="supplies cameras to", disputed=disputed)
    assert along(link, near, replace(near, id="n", x=far)) == shown


def test_words_of_a_hop_are_whole_where_nothing_says_how_long_it_is() -> None:
    assert along(LINK, replace(MARK, x=None), MARK) == "supplies"


def test_a_restrictive_government_is_marked_by_more_than_colour() -> None:
    attributes = vis_mark(replace(MARK, restrictive=True))
    assert str(attributes["label"]).startswith(FLAG)
    assert attributes["halo"]
    assert "restrictive" in str(attributes["said"])
    assert attributes["name"] == MARK.label


def test_weak_grades_are_broken_lines_and_strong_ones_are_wide() -> None:
    dashed = [name for name, grade in WORDS.grades.items() if STROKES[grade.rank].dashes]
    assert dashed == ["charged", "alleged", "inferred"]
    widths = [stroke.width for stroke in STROKES]
    assert widths == sorted(widths, reverse=True)


def test_every_line_of_a_weak_grade_looks_different() -> None:
    assert len({str(vis_link(replace(LINK, grade_rank=rank))["dashes"]) for rank in (6, 7, 8)}) == 3


@pytest.mark.parametrize("labelled", [True, False])
@pytest.mark.parametrize("dimmed", [True, False])
def test_a_dispute_always_shows(labelled: bool, dimmed: bool) -> None:
    link = replace(LINK, disputed=True, dimmed=dimmed)
    attributes = vis_link(link, labelled=labelled)
    assert WARNING in str(attributes["label"])
    assert "disputed" in str(attributes["name"])


def test_attributes_are_all_given_every_time() -> None:
    other = replace(LINK, disputed=True, dimmed=True, directed=False, grade_rank=8)
    assert vis_link(LINK).keys() == vis_link(other, bend=-0.3, labelled=False).keys()
    marked = replace(MARK, role="end_user", restrictive=True, dimmed=True)
    assert vis_mark(MARK).keys() == vis_mark(marked).keys()


def test_a_party_without_a_place_is_left_for_the_browser_to_place() -> None:
    assert not {"x", "y"} & vis_mark(replace(MARK, x=None, y=None)).keys()


@pytest.mark.parametrize(("bend", "way"), [(0.3, "curvedCW"), (-0.3, "curvedCCW")])
def test_the_sign_of_a_bend_is_its_way(bend: float, way: str) -> None:
    assert vis_link(LINK, bend=bend)["smooth"] == {"enabled": True, "type": way, "roundness": 0.3}


def test_long_names_are_cut_for_the_label_and_whole_in_the_tooltip() -> None:
    name = "Directorate-General of Military Counter-Intelligence of Somewhere"
    lines = shortened(name).split("\n")
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(len(line) <= 18 for line in lines)
    assert vis_mark(replace(MARK, label=name))["name"] == name


def test_wide_letters_take_twice_the_room() -> None:
    assert shortened("杭州海康威视数字技术股份有限公司").split("\n")[0] == "杭州海康威视数字技"


def test_a_name_without_letters_still_shows_something() -> None:
    assert shortened(" ") == "(no name)"


def test_what_comes_from_data_stays_text() -> None:
    attributes = vis_mark(replace(MARK, label=HOSTILE, tip=((HOSTILE, HOSTILE),)))
    assert attributes["name"] == HOSTILE
    assert attributes["tip"] == [[HOSTILE, HOSTILE]]
    assert "title" not in attributes  # vis-network's own tooltip is never used


def test_the_legend_explains_every_look() -> None:
    terms = {(sign.group, sign.term) for sign in LEGEND}
    assert {("kind", kind) for kind in SHAPES} <= terms
    assert {("layer", layer) for layer in LAYERS} <= terms
    assert {sign.group for sign in LEGEND} == {
        *("kind", "role", "lens", "layer", "grade", "dispute", "records")
    }
