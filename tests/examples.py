"""Small worlds for tests: networks written as sentences, and a folder of tables that loads.

    network(["Maker supplies Reseller", ("Reseller supplies Ministry of Iran", {"deal": "d1"})])

A party's id is its name. Its kind and country are guessed from the words of it: see `KINDS`
and `COUNTRIES`. What follows a sentence is written as in statements.csv, column by column. A
statement that names no source has one of its own, so that nothing is attested by accident.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from graph import network as networks
from graph.dates import PartialDate, Period
from graph.paths import third_party_paths
from graph.question import Ends, Question
from graph.statement import (
    Collection,
    Deal,
    Evidence,
    Party,
    Percent,
    Records,
    Source,
    Statement,
)
from graph.workspace import open_workspace
from tests.records import words

if TYPE_CHECKING:
    from collections.abc import Collection as Some
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from graph.network import Network
    from graph.paths import Answer
    from graph.workspace import Workspace

Said: TypeAlias = "str | tuple[str, Mapping[str, str]]"

KINDS = {
    "Ministry": "government_agency",
    "Police": "government_agency",
    "Bureau": "government_agency",
    "Government": "government",
    "Person": "person",
    "Box": "product",
    "Street": "address",
}
COUNTRIES = {"Belarus": "BY", "China": "CN", "Ghana": "GH", "Iran": "IR", "Kong": "HK"}

COLLECTION = Collection("t", "Test", "Us", "CC0-1.0", PartialDate("2026"), "Nothing real.")


@cache
def casebook() -> Workspace:
    """Give the bundled casebook, ready to be asked."""
    return open_workspace()


def party(name: str) -> Party:
    """Make a party whose name tells its kind and country."""
    parts = name.split()
    kind = next((KINDS[part] for part in parts if part in KINDS), "company")
    country = next((COUNTRIES[part] for part in parts if part in COUNTRIES), None)
    return Party(name, name, kind, country)


def statement(said: Said, number: int = 1) -> Statement:
    """Read a sentence: a subject, a relation as tables write it, an object."""
    sentence, cells = (said, {}) if isinstance(said, str) else (said[0], dict(said[1]))
    subject, relation, object_ = _read(sentence)
    made = Statement(
        subject,
        relation,
        object_,
        Evidence(cells.pop("source", f"source {number}"), "", cells.pop("corroborating", None)),
        cells.pop("grade", "documented"),
        Period(*(_date(cells.pop(key, "")) for key in ("valid_from", "valid_until", "as_of"))),
        item=cells.pop("item", ""),
        percent=Percent.parse(cells.pop("percent")) if "percent" in cells else None,
        deals=tuple(filter(None, cells.pop("deal", "").split(";"))),
        disputed=cells.pop("disputed", "") == "yes",
        note=cells.pop("note", ""),
        record=cells.pop("record", f"s{number:02}"),
    )
    assert not cells, f"no such columns: {cells}"
    return made


def statements(said: Iterable[Said]) -> tuple[Statement, ...]:
    """Read several sentences, numbered as rows."""
    return tuple(statement(each, number) for number, each in enumerate(said, 1))


def records(said: Iterable[Said], *others: Party) -> Records:
    """Make records of some sentences; `others` are parties that guessing would get wrong."""
    stated = statements(said)
    named = sorted({end for s in stated for end in (s.subject, s.object)})
    parties = {name: party(name) for name in named} | {other.id: other for other in others}
    sources = {s.evidence.source for s in stated}
    sources |= {s.evidence.corroborating for s in stated if s.evidence.corroborating}
    return Records(
        (COLLECTION,),
        parties=dict(sorted(parties.items())),
        statements=stated,
        sources={key: source(key) for key in sorted(sources)},
        deals={
            key: Deal(key, f"Deal {key}", "IR")
            for key in sorted({d for s in stated for d in s.deals})
        },
    )


def source(key: str) -> Source:
    """Make a source that can be cited."""
    return Source(
        *(key, f"Title of {key}", "Gazette", PartialDate("2020")),
        *(f"https://example.org/{key.replace(' ', '-')}", "press", "secondary", True),
    )


def network(said: Iterable[Said], *others: Party) -> Network:
    """Make the network of some sentences."""
    return networks.build(records(said, *others))


def ask(said: Iterable[Said], question: Question, restrictive: Some[str] = ()) -> Answer:
    """Ask a path question of some sentences."""
    made = network(said)
    return third_party_paths(made, question, vocabulary=words(), restrictive=restrictive)


ANY = Question(ends=Ends.ANY)


def routes(said: Iterable[Said], question: Question = ANY, *restrictive: str) -> set[str]:
    """Give all paths, attested or not, as "Maker > Reseller > Ministry"."""
    answer = ask(said, question, restrictive)
    return {" > ".join(path.parties) for path in (*answer.attested, *answer.composed)}


def retell(some: Records, **changes: str) -> Records:
    """Rename parties: `retell(records, Maker="<b>Maker</b>")`."""
    renamed = {
        key: replace(held, name=changes.get(key, held.name)) for key, held in some.parties.items()
    }
    return replace(some, parties=renamed)


def _read(sentence: str) -> tuple[str, str, str]:
    for relation in words().relations:
        subject, found, object_ = sentence.partition(f" {relation} ")
        if found:
            return subject, relation, object_
    raise AssertionError(f"no relation in {sentence!r}")


def _date(text: str) -> PartialDate | None:
    return PartialDate(text) if text else None


# A folder of tables

SOURCE = """\
id        = "t"
title     = "Test"
publisher = "Us"
licence   = "CC0-1.0"
compiled  = "2026-11"
about     = "Nothing real."
"""
TABLES = {
    "parties": """\
id,name,kind,country,trade_role,aliases,listed_on,listing_date,listing_citation,description
maker,Maker,company,US,,Makers Inc; The Maker,,,,
reseller,Reseller,company,AE,reseller,,A list|B list,2020-05,"1 FR 2",Sells on
ministry,Ministry,government_agency,IR,,,,,,
government,Government of Iran,government,IR,,,,,,
person,A Person,person,,,,,,,
""",
    "sources": """\
id,title,publisher,published,url,kind,basis,url_checked
paper,Papers,Gazette,2019,https://example.org/paper,press,secondary,yes
court,Judgment,Court,2020-01-02,https://example.org/court,court,primary,no
""",
    "deals": """\
id,title,country
d1,A deal,IR
d2,Another deal,IR
""",
    "statements": """\
id,subject,relation,object,valid_from,valid_until,as_of,item,percent,deal,grade,disputed,source,corroborating_source,note
s1,maker,supplies,reseller,2018,,,boxes,,d1,documented,,paper,,Sold to.
s2,reseller,supplies,ministry,2019-02,2019-03,,,,d1; d2,charged,yes,court,paper,Sold on.
s3,ministry,agency_of,government,,,2020,,,,official_finding,,paper,,
s4,person,owns,reseller,,,,,25-50,,reported,,paper,,
""",
}


def folder(place: Path) -> Path:
    """Write a small folder of tables that loads."""
    (place / "source.toml").write_text(SOURCE, encoding="utf-8")
    for name, text in TABLES.items():
        (place / f"{name}.csv").write_text(text, encoding="utf-8")
    return place


def edit(place: Path, name: str, row: str, column: str, value: str) -> int:
    """Write a value into a field of the row with that id; give the line it stands on."""
    file = place / f"{name}.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        table = list(csv.reader(lines))
    number = next(n for n, cells in enumerate(table) if cells[0] == row)
    table[number][table[0].index(column)] = value
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table)
    file.write_text(text.getvalue(), encoding="utf-8", newline="")
    return number + 1
