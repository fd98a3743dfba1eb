"""Who counts as an end-user: bodies, and companies that a statement says the state controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.end_users import EndUser, Role, end_users
from graph.network import statements
from tests.examples import casebook, network
from tests.records import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.examples import Said

GOVERNMENT = "Government of Iran"


def found(said: Iterable[Said]) -> dict[str, EndUser]:
    made = network(said)
    return end_users(made, statements(made), words())


def controlled(said: Iterable[Said]) -> set[str]:
    return {key for key, each in found(said).items() if each.role is Role.STATE_CONTROLLED}


def ties(each: EndUser) -> set[str]:
    """Write each tie from the government or agency down to the company."""
    return {" > ".join([tie[-1].origin, *(hop.target for hop in tie[::-1])]) for tie in each.ties}


def test_a_government_and_its_agency_are_end_users() -> None:
    some = found(["Police agency_of Bureau", f"Bureau agency_of {GOVERNMENT}", "A supplies Police"])
    assert set(some) == {"Police", "Bureau", GOVERNMENT}
    assert (some["Police"].role, some[GOVERNMENT].role) == (Role.AGENCY, Role.GOVERNMENT)


def test_practices_count_for_an_agency_through_the_chain_above_it() -> None:
    some = found(["Police agency_of Bureau", f"Bureau agency_of {GOVERNMENT}"])
    assert some["Police"].governments == (GOVERNMENT,)
    assert some["Police"].countries == {"IR"}


def test_a_hong_kong_agency_counts_for_hong_kong_and_for_china() -> None:
    some = found(
        [
            "Hong Kong Police agency_of Hong Kong Government",
            "Hong Kong Government agency_of Government of China",
        ]
    )
    assert some["Hong Kong Police"].countries == {"HK", "CN"}
    assert some["Hong Kong Government"].countries == {"HK", "CN"}
    assert some["Government of China"].countries == {"CN"}


def test_an_agency_of_nothing_stated_counts_for_its_own_country() -> None:
    assert found(["A supplies Police of Ghana"])["Police of Ghana"].countries == {"GH"}
    assert found(["A supplies Police"])["Police"].countries == frozenset()


def test_an_agency_in_a_circle_is_still_one() -> None:
    some = found(["Police agency_of Bureau of Iran", "Bureau of Iran agency_of Police"])
    assert some["Police"].governments == ()


@pytest.mark.parametrize(
    "tie",
    [
        (f"{GOVERNMENT} owns Telecom", {"percent": "51"}),
        (f"{GOVERNMENT} owns Telecom", {"percent": ">50"}),
        (f"{GOVERNMENT} owns Telecom", {"percent": "51-75"}),
        f"{GOVERNMENT} owns Telecom",
        f"{GOVERNMENT} controls Telecom",
        f"Telecom subsidiary_of {GOVERNMENT}",
        "Police of Iran controls Telecom",
    ],
)
def test_a_majority_control_state_ownership_or_a_subsidiary_ties(tie: Said) -> None:
    assert controlled([tie]) == {"Telecom"}
    assert found([tie])["Telecom"].countries == {"IR"}


@pytest.mark.parametrize(
    "tie",
    [
        (f"{GOVERNMENT} owns Telecom", {"percent": "50"}),
        (f"{GOVERNMENT} owns Telecom", {"percent": "49"}),
        (f"{GOVERNMENT} owns Telecom", {"percent": ">=50"}),
        (f"{GOVERNMENT} owns Telecom", {"percent": "25-75"}),
        (f"Telecom subsidiary_of {GOVERNMENT}", {"percent": "30"}),
        f"{GOVERNMENT} invests_in Telecom",
        f"{GOVERNMENT} founded Telecom",
        "Police of Iran oversees Telecom",
        f"Telecom licensed_by {GOVERNMENT}",
        f"Telecom front_for {GOVERNMENT}",
        f"Telecom acts_for {GOVERNMENT}",
        f"Telecom member_of {GOVERNMENT}",
        f"Telecom linked_to {GOVERNMENT}",
        f"Telecom partner_of {GOVERNMENT}",
        f"Telecom contracts_with {GOVERNMENT}",
        "Other Company owns Telecom",
        "Person controls Telecom",
    ],
)
def test_anything_weaker_leaves_a_company_a_company(tie: Said) -> None:
    assert controlled([tie]) == set()


def test_a_chain_of_companies_ties_by_majority_or_control() -> None:
    some: list[Said] = [
        f"{GOVERNMENT} owns Holding",
        ("Holding owns Telecom", {"percent": "60"}),
        "Unit subsidiary_of Telecom",
    ]
    assert controlled(some) == {"Holding", "Telecom", "Unit"}
    assert ties(found(some)["Unit"]) == {f"{GOVERNMENT} > Holding > Telecom > Unit"}


def test_a_company_that_owns_without_a_stated_share_does_not_pass_control_on() -> None:
    assert controlled([f"{GOVERNMENT} owns Holding", "Holding owns Telecom"]) == {"Holding"}


def test_a_tie_goes_to_the_nearest_body() -> None:
    some = found(
        [
            f"Police of Iran agency_of {GOVERNMENT}",
            "Police of Iran owns Holding",
            "Holding controls Telecom",
            f"{GOVERNMENT} owns Telecom",
        ]
    )
    assert ties(some["Telecom"]) == {f"{GOVERNMENT} > Telecom"}
    assert some["Holding"].governments == (GOVERNMENT,)


def test_two_ties_of_one_length_are_both_kept() -> None:
    some = found(
        [
            f"{GOVERNMENT} owns One",
            "Government of China owns Two",
            "One controls Telecom",
            "Two controls Telecom",
        ]
    )
    assert ties(some["Telecom"]) == {
        f"{GOVERNMENT} > One > Telecom",
        "Government of China > Two > Telecom",
    }
    assert some["Telecom"].countries == {"CN", "IR"}
    assert some["Telecom"].governments == ("Government of China", GOVERNMENT)


def test_several_sources_of_one_tie_are_one_tie() -> None:
    [tie] = found([f"{GOVERNMENT} owns Telecom", f"Telecom subsidiary_of {GOVERNMENT}"])[
        "Telecom"
    ].ties
    assert len(tie[0].statements) == 2


def test_companies_that_own_each_other_end_the_search() -> None:
    circle = ["A controls B", "B controls C", "C controls A"]
    assert controlled(circle) == set()
    assert controlled([*circle, f"{GOVERNMENT} owns B"]) == {"A", "B", "C"}


def test_a_body_is_never_state_controlled() -> None:
    some = found(
        [f"{GOVERNMENT} controls Police", "Company controls Police", f"{GOVERNMENT} owns Company"]
    )
    assert some["Police"].role is Role.AGENCY
    assert some["Police"].ties == ()


def test_end_users_are_sorted() -> None:
    assert list(found(["Police supplies Bureau", f"{GOVERNMENT} owns A"])) == [
        "A",
        "Bureau",
        GOVERNMENT,
        "Police",
    ]


def test_every_end_user_of_the_casebook_says_why_it_is_one() -> None:
    work = casebook()
    for key, each in end_users(work.network, work.records.statements, words()).items():
        kind = work.records.parties[key].kind
        assert (kind == "company") is (each.role is Role.STATE_CONTROLLED) is bool(each.ties), key
        for tie in each.ties:
            assert tie[0].target == key
            assert work.records.parties[tie[-1].origin].kind in ("government", "government_agency")
