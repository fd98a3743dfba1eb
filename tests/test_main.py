"""The command line: 0 an answer, 1 nothing found, 2 bad input; text, or exact data."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph.__main__ import main
from graph.question import Ends, Question
from graph.workspace import RULES, ask, open_workspace
from tests import examples
from tests.examples import casebook

ROOT = Path(__file__).parents[1]
COMMANDS = [
    ("search", "sandvine"),
    ("show", "Sandvine"),
    ("paths", "Sandvine", "--to", "BY"),
    ("paths",),
    ("paths", "--brief", "--hops", "3", "--follow", "control", "--offers", "--money"),
    ("paths", "CommScope", "--to", "UG", "--composed"),
    ("intermediaries", "--composed"),
    ("intermediaries", "--suppliers", "1", "--end-users", "1", "--to", "any"),
    ("paths", "--brief", "--pattern", "shared_address"),
    ("paths", "Sandvine", "--pattern", "supplies+", "--to", "government_agency"),
    ("reach", "--brief", "--mode", "all shortest"),
    ("patterns",),
    ("patterns", "shared"),
    ("practices",),
    ("practices", "BY"),
    ("practices", "--all"),
    ("sources",),
    ("sources", "bloomberg"),
    ("check",),
]
NOTHING = [
    ("search", "zzzzzzzz"),
    ("paths", "CommScope", "--to", "UG"),
    ("intermediaries",),
    ("intermediaries", "--suppliers", "99"),
    ("practices", "AQ"),
    ("sources", "zzzzzzzz"),
    ("patterns", "zzzzzzzz"),
    ("paths", "--pattern", "supplies/invests_in/offered_to"),
]
BAD = [
    ("show", "zzzzzzzz"),
    ("paths", "zzzzzzzz"),
    ("paths", ""),
    ("paths", "--to", "zzzzzzzz"),
    ("paths", "--to", ""),
    ("paths", "--hops", "1"),
    ("paths", "--hops", "99"),
    ("paths", "--min-grade", "certain"),
    ("paths", "--as-of", "yesterday"),
    ("paths", "--as-of", ""),
    ("paths", "--pattern", "supplies/"),
    ("paths", "--pattern", "supplies;owns"),
    ("paths", "--pattern", "supplies{0}"),
    ("paths", "--from", "firm"),
    ("paths", "--min-share", "half"),
    ("paths", "--min-share", "101"),
    ("paths", "--best", "0"),
    ("paths", "--seconds", "0"),
    ("paths", "--through", "zzzzzzzz"),
    ("paths", "--lift", "zzzzzzzz"),
    ("check", "--patterns", "no-such-file.toml"),
    ("check", "--patterns", str(RULES)),
    ("check", "--patterns", str(RULES.parent)),
    ("practices", "Atlantis"),
    ("check", "--data", "no-such-folder"),
    ("check", "--lens", "no-such-file.toml"),
    ("check", "--data", str(RULES)),
    ("check", "--lens", str(RULES.parent)),
]

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open each folder once for all tests; programs started on their own still do it anew."""
    monkeypatch.setattr("graph.__main__.open_workspace", opened)


opened = cache(open_workspace)


def run(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def as_data(capsys: Capture, *arguments: str) -> dict[str, Any]:
    _, out, _ = run(capsys, *arguments, "--json")
    data: dict[str, Any] = json.loads(out)
    return data


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_an_answer_is_text_or_data(arguments: tuple[str, ...], capsys: Capture) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, err) == (0, "")
    assert out.strip()
    code, out, err = run(capsys, *arguments, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)


@pytest.mark.parametrize("arguments", NOTHING, ids=" ".join)
def test_nothing_found_is_said_and_told_by_the_code(
    arguments: tuple[str, ...], capsys: Capture
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, err) == (1, "")
    assert out.strip()
    code, out, err = run(capsys, *arguments, "--json")
    assert (code, err) == (1, "")
    json.loads(out)


@pytest.mark.parametrize("arguments", BAD, ids=" ".join)
def test_bad_input_is_told_on_stderr_alone(arguments: tuple[str, ...], capsys: Capture) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("enduse: ")
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments", [(), ("sell",), ("paths", "--hops", "two"), ("paths", "--follow", "place")]
)
def test_what_no_command_takes_is_refused(arguments: tuple[str, ...], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: enduse" in capsys.readouterr().err


def test_an_unknown_name_gets_suggestions(capsys: Capture) -> None:
    code, out, err = run(capsys, "paths", "Sandvin", "--to", "BY")
    assert (code, out) == (2, "")
    assert "names no party" in err
    assert "casebook:sandvine" in err


def test_an_ambiguous_name_gets_the_parties_that_bear_it(tmp_path: Path, capsys: Capture) -> None:
    folder = examples.folder(tmp_path)
    examples.edit(folder, "parties", "reseller", "aliases", "Makers Inc")
    code, out, err = run(capsys, "show", "makers inc", "--data", str(folder))
    assert (code, out) == (2, "")
    assert "names several parties" in err
    assert "t:maker  Maker" in err
    assert "t:reseller  Reseller" in err


@pytest.mark.parametrize(
    ("to", "ends", "end"),
    [
        ("BY", "country", "BY"),
        ("by", "country", "BY"),
        ("Belarus", "country", "BY"),
        ("National Traffic Exchange Center", "party", "casebook:ntec-belarus"),
        ("ntec-belarus", "party", "casebook:ntec-belarus"),
        ("casebook:ntec-belarus", "party", "casebook:ntec-belarus"),
        ("any", "any", None),
    ],
)
def test_an_end_is_a_country_a_party_or_any(
    to: str, ends: str, end: str | None, capsys: Capture
) -> None:
    data = as_data(capsys, "paths", "Sandvine", "--to", to)
    assert (data["question"]["ends"], data["question"]["end"]) == (ends, end)
    middles = [path["intermediaries"] for path in data["paths"]]
    assert ["casebook:jet-infosystems"] in middles


@pytest.mark.parametrize(
    ("to", "named"),
    [("DJI", "casebook:dji"), ("MP", "casebook:ministerio-publico-venezuela")],
)
def test_a_name_that_is_also_a_code_is_never_taken_for_the_country(
    to: str, named: str, capsys: Capture
) -> None:
    code, out, err = run(capsys, "paths", "--to", to)
    assert (code, out) == (2, "")
    assert named in err


def test_a_government_called_like_its_country_does_not_stand_in_its_way(capsys: Capture) -> None:
    question = as_data(capsys, "paths", "--to", "Turkey")["question"]
    assert (question["ends"], question["end"]) == ("country", "TR")


def test_without_an_end_the_lens_is_asked(capsys: Capture) -> None:
    question = as_data(capsys, "paths", "Sandvine")["question"]
    assert (question["ends"], question["end"]) == ("lens", None)


def test_every_option_reaches_the_question(capsys: Capture) -> None:
    options = (
        "--hops 3 --min-grade charged --as-of 2019-05 --undated --offers --money --from company "
        "--beyond-agencies --follow control --follow identity --pattern supplies+ --mode shortest "
        "--k 2 --best 3 --joined one_deal --in-order known --coexist possible --min-share 25.5 "
        "--known-share --doubtful --avoid huawei --through zte --lift tci --restrictor trail "
        "--apart --answers 7 --seconds 5 --flood 1000"
    )
    question = as_data(capsys, "paths", *options.split())["question"]
    assert question == {
        "supplier": None,
        "ends": "lens",
        "end": None,
        "hops": 3,
        "pattern": "supplies+",
        "starts": ["company"],
        "minimum_grade": "charged",
        "as_of": "2019-05",
        "undated": True,
        "offers": True,
        "money": True,
        "layers": ["control", "identity"],
        "beyond_bodies": True,
        "conditions": {
            "mode": "shortest",
            "k": 2,
            "best": 3,
            "restrictor": "trail",
            "joined": "one_deal",
            "in_order": "known",
            "coexist": "possible",
            "share": "25.5",
            "unknown_share": False,
            "doubtful": True,
            "avoid": ["casebook:huawei"],
            "through": ["casebook:zte"],
            "lift": ["casebook:tci"],
            "apart": True,
            "answers": 7,
            "seconds": 5.0,
            "flood": 1000.0,
        },
    }


def test_every_named_pattern_is_listed_with_its_sentence_and_where_it_comes_from(
    capsys: Capture,
) -> None:
    _, out, _ = run(capsys, "patterns")
    told = "".join(out.split())  # long patterns are broken anywhere
    assert json.loads(run(capsys, "patterns", "--json")[1])[0]["name"] == "supply"
    assert [line.split(":")[0] for line in out.splitlines() if line and line[0] != " "] == [
        *casebook().patterns
    ]
    for pattern in casebook().patterns.values():
        parts = (f"{pattern.name}:{pattern.title}", pattern.sentence, pattern.citation)
        assert [part for part in parts if "".join(part.split()) not in told] == []


@pytest.mark.parametrize("name", ["shared_address", "state_ownership", "group_sells_to_the_state"])
def test_a_named_pattern_finds_what_the_workspace_finds(name: str, capsys: Capture) -> None:
    answer = ask(casebook(), Question(ends=Ends.PATTERN, pattern=name))
    paths = as_data(capsys, "paths", "--pattern", name)["paths"]
    assert [tuple(p["id"] for p in path["parties"]) for path in paths] == [
        path.parties for path in answer.attested
    ]
    assert paths


def test_a_written_pattern_and_its_ends_may_be_given(capsys: Capture) -> None:
    asked = ("paths", "--pattern", "^subsidiary_of/supplies", "--from", "company", "--to", "any")
    paths = as_data(capsys, *asked)["paths"]
    assert paths
    for path in paths:
        first, second = path["hops"]
        assert {s["relation"] for s in first["statements"]} == {"subsidiary_of"}
        assert {s["subject"] for s in first["statements"]} == {first["target"]}
        assert {s["relation"] for s in second["statements"]} == {"supplies"}


def test_a_word_that_no_pattern_knows_is_named_with_those_it_knows(capsys: Capture) -> None:
    code, out, err = run(capsys, "paths", "--pattern", "supplies/sells")
    assert (code, out) == (2, "")
    assert "unknown 'sells'; known: " in err
    assert "resells_for" in err
    assert "shared_address" in err


def test_a_flood_is_refused_with_its_estimate(capsys: Capture) -> None:
    code, out, err = run(capsys, "paths", "--flood", "20")
    assert (code, out) == (2, "")
    estimate = re.search(r"about (\d+) paths are to be expected, more than 20", err)
    assert estimate
    data = as_data(capsys, "paths", "--composed", "--flood", estimate[1])
    assert 20 < len([*data["paths"], *data["composed"]]) <= int(estimate[1])
    assert run(capsys, "paths", "--brief", "--flood", "20", "--mode", "any shortest")[0] == 0


def test_reach_gives_one_attested_witness_for_each_two_ends(capsys: Capture) -> None:
    usual = as_data(capsys, "reach")
    ends = [(path["parties"][0]["id"], path["parties"][-1]["id"]) for path in usual["paths"]]
    assert len(ends) == len({*ends}) == 39
    assert {path["attestation"] for path in usual["paths"]} == {"one_deal", "one_document"}
    assert (usual["composed"], usual["composed_hidden"]) == ([], 0)
    every = as_data(capsys, "paths")["paths"]
    assert {*ends} == {(path["parties"][0]["id"], path["parties"][-1]["id"]) for path in every}
    more = as_data(capsys, "reach", "--composed")
    found = [*more["paths"], *more["composed"]]
    assert {path["attestation"] for path in more["composed"]} == {"composed"}
    assert len(found) == 72


def test_a_hub_is_told_with_its_threshold_and_lifted(tmp_path: Path, capsys: Capture) -> None:
    rules = tmp_path / "rules.toml"
    tight = RULES.read_text("utf-8").replace("least = 100\nshare = 0.001", "least = 2\nshare = 1")
    rules.write_text(tight, "utf-8")
    folder = examples.folder(tmp_path)
    asked = ("paths", "maker", "--to", "IR", "--data", str(folder), "--lens", str(rules))
    code, out, _ = run(capsys, *asked)
    assert code == 1
    assert "Reseller (over 2 neighbours)" in out
    assert "Passing those that do not carry: 1 attested" in out
    code, out, _ = run(capsys, *asked, "--lift", "reseller")
    assert code == 0
    assert "Maker → Reseller → Ministry" in out
    assert "neighbours" not in out


def test_own_patterns_are_listed_and_asked(tmp_path: Path, capsys: Capture) -> None:
    mine = tmp_path / "mine.toml"
    about = (
        'title = "Mine"\nsentence = "Sold on."\ncitation = "Own test"\npattern = "supply/supply"'
    )
    mine.write_text(f'[mine]\n{about}\nfrom = ["company"]\nto = ["government_agency"]\n', "utf-8")
    folder = str(examples.folder(tmp_path))
    assert run(capsys, "patterns", "mine", "--patterns", str(mine))[1].startswith("mine: Mine")
    asked = ("paths", "--pattern", "mine", "--patterns", str(mine), "--data", folder)
    code, out, _ = run(capsys, *asked)
    assert code == 0
    assert "Maker → Reseller → Ministry" in out


def test_composed_paths_are_hidden_until_asked_for(capsys: Capture) -> None:
    code, out, _ = run(capsys, "paths", "CommScope", "--to", "UG")
    assert code == 1
    assert "1 composed path hidden, through Huawei" in out
    code, out, _ = run(capsys, "paths", "CommScope", "--to", "UG", "--composed")
    assert code == 0
    assert "→ Huawei Technologies Co., Ltd. →" in out


def test_a_good_folder_is_counted(tmp_path: Path, capsys: Capture) -> None:
    folder = examples.folder(tmp_path)
    code, out, _ = run(capsys, "check", "--data", str(folder))
    assert code == 0
    assert "5 parties, 4 statements, 2 sources, 2 deals" in out


def test_another_lens_changes_the_answer(tmp_path: Path, capsys: Capture) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(RULES.read_text("utf-8").replace("share = 0.5", "share = 1.0"), "utf-8")
    usual = as_data(capsys, "practices")["verdicts"]
    strict = as_data(capsys, "practices", "--lens", str(rules))
    assert len(strict["verdicts"]) < len(usual)
    assert "100 percent" in strict["lens"]


def test_a_hostile_name_is_printed_as_it_stands(tmp_path: Path, capsys: Capture) -> None:
    name = "=1+1 <img src=x onerror=alert(1)> {0} %s \u202eevil"
    folder = examples.folder(tmp_path)
    examples.edit(folder, "parties", "reseller", "name", name)
    code, out, _ = run(capsys, "paths", "maker", "--to", "IR", "--data", str(folder))
    assert code == 0
    assert f"Maker → {name} → Ministry (Iran)" in out
    data = as_data(capsys, "paths", "maker", "--to", "IR", "--data", str(folder))
    assert data["paths"][0]["parties"][1]["name"] == name


def shell(*arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "graph", *arguments],
        cwd=ROOT,
        env=os.environ | variables,
        capture_output=True,
        check=False,
    )


def test_a_broken_folder_ends_the_program_with_2(tmp_path: Path) -> None:
    folder = examples.folder(tmp_path)
    number = examples.edit(folder, "statements", "s1", "relation", "sells")
    before = {file: file.read_bytes() for file in folder.iterdir()}
    done = shell("check", "--data", str(folder))
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"statements.csv, row {number}, column relation: 'sells'" in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_what_is_printed_is_utf_8_whatever_the_locale(encoding: str) -> None:
    done = shell("paths", "Sandvine", "--to", "BY", PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert "Sandvine → Jet Infosystems →" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_same_question_gives_the_same_bytes(seed: str, capsys: Capture) -> None:
    data = as_data(capsys, "paths")
    done = shell("paths", "--json", PYTHONHASHSEED=seed)
    assert done.stdout.decode() == f"{json.dumps(data, ensure_ascii=False, indent=2)}\n"


def test_a_reader_may_leave_early() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "graph", "paths"],
            cwd=ROOT,
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")


def test_help_and_version_say_what_this_is(capsys: Capture) -> None:
    for flag, word in (("--help", "third parties"), ("--version", "enduse ")):
        with pytest.raises(SystemExit) as caught:
            main([flag])
        assert caught.value.code == 0
        assert word in " ".join(capsys.readouterr().out.split())
