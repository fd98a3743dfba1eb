"""A name finds its party, and a name that several bear is never settled by guessing."""

from __future__ import annotations

import pytest

from graph.errors import NoSuchParty
from graph.find import Names, bearing, folded, resolve, search
from graph.statement import Party
from tests.examples import casebook

PARTIES = {
    party.id: party
    for party in [
        Party("t:nso", "NSO Group", "company", "IL", aliases=("Q Cyber", "The Group")),
        Party("t:gamma", "Gamma International", "company", "GB", aliases=("The Group",)),
        Party("t:gamma-de", "Gamma International GmbH", "company", "DE"),
        Party("t:turk", "Türk Telekom, A.Ş.", "company", "TR"),
        Party("t:q-cyber", "Other Holding", "company"),
        Party("t:odd", "???", "company", aliases=("—",)),
        Party("t:zh", "中兴通讯", "company", "CN"),
    ]
}


NAMES = Names(PARTIES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("t:nso", "t:nso"),
        ("nso", "t:nso"),
        ("NSO", "t:nso"),
        ("NSO Group", "t:nso"),
        ("  nso   group ", "t:nso"),
        ("nso-group", "t:nso"),
        ("turk telekom as", "t:turk"),
        ("TÜRK TELEKOM A.Ş.", "t:turk"),
        ("Gamma International", "t:gamma"),
        ("中兴通讯", "t:zh"),
    ],
)
def test_an_id_a_local_id_a_name_or_an_alias_finds_its_party(text: str, found: str) -> None:
    assert resolve(NAMES, text).id == found


def test_a_local_id_goes_before_an_alias() -> None:
    assert resolve(NAMES, "Q Cyber").id == "t:q-cyber"


def test_an_alias_that_two_parties_share_is_ambiguous() -> None:
    with pytest.raises(NoSuchParty) as caught:
        resolve(NAMES, "the group")
    assert caught.value.ambiguous
    assert [line.split()[0] for line in caught.value.suggestions] == ["t:nso", "t:gamma"]
    assert "t:gamma  Gamma International (company, GB)" in str(caught.value)


def test_an_unknown_name_gets_the_names_near_it() -> None:
    with pytest.raises(NoSuchParty) as caught:
        resolve(NAMES, "Gama Internationl")
    assert not caught.value.ambiguous
    assert {line.split()[0] for line in caught.value.suggestions} == {"t:gamma", "t:gamma-de"}


@pytest.mark.parametrize("text", ["", " ", "...", "—", "!!!", "Sandvine"])
def test_what_names_nobody_names_nobody(text: str) -> None:
    with pytest.raises(NoSuchParty) as caught:
        resolve(NAMES, text)
    assert caught.value.suggestions == ()
    assert caught.value.query == text


def test_all_who_bear_a_name_are_listed_without_choosing() -> None:
    assert [party.id for party in bearing(NAMES, "the group")] == ["t:nso", "t:gamma"]
    assert [party.id for party in bearing(NAMES, "q-cyber")] == ["t:nso", "t:q-cyber"]
    assert bearing(NAMES, "—") == bearing(NAMES, "Sandvine") == []


def test_a_search_puts_the_best_first() -> None:
    found = search(NAMES, "gamma international")
    assert [match.party.id for match in found] == ["t:gamma", "t:gamma-de"]
    assert found[0].score == 1 > found[1].score
    assert search(NAMES, "gamma international", most=1) == found[:1]


def test_a_search_says_which_name_matched() -> None:
    [first, *_] = search(NAMES, "cyber")
    assert first.name in ("Q Cyber", "q-cyber")
    assert {match.party.id for match in search(NAMES, "group")} == {"t:nso", "t:gamma"}


@pytest.mark.parametrize("text", ["", "  ", "…", "Sandvine"])
def test_a_search_for_nothing_near_finds_nothing(text: str) -> None:
    assert search(NAMES, text) == []


def test_folding_takes_off_case_accents_and_punctuation() -> None:
    assert folded("Café-Net S.A.") == "cafe net sa"
    assert folded("İstanbul") == folded("istanbul")
    assert folded("STRASSE") == folded("Straße")
    assert folded("  ") == ""


def test_parties_of_the_casebook_are_found_by_id_and_name() -> None:
    parties = casebook().records.parties
    for key, party in [*parties.items()][::25]:
        assert resolve(casebook().names, key) is party
        assert resolve(casebook().names, party.name) is party
        assert search(casebook().names, party.name)[0].score == 1
