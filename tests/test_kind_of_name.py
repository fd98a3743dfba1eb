"""What the words of a name say of a party's kind."""

from __future__ import annotations

import pytest

from loaders.reading.kind_of_name import TABLE, kind_of_name
from loaders.reading.words import tables
from tests.records import words


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Lantern Optics Co., Ltd.", "company"),
        ("LANTERN OPTICS CO LTD", "company"),
        ("Lantern S.A.", "company"),
        ("OOO Fonar", "company"),
        ("Lantern Trading", "company"),
        ("Ministry of Lanterns", "government_agency"),
        ("Bureau of Public Security of Nowhere", "government_agency"),
        ("Nowhere Municipal Public Security Bureau", "government_agency"),
        ("Nowhere National Police", "government_agency"),
        ("Policía Nacional de Ninguna Parte", "government_agency"),
        ("Lantern University", "organisation"),
        ("Nowhere Police College", "organisation"),
        ("Institute of Lanterns", "organisation"),
        ("Government of Antarctica", "government"),
        ("Ann Example (Russian national)", "person"),
        ("Ann Example", None),
        ("", None),
    ],
)
def test_a_name_speaks_for_a_kind_or_for_none(name: str, kind: str | None) -> None:
    assert kind_of_name(name) == kind


def test_a_legal_form_outweighs_a_public_body_in_the_name() -> None:
    assert kind_of_name("Ministry of Lanterns Trading Company Limited") == "company"


def test_short_forms_mean_that_only_at_the_end() -> None:
    assert kind_of_name("Fonar AG") == "company"
    assert kind_of_name("AG Fonar") is None


def test_forces_are_not_taken_for_public_bodies() -> None:
    assert kind_of_name("Lantern Liberation Army") is None
    assert kind_of_name("Revolutionary Armed Forces of Nowhere") is None


def test_a_body_of_occupiers_is_no_public_body_of_the_country() -> None:
    assert kind_of_name("Ministry of Lanterns of the Donetsk People's Republic") == "organisation"


@pytest.mark.parametrize("kind", sorted({k for t in tables(TABLE).values() for k in t.values()}))
def test_every_kind_is_in_the_vocabulary(kind: str) -> None:
    assert kind in words().kinds
