"""The tables that ship with the program: whole, consistent, and corrected only in the open."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from graph import country, vocabulary
from graph.dates import PartialDate
from graph.statement import Percent
from graph.vocabulary import Flow
from loaders import casebook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.statement import Records
    from graph.vocabulary import Vocabulary

DATA = Path(__file__).parents[1] / "data"
TABLES = ("parties", "statements", "sources", "deals")
DATES = {
    "parties": ("listing_date", "listing_until"),
    "statements": ("valid_from", "valid_until", "as_of"),
    "sources": ("published",),
}
EMPTY = "(empty)"  # how CORRECTIONS.md writes a field that holds nothing
RANGES = {
    "freedom_in_the_world": ("0", "100"),
    "freedom_on_the_net": ("0", "100"),
    "free_expression_d4": ("0", "4"),
    "independent_judiciary_f1": ("0", "4"),
    "liberal_democracy": ("0", "1"),
    "voice_and_accountability": ("-2.5", "2.5"),
}
WORDS = {
    "ear_country_groups": re.compile(
        r"(A:[1-6]|B|C|D:[1-5]|E:[12])(\|(A:[1-6]|B|D:[1-5]|E:[12]))*"
    ),
    "named_by_us_state_department": re.compile("named"),
}
# The status follows two ratings, not the total, so that the totals of neighbours overlap:
# these are the lowest and highest that Freedom House's conversion tables allow.
STATUS = {"Free": (62, 100), "Partly Free": (24, 77), "Not Free": (-4, 39)}
NET_STATUS = {"Free": (70, 100), "Partly Free": (40, 69), "Not Free": (0, 39)}

Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    file = DATA / "practices.csv" if name == "practices" else DATA / "casebook" / f"{name}.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, strict=True))


@cache
def words() -> Vocabulary:
    return vocabulary.load(DATA / "vocabulary.ttl")


@cache
def records() -> Records:
    return casebook.load(DATA / "casebook", words())


def by_id(name: str) -> dict[str, Row]:
    return {row["id"]: row for row in table(name)}


def parts(text: str, separator: str = ";") -> list[str]:
    return [part.strip() for part in text.split(separator) if part.strip()]


def repeated(keys: Iterable[object]) -> list[object]:
    return [key for key, count in Counter(keys).items() if count > 1]


def practice(row: Row) -> str:
    return f"{row['country']} {row['indicator']} {row['year']}: {row['value']} {row['category']}"


# The casebook


def test_the_loader_takes_every_row() -> None:
    assert len(records().parties) == len(table("parties"))
    assert len(records().statements) == len(table("statements"))
    assert len(records().sources) == len(table("sources"))
    assert len(records().deals) == len(table("deals"))


@pytest.mark.parametrize("name", TABLES)
def test_no_two_rows_share_an_id(name: str) -> None:
    assert not repeated(row["id"] for row in table(name))


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("subject", "parties"),
        ("object", "parties"),
        ("source", "sources"),
        ("corroborating_source", "sources"),
        ("deal", "deals"),
    ],
)
def test_every_id_in_a_statement_resolves(column: str, name: str) -> None:
    known = by_id(name)
    lost = {r["id"]: r[column] for r in table("statements") if set(parts(r[column])) - set(known)}
    assert not lost


def test_every_statement_says_who_said_what_of_whom_and_how_strongly() -> None:
    needed = ("subject", "relation", "object", "source", "grade", "note")
    bare = {r["id"]: [c for c in needed if not r[c]] for r in table("statements")}
    assert not {key: missing for key, missing in bare.items() if missing}


def test_every_relation_and_grade_is_a_word_of_the_vocabulary() -> None:
    rows = table("statements")
    assert not {r["id"]: r["relation"] for r in rows if r["relation"] not in words().relations}
    assert not {r["id"]: r["grade"] for r in rows if r["grade"] not in words().grades}


def test_a_relation_joins_only_kinds_it_can_join() -> None:
    parties, wrong = by_id("parties"), {}
    for row in table("statements"):
        relation = words().relations[row["relation"]]
        ends = parties[row["subject"]]["kind"], parties[row["object"]]["kind"]
        if ends[0] not in relation.subjects or ends[1] not in relation.objects:
            wrong[row["id"]] = f"{ends[0]} {relation.name} {ends[1]}"
    assert not wrong


def test_a_relation_that_moves_something_says_which_way() -> None:
    used = {words().relations[row["relation"]] for row in table("statements")}
    still = {"supply", "control"}
    assert not {r.name for r in used if r.layer in still and r.flow is Flow.NONE}
    assert not {r.name for r in used if r.layer not in still and r.flow is not Flow.NONE}


def test_every_kind_of_party_is_a_word_of_the_vocabulary() -> None:
    assert not {r["id"]: r["kind"] for r in table("parties") if r["kind"] not in words().kinds}


@pytest.mark.parametrize(
    ("name", "required"), [("parties", False), ("deals", True), ("practices", True)]
)
def test_every_country_is_a_real_code(name: str, required: bool) -> None:
    wrong = [
        row
        for row in table(name)
        if not (country.is_code(row["country"]) if row["country"] else not required)
    ]
    assert not wrong


def test_a_government_has_a_country_unless_the_source_does_not_name_it() -> None:
    governments = [row for row in table("parties") if row["kind"] == "government"]
    unknown = [row["id"] for row in governments if not row["country"]]
    assert not [key for key in unknown if not key.startswith("unnamed-")]
    assert not repeated(row["country"] for row in governments if row["country"])


def test_every_agency_reaches_a_government_of_its_country() -> None:
    parties = by_id("parties")
    above: dict[str, set[str]] = {key: set() for key in parties}
    for row in table("statements"):
        if row["relation"] == "agency_of":
            above[row["subject"]].add(row["object"])
    astray = {}
    for key, party in parties.items():
        tops = [parties[top] for top in _climb(key, above) if parties[top]["kind"] == "government"]
        if party["kind"] == "government_agency" and party["country"] not in {
            top["country"] for top in tops
        }:
            astray[key] = [top["id"] for top in tops]
    assert not astray


def _climb(key: str, above: dict[str, set[str]]) -> set[str]:
    found, waiting = {key}, [key]
    while waiting:
        higher = above[waiting.pop()] - found
        found |= higher
        waiting += higher
    return found


@pytest.mark.parametrize(
    ("name", "column"), [(name, column) for name in DATES for column in DATES[name]]
)
def test_every_date_is_a_real_one(name: str, column: str) -> None:
    assert not {r["id"]: r[column] for r in table(name) if r[column] and not _is_date(r[column])}


def _is_date(text: str) -> bool:
    try:
        PartialDate(text)
    except ValueError:
        return False
    return True


def test_nothing_ends_before_it_begins() -> None:
    periods = {statement.record: statement.period for statement in records().statements}
    assert not {
        key: str(period)
        for key, period in periods.items()
        if period.valid_from
        and period.valid_until
        and period.valid_until.latest() < period.valid_from.earliest()
    }


def test_no_name_of_a_list_tells_when_a_listing_ended() -> None:
    names = {name for row in table("parties") for name in row["listed_on"].split("|")}
    telling = re.compile(r"\([^)]*\d{4}|remov|delist|until|former", re.IGNORECASE)
    assert not {name for name in names if telling.search(name)}


def test_every_share_is_a_share_of_ownership() -> None:
    shares = {row["id"]: row for row in table("statements") if row["percent"]}
    assert not {key: r["percent"] for key, r in shares.items() if not _is_share(r["percent"])}
    owning = {"owns", "subsidiary_of"}
    assert not {key: r["relation"] for key, r in shares.items() if r["relation"] not in owning}


def _is_share(text: str) -> bool:
    try:
        Percent.parse(text)
    except ValueError:
        return False
    return True


def test_no_alias_repeats_the_name_or_another_alias() -> None:
    told = {
        row["id"]: [name.casefold() for name in (row["name"], *parts(row["aliases"]))]
        for row in table("parties")
    }
    assert not {key: names for key, names in told.items() if repeated(names)}


def test_no_name_stands_for_two_parties() -> None:
    names = [
        (name.casefold(), row["id"])
        for row in table("parties")
        for name in {row["name"], *parts(row["aliases"])}
    ]
    shared = set(repeated(name for name, _ in set(names)))
    assert not sorted((name, key) for name, key in names if name in shared)


def test_every_source_is_used_and_has_a_full_address() -> None:
    used = {r[c] for r in table("statements") for c in ("source", "corroborating_source")}
    assert not set(by_id("sources")) - used
    assert not {key: r["url"] for key, r in by_id("sources").items() if not _is_full(r["url"])}


def _is_full(address: str) -> bool:
    split = urlsplit(address)
    page = split.path.strip("/") or split.query
    return split.scheme in {"http", "https"} and "." in (split.hostname or "") and bool(page)


def test_every_deal_is_used() -> None:
    assert not set(by_id("deals")) - {d for r in table("statements") for d in parts(r["deal"])}


def test_the_casebook_states_its_licence() -> None:
    stated = tomllib.loads((DATA / "casebook" / "source.toml").read_text("utf-8"))
    assert stated["licence"] == records().collections[0].licence == "CC-BY-4.0"


# What was corrected


def corrections() -> list[list[str]]:
    lines = (DATA / "casebook" / "CORRECTIONS.md").read_text("utf-8").splitlines()
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines if line.startswith("|")]
    return [[cell.strip().replace(r"\|", "|") for cell in row] for row in rows]


def test_a_correction_says_what_was_what_is_and_why() -> None:
    head, rule, *rows = corrections()
    assert head == ["row", "field", "was", "is", "why"]
    assert set(rule) == {"---"}
    assert not [row for row in rows if len(row) != len(head) or not all(row) or row[2] == row[3]]


def test_the_tables_hold_what_the_corrections_say() -> None:
    rows = {key: row for name in TABLES for key, row in by_id(name).items()}
    now = {(row, field): value for row, field, _, value, _ in corrections()[2:]}
    held = {(row, field): rows.get(row, {}).get(field) for row, field in now}
    wrong = {key: held[key] for key in now if held[key] != now[key].replace(EMPTY, "")}
    assert not wrong


def test_a_second_correction_of_a_field_goes_on_from_the_first() -> None:
    last: dict[tuple[str, str], str] = {}
    for row, field, was, value, _ in corrections()[2:]:
        assert last.get((row, field), was) == was, f"{row} {field}"
        last[row, field] = value


# Practice assessments


def test_a_country_has_one_value_for_each_indicator() -> None:
    assert not repeated((row["country"], row["indicator"]) for row in table("practices"))


def test_every_value_lies_within_the_range_of_its_indicator() -> None:
    assert not [practice(row) for row in table("practices") if not _in_range(row)]


def _in_range(row: Row) -> bool:
    if row["indicator"] in WORDS:
        return WORDS[row["indicator"]].fullmatch(row["value"]) is not None
    low, high = RANGES[row["indicator"]]
    try:
        return Decimal(low) <= Decimal(row["value"]) <= Decimal(high)
    except InvalidOperation:
        return False


@pytest.mark.parametrize(
    ("indicator", "bands"), [("freedom_in_the_world", STATUS), ("freedom_on_the_net", NET_STATUS)]
)
def test_a_status_fits_its_score(indicator: str, bands: dict[str, tuple[int, int]]) -> None:
    rows = [row for row in table("practices") if row["indicator"] == indicator]
    fits = [bands[r["category"]][0] <= int(r["value"]) <= bands[r["category"]][1] for r in rows]
    assert not [practice(row) for row, fit in zip(rows, fits, strict=True) if not fit]


def test_every_assessment_names_its_assessor_year_and_address() -> None:
    assert not [
        practice(row)
        for row in table("practices")
        if not row["assessor"]
        or not re.fullmatch(r"20\d\d", row["year"])
        or urlsplit(row["url"]).scheme != "https"
    ]


def test_an_indicator_has_one_assessor_and_one_year() -> None:
    told = {(row["indicator"], row["assessor"], row["year"]) for row in table("practices")}
    assert not repeated(indicator for indicator, _, _ in told)


def test_every_government_that_is_named_has_an_assessment() -> None:
    assessed = {row["country"] for row in table("practices")}
    governments = [row for row in table("parties") if row["kind"] == "government"]
    assert not [r["id"] for r in governments if r["country"] and r["country"] not in assessed]


# The vocabulary


def test_every_word_has_a_label_and_a_definition() -> None:
    known = words()
    terms = [*known.kinds.values(), *known.layers.values()]
    terms += [*known.grades.values(), *known.relations.values()]
    assert not [term.name for term in terms if not (term.name and term.label and term.definition)]


def test_every_kind_and_relation_names_its_source() -> None:
    assert not [kind.name for kind in words().kinds.values() if not kind.source]
    assert not [relation.name for relation in words().relations.values() if not relation.source]


def test_every_relation_reads_both_ways_and_joins_known_kinds() -> None:
    known = words()
    for relation in known.relations.values():
        assert relation.inverse, relation.name
        assert relation.layer in known.layers, relation.name
        assert relation.subjects, relation.name
        assert relation.objects, relation.name
        assert relation.subjects | relation.objects <= set(known.kinds), relation.name


def test_grades_are_in_one_order() -> None:
    assert [grade.rank for grade in words().grades.values()] == list(range(len(words().grades)))
