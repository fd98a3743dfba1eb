"""Plain sentences that lose no claim and claim no more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graph import words as say
from graph.dates import Answer, PartialDate, Period
from graph.network import hop
from graph.practice import verdict
from graph.question import Ends, Question
from tests.examples import ANY, ask, casebook, records, source, statement, statements
from tests.records import words

if TYPE_CHECKING:
    from graph.paths import Path
    from tests.examples import Said

SAID: list[Said] = [
    ("Maker supplies Reseller", {"deal": "d1", "source": "law"}),
    ("Reseller supplies Ministry of Iran", {"deal": "d1", "source": "law"}),
]
RECORDS = records(SAID)


def path(said: list[Said] = SAID) -> Path:
    answer = ask(said, ANY)
    [found] = [*answer.attested, *answer.composed]
    return found


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("A supplies B", "A supplies B"),
        (("A supplies B", {"item": "boxes"}), "A supplies B: boxes"),
        (("A owns B", {"percent": "25-50"}), "A owns B (25-50 percent)"),
        ("B resells_for A", "B resells for A"),
        ("B offered_to A", "B offered its products to A"),
    ],
)
def test_a_sentence_is_what_the_source_claims(said: Said, sentence: str) -> None:
    assert say.sentence(statement(said), records([said]), words()) == sentence


@pytest.mark.parametrize(
    ("period", "told"),
    [
        (("2019", "2020", ""), "2019 to 2020"),
        (("2019-05", "2019-05", ""), "2019-05"),
        (("2019", "", ""), "from 2019"),
        (("", "2019", ""), "until 2019"),
        (("", "", "2019"), "as of 2019"),
        (("2019", "", "2020"), "from 2019, as of 2020"),
        (("", "", ""), "undated"),
    ],
)
def test_a_time_is_told_as_far_as_it_is_known(period: tuple[str, str, str], told: str) -> None:
    made = Period(*(PartialDate(text) if text else None for text in period))
    assert say.when(made) == told


def test_a_citation_says_when_it_is_not_the_document_and_when_we_did_not_open_it() -> None:
    cited = replace(source("law"), basis="primary")
    for part in (cited.publisher, cited.title, str(cited.published)):
        assert part in say.cited(cited)
    assert "not the document" not in say.cited(cited)
    assert "not the document" in say.cited(replace(cited, basis="secondary"))
    assert "not opened" in say.cited(replace(cited, opened=False))
    assert "not opened" not in say.cited(cited)


def test_what_joins_a_path_is_named_and_no_more_claimed() -> None:
    assert "one deal" in say.basis(path(), RECORDS)
    assert "Deal d1" in say.basis(path(), RECORDS)
    document: list[Said] = [(str(said[0]), {"source": "law"}) for said in SAID]
    assert "Title of law" in say.basis(path(document), records(document))
    assert "may not" in say.basis(path(document), records(document))
    loose: list[Said] = [str(said[0]) for said in SAID]
    assert "no deal and no document" in say.basis(path(loose), records(loose))


def test_unknown_dates_are_called_unknown() -> None:
    told = say.time(path())
    assert "missing or open" in told
    assert "unknown" in told


def test_every_answer_has_its_words() -> None:
    for table in (say.THEN, say.ORDER, say.MEETS):
        assert set(table) == set(Answer)
        assert len(set(table.values())) == len(Answer)


def test_a_hop_is_read_along_the_flow() -> None:
    made = hop(
        "Maker", "Reseller", statements(["Maker supplies Reseller", "Reseller resells_for Maker"])
    )
    assert say.joined_by(made, words()) == "has as reseller, supplies"


def test_a_hop_loses_no_claim_of_either_direction() -> None:
    made = hop("A", "B", statements(["A controls B", "B controls A", "A controls B"]))
    assert say.joined_by(made, words()) == "controls, is controlled by"


def test_a_route_names_every_party_and_the_country() -> None:
    assert say.route(path(), RECORDS) == "Maker → Reseller → Ministry of Iran (Iran)"
    nowhere: list[Said] = ["Maker supplies Reseller", "Reseller supplies Police"]
    assert say.route(path(nowhere), records(nowhere)).endswith("Police (country unknown)")


def test_an_end_says_why_it_is_one() -> None:
    assert "government agency" in say.end_role(path(), RECORDS, words())
    said: list[Said] = ["Maker supplies Reseller", "Reseller supplies Unit"]
    said += ["Government of Iran owns Telecom", "Telecom controls Unit"]
    answer = ask(said, Question("Maker", Ends.COUNTRY, "IR"))
    told = say.end_role(answer.composed[0], records(said), words())
    assert "state-controlled" in told
    assert "Government of Iran owns Telecom, which controls Unit" in told
    government: list[Said] = ["Maker supplies Reseller", "Reseller supplies Government"]
    assert "no agency" in say.end_role(path(government), records(government), words())


def test_a_reading_names_assessor_year_and_value() -> None:
    found = verdict(casebook().lens, casebook().practices, "IR")
    for reading in found.readings:
        assert reading.assessment is not None
        told = say.read(reading)
        assert str(reading.assessment.year) in told
        assert reading.assessment.assessor in told
        assert reading.assessment.value in told
    unknown = verdict(casebook().lens, {}, "IR").readings[0]
    assert say.read(unknown) == "no assessment"
    assert f"{found.yes} of {found.known}" in say.tally(found)


def test_counts_agree_with_their_nouns() -> None:
    assert [say.number(n, "path") for n in (0, 1, 2)] == ["no paths", "1 path", "2 paths"]
    assert say.listed("abc", 3) == "a, b, c"
    assert say.listed("abcde", 3) == "a, b, c and 2 more"
    assert say.listed([]) == ""
