"""Text for a terminal: every claim with its source, every search with its account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import text
from graph.find import search
from graph.intermediaries import intermediaries
from graph.loosen import Loosening
from graph.practice import verdict, verdicts
from graph.question import Ends, Question
from graph.workspace import ask as ask_workspace
from tests.examples import ANY, ask, casebook, records, retell
from tests.records import words

if TYPE_CHECKING:
    from graph.paths import Answer
    from graph.statement import Records
    from tests.examples import Said

DENIED = {"deal": "d1", "source": "law", "corroborating": "denial", "disputed": "yes"}
SAID: list[Said] = [
    ("Maker supplies Reseller", {"deal": "d1", "source": "court", "item": "boxes"}),
    ("Reseller supplies Ministry of Iran", {**DENIED, "note": "The ministry denies it."}),
    ("Reseller supplies Police of Iran", {"deal": "d2", "source": "press"}),
]
HOSTILE = "<script>alert(1)</script> =1+1 {0} %s \\n"


def shown(said: list[Said] = SAID, *, composed: bool = False, evidence: bool = True) -> str:
    some = records(said)
    return of(ask(said, ANY), some, composed=composed, evidence=evidence)


def of(answer: Answer, some: Records, *, composed: bool = False, evidence: bool = True) -> str:
    told = text.answer(
        answer,
        some,
        words(),
        lens=casebook().lens,
        composed=composed,
        evidence=evidence,
        loosenings=[Loosening("looking farther", 2, 3)],
    )
    return flat(told)


def flat(told: str) -> str:
    return " ".join(told.split())


def test_an_answer_shows_every_claim_with_its_sources() -> None:
    told = shown()
    for part in (
        "1 attested third-party path",
        "Maker → Reseller → Ministry of Iran (Iran)",
        "Maker supplies Reseller: boxes",
        "https://example.org/court",
        "https://example.org/law",
        "https://example.org/denial",
        "The ministry denies it.",
        "DISPUTED",
        "undated",
        "Deal d1",
    ):
        assert part in told


def test_without_evidence_the_path_and_its_dispute_still_show() -> None:
    told = shown(evidence=False)
    assert "Maker → Reseller → Ministry of Iran" in told
    assert "DISPUTED" in told
    assert "https://example.org/court" not in told


def test_hidden_composed_paths_are_counted_and_explained() -> None:
    hidden = shown()
    assert "1 composed path hidden, through Reseller" in hidden
    assert "not evidence of a supply" in hidden
    assert "Maker → Reseller → Police of Iran (Iran)" not in hidden
    assert "Maker → Reseller → Police of Iran (Iran)" in shown(composed=True)


def test_no_path_is_an_answer_with_its_account() -> None:
    told = shown(["Maker supplies Ministry of Iran"])
    for part in (
        "No attested third-party paths",
        "What was searched",
        "ooking farther",  # at the start of a line or within one
        casebook().lens.rule,
        records(["Maker supplies Ministry of Iran"]).content_hash,
        "not a finding",
    ):
        assert part in told


def test_a_hostile_name_is_printed_as_it_stands() -> None:
    some = retell(records(SAID), Reseller=HOSTILE)
    assert f"Maker → {HOSTILE} → Ministry of Iran" in of(ask(SAID, ANY), some)
    party = text.party(some.parties["Reseller"], some.statements, some, words())
    assert party.startswith(f"{HOSTILE}  (company")


def test_every_claim_of_the_casebook_shows_all_it_says() -> None:
    some = casebook().records
    for statement in some.statements:
        told = flat(text.claim(statement, some, words()))
        parts = [statement.item, statement.note, some.sources[statement.evidence.source].url]
        parts += [some.deals[deal].title for deal in statement.deals]
        parts += [words().grades[statement.grade].label]
        parts += [statement.percent.text] if statement.percent else []
        if statement.evidence.corroborating:
            parts.append(some.sources[statement.evidence.corroborating].url)
        # A line may break after a hyphen.
        squeezed = told.replace(" ", "")
        assert [p for p in parts if "".join(p.split()) not in squeezed] == [], statement.record
        assert ("DISPUTED" in told) is statement.disputed


def test_a_party_shows_all_that_the_tables_say() -> None:
    some = casebook().records
    for key, party in some.parties.items():
        stated = [s for s in some.statements if key in (s.subject, s.object)]
        told = "".join(text.party(party, stated, some, words()).split())
        parts = [party.id, party.name, party.trade_role, party.description, *party.aliases]
        parts += [f"{each.list}, {each.date or 'date unknown'}" for each in party.listings]
        assert [p for p in parts if "".join(p.split()) not in told] == [], key


def test_matches_say_which_name_matched() -> None:
    found = search(casebook().names, "Sandvine")
    assert "casebook:sandvine" in text.matches(found, words())


def test_intermediaries_show_whom_they_serve() -> None:
    told = text.intermediaries(intermediaries(ask(SAID, ANY).attested), records(SAID))
    for part in ("Reseller", "from 1: Maker", "to   1: Ministry of Iran"):
        assert part in told


def test_nobody_found_is_said_with_what_was_looked_at() -> None:
    told = flat(text.no_intermediaries(3, 5, {"suppliers": 2, "end_users": 4}))
    for part in ("2 suppliers", "4 end-users", "3 serve", "5 would"):
        assert part in told


def test_verdicts_name_country_and_count() -> None:
    work = casebook()
    found = verdict(work.lens, work.practices, "IR")
    told = text.verdict(found)
    for reading in found.readings:
        assert reading.test.question in told
        assert reading.assessment is not None
        assert reading.assessment.url in told
    every = text.verdicts(verdicts(work.lens, work.practices).values())
    assert len(every.splitlines()) == len(work.practices)


def test_no_line_of_an_account_is_wider_than_a_terminal() -> None:
    work = casebook()
    answer = ask_workspace(work, Question(ends=Ends.ANY))
    told = text.searched(answer, work.records, work.lens)
    assert max(map(len, told.splitlines())) <= text.WIDTH


def test_sources_show_what_rests_on_them() -> None:
    some = records(SAID)
    told = text.sources([(some.sources["law"], 1), (some.sources["denial"], 0)])
    assert "law  (1 statement)" in told
    assert "denial  (no statements)" in told
    assert "https://example.org/law" in told
