"""Published files become one graph: the same every time, whole or not at all, nothing unsaid."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from graph import building, folder
from graph.building import build, build_files, formats
from graph.dates import PartialDate
from graph.errors import BadFile, EnduseError
from graph.identity import SHARED, clusters
from graph.reviewed import REVIEW
from graph.workspace import CASEBOOK
from loaders.reading.format import Format, Spec
from loaders.reading.sources_file import Sources
from tests import toy
from tests.bearers import LEI
from tests.test_folder import content

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from graph.building import Built
    from loaders.reading.format import Load, Record

MAKER = f"maker,Maker,company,{LEI},reseller"
RESELLER = "reseller,Reseller,company,,"


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    others = {
        "gazette": Format("gazette", "", toy.gazette, lambda _: False),
        "forgetful": Format("forgetful", "", toy.forgetful, lambda _: False),
    }
    toy.use(monkeypatch, **others)


def spec(file: Path, name: str = "a", form: str = "toy", **more: Any) -> Spec:  # noqa: ANN401
    return Spec(name, form, (file,), f"Title of {name}", "Someone", "CC0-1.0", **more)


def two(place: Path) -> Sources:
    """Describe two sources: a with a maker and its reseller, b with the maker again."""
    first = toy.table(place / "a.csv", MAKER, RESELLER)
    second = toy.table(place / "b.csv", f"m,The Maker,company,{LEI},")
    return Sources((spec(first), spec(second, "b")))


# What is built


def test_a_graph_holds_every_source_and_can_be_opened(tmp_path: Path) -> None:
    built = build(two(tmp_path), tmp_path / "graph")
    opened = folder.open_folder(tmp_path / "graph")
    assert opened == built.records
    assert [each.id for each in opened.collections] == ["a", "b"]
    assert sorted(opened.parties) == ["a:maker", "a:reseller", "b:m"]
    assert sorted(opened.sources) == ["a", SHARED.id]


def test_a_source_is_described_as_it_was_told(tmp_path: Path) -> None:
    said = spec(
        toy.table(tmp_path / "a.csv", MAKER, RESELLER),
        retrieved=PartialDate("2026-11-02"),
        published=PartialDate("2026-11"),
        url="https://example.org/a",
        about="Everything.",
    )
    records = build(Sources((said,)), tmp_path / "graph").records
    [collection], [source] = records.collections, records.sources.values()
    assert (collection.compiled, collection.about) == (said.retrieved, "Everything.")
    assert (source.title, source.published, source.url) == (said.title, said.published, said.url)
    assert (source.retrieved, source.licence) == (said.retrieved, "CC0-1.0")


def test_records_of_two_sources_with_one_identifier_are_tied(tmp_path: Path) -> None:
    built = build(two(tmp_path), tmp_path / "graph")
    assert clusters(built.records) == {"a:maker": "a:maker", "b:m": "a:maker"}
    assert built.ties["by_identifier"] == 1


def test_what_a_person_reviewed_decides(tmp_path: Path) -> None:
    table = tmp_path / "identities.csv"
    rows = ["id,other,same,reason,evidence,date", "a:maker,b:m,no,A namesake,Registers,2026"]
    table.write_text("\n".join([*rows, "a:reseller,b:m,yes,The same,Registers,2026", ""]), "utf-8")
    built = build(replace(two(tmp_path), identities=(table,)), tmp_path / "graph")
    assert clusters(built.records) == {"a:reseller": "a:reseller", "b:m": "a:reseller"}
    assert REVIEW.id in built.records.sources
    assert (built.ties["by_identifier"], built.ties["kept_apart"]) == (0, 1)


def test_the_sources_own_grade_goes_before_that_of_the_format(tmp_path: Path) -> None:
    said = spec(toy.table(tmp_path / "a.csv", MAKER, RESELLER), grade="alleged")
    [statement] = build(Sources((said,)), tmp_path / "graph").records.statements
    assert statement.grade == "alleged"


def test_a_folder_may_be_a_source(tmp_path: Path) -> None:
    said = Sources((Spec("casebook", "tables", (CASEBOOK,), "", "", ""),))
    assert build(said, tmp_path / "graph").records.parties


def test_the_account_of_each_source_is_kept(tmp_path: Path) -> None:
    file = toy.table(tmp_path / "a.csv", MAKER, "n,,note,,", "x,,company,,", "short")
    built = build(Sources((spec(file),)), tmp_path / "graph")
    [report] = built.reports
    assert (report.rows, report.used, dict(report.skipped)) == (4, 1, {"is a note": 1})
    assert [tuple(each) for each in report.rejected] == [
        ("a.csv", 4, "has no name"),
        ("a.csv", 5, "has 1 cells, not 5"),
    ]
    assert report.lost == {"an end of the statement is not in the source": 1}
    [kept] = json.loads((tmp_path / "graph" / "report.json").read_text("utf-8"))
    assert kept == report.as_data()


def test_files_of_which_nothing_is_known_are_recognised(tmp_path: Path) -> None:
    file = toy.table(tmp_path / "list.csv", MAKER, RESELLER)
    built = build_files([file], "", tmp_path / "graph", casebook=False)
    assert sorted(built.records.parties) == ["own:maker", "own:reseller"]
    assert formats()["toy"] == "Toy table"


def test_who_watches_is_told_now_and_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "ROWS", 2)
    seen: list[tuple[str, int]] = []
    build(two(tmp_path), tmp_path / "graph", lambda name, rows, _: seen.append((name, rows)))
    assert seen == [("a", 2)]


# The same every time, and not again


def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    build(two(tmp_path), tmp_path / "one")
    build(two(tmp_path), tmp_path / "other")
    before = content(tmp_path / "one")
    assert before == content(tmp_path / "other")
    assert build(two(tmp_path), tmp_path / "one").kept == 2
    assert content(tmp_path / "one") == before


def test_where_the_files_lie_does_not_matter(tmp_path: Path) -> None:
    build(two(tmp_path / "here"), tmp_path / "one")
    build(two(tmp_path / "there"), tmp_path / "other")
    assert content(tmp_path / "one") == content(tmp_path / "other")


def test_only_a_source_that_changed_is_read_again(tmp_path: Path) -> None:
    sources, place = two(tmp_path), tmp_path / "graph"
    build(sources, place)
    toy.table(tmp_path / "b.csv", f"m,The Maker,company,{LEI},", "new,New,company,,")
    read: list[str] = []
    built = build_and_note(sources, place, read)
    assert (read, built.kept) == (["b"], 1)
    build(sources, tmp_path / "afresh")
    assert content(place) == content(tmp_path / "afresh")


def build_and_note(sources: Sources, place: Path, read: list[str]) -> Built:
    """Build, noting the sources that are read."""
    with pytest.MonkeyPatch.context() as patch:

        def load(given: Load) -> Iterator[Record]:
            read.append(given.spec.id)
            yield from toy.load(given)

        toy.use(patch, toy=replace(toy.TOY, load=load))
        return build(sources, place)


@pytest.mark.parametrize(
    "change",
    [
        {"grade": "alleged"},
        {"title": "Another title"},
        {"retrieved": PartialDate("2026")},
        {"options": {"encoding": "ascii"}},
    ],
    ids=str,
)
def test_a_source_described_otherwise_is_read_again(
    change: Mapping[str, Any], tmp_path: Path
) -> None:
    sources, place = two(tmp_path), tmp_path / "graph"
    build(sources, place)
    first, second = sources.specs
    assert build(Sources((replace(first, **change), second)), place).kept == 1


def test_all_is_read_again_when_a_word_table_or_a_format_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "code"
    code.mkdir()
    (code / "toy.toml").write_text('a = "b"', "utf-8")
    monkeypatch.setattr(building, "CODE", code)
    sources, place = two(tmp_path), tmp_path / "graph"
    build(sources, place)
    assert build(sources, place).kept == 2
    (code / "toy.toml").write_text('a = "c"', "utf-8")
    assert build(sources, place).kept == 0
    toy.use(monkeypatch, toy=replace(toy.TOY, version=2))
    assert build(sources, place).kept == 0


@pytest.mark.parametrize("name", ["manifest.json", "report.json", "parties.parquet"])
def test_a_part_that_was_changed_is_made_again(name: str, tmp_path: Path) -> None:
    sources, place = two(tmp_path), tmp_path / "graph"
    build(sources, place)
    before = content(place)
    (place / "parts" / "a" / name).write_bytes(b"{}")
    assert build(sources, place).kept == 1
    assert content(place) == before
    (place / "parts" / "b" / name).unlink()
    assert build(sources, place).kept == 1
    assert content(place) == before


def test_a_source_that_is_left_out_leaves_no_part(tmp_path: Path) -> None:
    sources, place = two(tmp_path), tmp_path / "graph"
    build(sources, place)
    built = build(Sources(sources.specs[:1]), place)
    assert sorted(each.name for each in (place / "parts").iterdir()) == ["a"]
    assert "b:m" not in built.records.parties


# What is refused, and leaves the graph as it was


def refused(sources: Sources, place: Path) -> str:
    """Build what must fail over a graph that must stay as it is; give the reason."""
    if not place.exists():
        ours = toy.table(place.parent / "ours" / "ours.csv", MAKER, RESELLER)
        build(Sources((spec(ours),)), place)
    before = content(place)
    with pytest.raises(EnduseError) as caught:
        build(sources, place)
    assert content(place) == before
    assert not list(place.parent.glob(f".{place.name}*"))
    return str(caught.value)


def test_an_unknown_option_is_refused(tmp_path: Path) -> None:
    said = spec(toy.table(tmp_path / "a.csv", MAKER), options={"colour": "red", "size": "9"})
    told = refused(Sources((said,)), tmp_path / "graph")
    assert "a has the options colour, size: toy takes encoding" in told


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    said = spec(toy.table(tmp_path / "a.csv", MAKER), form="csv")
    assert "a has the format 'csv': use one of" in refused(Sources((said,)), tmp_path / "graph")


def test_a_format_in_doubt_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toy.use(monkeypatch, rival=replace(toy.TOY, name="rival"))
    said = spec(toy.table(tmp_path / "a.csv", MAKER), form="")
    assert "could be rival or toy" in refused(Sources((said,)), tmp_path / "graph").replace(
        "toy or rival", "rival or toy"
    )


def test_a_file_in_no_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("dear diary", "utf-8")
    told = refused(Sources((spec(tmp_path / "a.csv", form=""),)), tmp_path / "graph")
    assert "is in no format that is known here: name the format" in told


def test_rows_that_nobody_accounts_for_are_a_fault(tmp_path: Path) -> None:
    said = spec(toy.table(tmp_path / "a.csv", MAKER, RESELLER), form="forgetful")
    assert "1 of 2 rows are unaccounted for" in refused(Sources((said,)), tmp_path / "graph")


def test_a_source_that_gives_nothing_is_refused_and_says_why(tmp_path: Path) -> None:
    said = spec(toy.table(tmp_path / "a.csv", "n,,note,,", "x,,company,,", "y,,company,,"))
    told = refused(Sources((said,)), tmp_path / "graph")
    assert "gives nothing: 3 rows, none of them used; most often: has no name" in told
    said = spec(toy.table(tmp_path / "a.csv"))
    assert "0 rows, none of them used: name" in refused(Sources((said,)), tmp_path / "graph")


def test_two_sources_with_one_id_are_refused(tmp_path: Path) -> None:
    file = toy.table(tmp_path / "a.csv", MAKER)
    told = refused(Sources((spec(file), spec(file))), tmp_path / "graph")
    assert "is to be a, as another source is: rename one" in told


@pytest.mark.parametrize("name", ["", "a:b", "a/b", "../up", ".", SHARED.id, REVIEW.id, "a\nb"])
def test_an_id_that_cannot_be_one_is_refused(name: str, tmp_path: Path) -> None:
    said = spec(toy.table(tmp_path / "a.csv", MAKER), name)
    assert f"is to be the source {name!r}" in refused(Sources((said,)), tmp_path / "graph")


def test_sources_that_mean_two_things_by_one_id_are_refused(tmp_path: Path) -> None:
    first, second = (toy.table(tmp_path / f"{n}.csv", f"{n},N,company,,") for n in "ab")
    both = Sources((spec(first, "a", "gazette"), spec(second, "b", "gazette")))
    told = refused(both, tmp_path / "graph")
    assert told.startswith("b: its source 'gazette' is another one elsewhere")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    told = refused(Sources((spec(tmp_path / "none.csv"),)), tmp_path / "graph")
    assert "none.csv: is missing" in told
    told = refused(Sources((spec(tmp_path / "none.csv", form=""),)), tmp_path / "graph")
    assert "none.csv: is missing" in told


def test_a_source_without_files_is_refused(tmp_path: Path) -> None:
    said = replace(spec(tmp_path), files=())
    assert "is a source without files" in refused(Sources((said,)), tmp_path / "graph")


def test_an_unknown_grade_is_refused(tmp_path: Path) -> None:
    said = spec(toy.table(tmp_path / "a.csv", MAKER), grade="certain")
    assert "a has the grade 'certain': use one of" in refused(Sources((said,)), tmp_path / "graph")


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    said = spec(toy.table(tmp_path / "a.csv", "m,Maker,firm,,"))
    assert "unknown 'firm'" in refused(Sources((said,)), tmp_path / "graph")


def test_a_fault_in_a_later_source_keeps_the_earlier_ones_out_too(tmp_path: Path) -> None:
    sources = two(tmp_path)
    bad = spec(toy.table(tmp_path / "c.csv"), "c")
    refused(replace(sources, specs=(*sources.specs, bad)), tmp_path / "graph")


def test_a_table_of_identities_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    sources = replace(two(tmp_path), identities=(tmp_path / "none.csv",))
    assert "none.csv: is missing" in refused(sources, tmp_path / "graph")


def test_an_exception_of_a_loader_leaves_the_graph_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources, place = two(tmp_path), tmp_path / "graph"
    build(sources, place)
    before = content(place)
    toy.use(monkeypatch, toy=replace(toy.TOY, version=2, load=toy.broken))
    with pytest.raises(ZeroDivisionError):
        build(sources, place)
    assert content(place) == before


def test_a_folder_that_is_no_graph_is_not_built_over(tmp_path: Path) -> None:
    place = tmp_path / "mine"
    place.mkdir()
    (place / "letter.txt").write_text("dear", "utf-8")
    with pytest.raises(BadFile, match="is there and is no graph"):
        build(two(tmp_path), place)
    assert [each.name for each in place.iterdir()] == ["letter.txt"]
