"""What is drawn, and how it looks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph import vocabulary
from graph.ui.picture import Link, Mark, Picture
from graph.ui.style import (
    FLAG,
    LAYERS,
    LEGEND,
    SHAPES,
    STROKES,
    WARNING,
    shortened,
    vis_link,
    vis_mark,
)

WORDS = vocabulary.load(Path(__file__).parents[1] / "data" / "vocabulary.ttl")
MARK = Mark("m", "Example Optics Ltd", "company", "supplier", "DE", x=1.0, y=2.0)
LINK = Link("h", "m", "n", "supplies", "supply", 0)
HOSTILE = '<img src=x onerror="alert(1)">'


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
    assert {sign.group for sign in LEGEND} == {"kind", "role", "lens", "layer", "grade", "dispute"}
