"""`enduse export`: what it takes, what it says, and how it ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from graph.__main__ import main
from graph.exports import EXPORTS
from graph.question import Ends, Question
from graph.workspace import ask
from tests import examples

if TYPE_CHECKING:
    from pathlib import Path

    from graph.statement import Records

Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    code = main(["export", *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def taken(capsys: Capture, tmp_path: Path, *arguments: str) -> tuple[Records, dict[str, Any]]:
    """Export as JSON and give what the file holds and what was printed."""
    file = tmp_path / "some.json"
    named = ("--format", "node-link", "-o", str(file), "--json")
    code, out, _ = run(capsys, *arguments, *named)
    assert code == 0
    back = EXPORTS["node-link"].reads_back
    assert back
    return back(file), json.loads(out)


def test_paths_go_out_with_their_ties_and_the_question(capsys: Capture, tmp_path: Path) -> None:
    opened = examples.casebook()
    answer = ask(opened, Question(ends=Ends.LENS, supplier="casebook:zte"))
    wanted = {s.id for p in answer.attested for h in (*p.hops, *p.tie) for s in h.statements}
    records, told = taken(capsys, tmp_path, "ZTE", "--paths")
    assert {said.id for said in records.statements} == wanted
    assert told["asked"].startswith("Attested third-party paths from ZTE")
    assert told["parameters"]["hops"] == "4"
    assert told["parameters"]["conditions.mode"] == "all"
    assert told["content_hash"] == opened.records.content_hash
    assert told["lens"] == opened.lens.rule
    assert (told["statements"], told["lost"]) == (len(wanted), [])


def test_composed_paths_go_out_only_when_asked_for(capsys: Capture, tmp_path: Path) -> None:
    few, _ = taken(capsys, tmp_path, "--paths")
    more, told = taken(capsys, tmp_path, "--paths", "--composed")
    assert len(few.statements) < len(more.statements)
    assert told["asked"].startswith("Third-party paths")


def test_a_neighbourhood_is_one_hop_unless_more_is_asked(capsys: Capture, tmp_path: Path) -> None:
    near, told = taken(capsys, tmp_path, "--party", "Jet Infosystems")
    assert sorted(near.parties) == [
        *("casebook:jet-infosystems", "casebook:ntec-belarus", "casebook:sandvine"),
    ]
    assert told["asked"].startswith("Jet Infosystems, up to 1 hop away")
    assert told["parameters"] == {"hops": "1", "party": "casebook:jet-infosystems"}
    far, _ = taken(capsys, tmp_path, "--party", "Jet Infosystems", "--hops", "2")
    assert set(near.parties) < set(far.parties)


def test_parties_alone_go_out_with_what_is_said_among_them(capsys: Capture, tmp_path: Path) -> None:
    asked = ("--party", "Sandvine", "--party", "Jet Infosystems", "--hops", "0")
    records, _ = taken(capsys, tmp_path, *asked)
    assert sorted(records.parties) == ["casebook:jet-infosystems", "casebook:sandvine"]
    assert {said.relation for said in records.statements} == {"resells_for", "supplies"}


def test_the_whole_graph_comes_back(capsys: Capture, tmp_path: Path) -> None:
    records, told = taken(capsys, tmp_path, "--all")
    assert records == examples.casebook().stated
    assert told["asked"] == "The whole graph"


@pytest.mark.parametrize("name", EXPORTS)
def test_every_format_is_written_and_what_it_loses_is_printed(
    name: str, capsys: Capture, tmp_path: Path
) -> None:
    file = tmp_path / "some.file"
    asked = ("Sandvine", "--paths", "--to", "BY", "--format", name, "-o", str(file))
    code, out, err = run(capsys, *asked)
    assert (code, err) == (0, "")
    assert file.stat().st_size > 0
    assert f"{file}: {EXPORTS[name].title}: 3 parties, 3 statements, 2 sources." in out
    assert "from Sandvine to end-users of Belarus" in out
    assert "A link is not a finding" in out
    assert ("Nothing is lost" in out) or any(loss in out for loss in EXPORTS[name].loses)


def test_nothing_to_write_is_said_and_leaves_the_old_file(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "old.ttl"
    file.write_text("old")
    asked = ("CommScope", "--paths", "--to", "UG", "--format", "turtle", "-o", str(file))
    code, out, _ = run(capsys, *asked)
    assert (code, file.read_text()) == (1, "old")
    assert out.startswith("Nothing was written")
    code, out, _ = run(capsys, *asked, "--json")
    assert (code, json.loads(out)["file"]) == (1, None)


def test_bad_input_ends_with_2_and_says_what_to_do(capsys: Capture, tmp_path: Path) -> None:
    named = ("--format", "turtle", "-o", str(tmp_path / "some.ttl"))
    for asked, hint in (
        (("ZTE", "--all"), "write --party"),
        (("--party", "Nobody at all"), "names no party"),
        (("--party", "ZTE", "--hops", "-1"), "write 0 or more"),
        (("--all", "-o", str(tmp_path / "missing" / "some.ttl")), "cannot be written"),
    ):
        code, out, err = run(capsys, *named, *asked)
        assert (code, out) == (2, "")
        assert hint in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "asked",
    [
        "--format turtle -o some.ttl",
        "--format turtle -o some.ttl --all --paths",
        "--format spoken -o some.ttl --all",
        "--format turtle --all",
    ],
)
def test_what_to_take_and_a_known_format_and_a_file_must_be_said(
    asked: str, capsys: Capture
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["export", *asked.split()])
    assert caught.value.code == 2
    assert "enduse export" in capsys.readouterr().err


BASE = "https://data.example/graph/"


@pytest.mark.parametrize("name", ["json-ld", "n-quads", "trig", "turtle"])
def test_iris_begin_with_the_base_that_was_given_and_are_read_back(
    name: str, capsys: Capture, tmp_path: Path
) -> None:
    file, back = tmp_path / "some", EXPORTS[name].reads_back
    assert back
    some = ("Sandvine", "--paths", "--to", "BY", "--format", name, "-o", str(file))
    assert run(capsys, *some)[0] == 0
    before, usual = back(file), file.read_text("utf-8")
    assert run(capsys, *some, "--base", BASE)[0] == 0
    assert back(file) == before
    text = file.read_text("utf-8")
    assert f"{BASE}party/casebook%3Asandvine" in text
    assert "https://enduse.example/id/" in usual
    assert "https://enduse.example/id/" not in text


def test_a_base_is_refused_where_there_are_no_iris_or_none_can_begin_so(
    capsys: Capture, tmp_path: Path
) -> None:
    some = ("--all", "-o", str(tmp_path / "some"), "--base")
    assert run(capsys, *some, BASE, "--format", "csv")[0] == 2
    code, _, said = run(capsys, *some, "nothing", "--format", "turtle")
    assert (code, "use a web address" in said) == (2, True)
