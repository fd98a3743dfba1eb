"""Countries go by their codes, and by what people call them."""

from __future__ import annotations

import pytest

from graph.country import alpha_3, code_of, is_code, name


@pytest.mark.parametrize("code", ["CN", "IR", "VE", "SA", "AZ", "HK", "TW", "XK"])
def test_a_code_is_a_code(code: str) -> None:
    assert is_code(code)


@pytest.mark.parametrize(
    "text", ["", "cn", "UK", "XX", "CHN", "156", "China", "C", " CN", "CN ", "EU"]
)
def test_what_only_resembles_a_code_is_none(text: str) -> None:
    assert not is_code(text)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        *(("by", "BY"), ("Belarus", "BY"), ("BELARUS", "BY"), (" by ", "BY"), ("BLR", "BY")),
        *(("UK", "GB"), ("Russia", "RU"), ("Turkey", "TR"), ("USA", "US"), ("UAE", "AE")),
        *(("Kosovo", "XK"), ("Ivory Coast", "CI"), ("Côte d'Ivoire", "CI"), ("Iran", "IR")),
        *(("Venezuela", "VE"), ("Syria", "SY"), ("Hong Kong", "HK"), ("South Sudan", "SS")),
    ],
)
def test_a_country_is_read_as_people_type_it(typed: str, code: str) -> None:
    assert code_of(typed) == code


@pytest.mark.parametrize("typed", ["", " ", "Sandvine", "Atlantis", "XX", "NSO Group"])
def test_what_is_no_country_is_read_as_none(typed: str) -> None:
    assert code_of(typed) is None


def test_a_country_has_a_short_name_and_a_long_code() -> None:
    assert name("BY") == "Belarus"
    assert name("TW") == "Taiwan"
    assert name("XK") == "Kosovo"
    assert (alpha_3("BY"), alpha_3("XK")) == ("BLR", "XKX")


def test_an_unknown_country_is_called_unknown() -> None:
    assert name(None) == "country unknown"


def test_a_code_that_is_none_has_no_name() -> None:
    with pytest.raises(KeyError):
        name("XX")
    with pytest.raises(KeyError):
        alpha_3("XX")
