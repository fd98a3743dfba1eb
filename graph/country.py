"""Countries by their ISO 3166-1 alpha-2 codes, and what people call them."""

from __future__ import annotations

import pycountry

# User-assigned in ISO 3166-1 and in use by every assessor we read; the standard has no code.
_USER_ASSIGNED = {"XK": ("Kosovo", "XKX")}
# What people type and the standard does not list.
_ALSO_CALLED = {
    "burma": "MM",
    "cote d'ivoire": "CI",
    "drc": "CD",
    "england": "GB",
    "ivory coast": "CI",
    "palestine": "PS",
    "russia": "RU",
    "turkey": "TR",
    "uae": "AE",
    "uk": "GB",
    "usa": "US",
}


def is_code(code: str) -> bool:
    """Say whether the text is an alpha-2 code exactly as the standard writes it."""
    return code in _USER_ASSIGNED or _entry(code) is not None


def name(code: str | None) -> str:
    """Give the short English name; an unknown country is called "country unknown"."""
    if code is None:
        return "country unknown"
    if code in _USER_ASSIGNED:
        return _USER_ASSIGNED[code][0]
    entry = _entry(code)
    if entry is None:
        raise KeyError(code)
    return str(getattr(entry, "common_name", entry.name))


def alpha_3(code: str) -> str:
    """Give the alpha-3 code, which the EU's published country IRIs end in."""
    if code in _USER_ASSIGNED:
        return _USER_ASSIGNED[code][1]
    entry = _entry(code)
    if entry is None:
        raise KeyError(code)
    return str(entry.alpha_3)


def of_number(number: str) -> str | None:
    """Give the alpha-2 code of a country by its number in the standard; None for no such number."""
    entry = pycountry.countries.get(numeric=number)
    return None if entry is None else str(entry.alpha_2)


def every() -> tuple[str, ...]:
    """Give all codes there are, sorted."""
    return tuple(sorted({entry.alpha_2 for entry in pycountry.countries} | _USER_ASSIGNED.keys()))


def code_of(text: str) -> str | None:
    """Read a code or an English country name as people type it; None when it is neither.

    >>> code_of("by"), code_of("Belarus"), code_of("Sandvine")
    ('BY', 'BY', None)
    """
    typed = text.strip()
    if is_code(typed.upper()):
        return typed.upper()
    if typed.casefold() in _ALSO_CALLED:
        return _ALSO_CALLED[typed.casefold()]
    for code, (called, _) in _USER_ASSIGNED.items():
        if called.casefold() == typed.casefold():
            return code
    try:
        return str(pycountry.countries.lookup(typed).alpha_2)
    except LookupError:
        return None


def _entry(code: str) -> pycountry.db.Country | None:
    return pycountry.countries.get(alpha_2=code) if code.isupper() and len(code) == 2 else None
