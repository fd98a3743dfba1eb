"""Asking indicators of a party or a deal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dates import Answer
from graph.finding import Finding, Said
from graph.indicators import DEAL, PARTY
from graph.tests_of import TESTS
from graph.tests_of.by_pattern import by_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.grounds import Grounds
    from graph.indicators import Indicator


def of_party(grounds: Grounds, key: str) -> list[Finding]:
    """Ask every indicator in use that is about parties of its kind, in the order of the set.

    Raises `KeyError` for a party that the network does not hold.
    """
    kind = grounds.kind(key)
    asked = (i for i in grounds.indicators.in_use if i.about == PARTY and kind in i.kinds)
    return list(_asked(grounds, key, asked))


def of_deal(grounds: Grounds, deal: str) -> list[Finding]:
    """Ask every indicator in use that is about deals; one that nobody names cannot be told of."""
    return list(_asked(grounds, deal, (i for i in grounds.indicators.in_use if i.about == DEAL)))


def _asked(grounds: Grounds, about: str, asked: Iterator[Indicator]) -> Iterator[Finding]:
    known: dict[str, Said] = {}
    for indicator in asked:
        said = _said(grounds, about, indicator, known)
        settles = indicator.change if said.answer is Answer.UNKNOWN else ""
        shown = said.sentence, said.statements, said.listings
        yield Finding(indicator.id, about, said.answer, *shown, settles)


def ask(grounds: Grounds, about: str, indicator: Indicator) -> Finding:
    """Ask one indicator of a party or a deal, whatever the party's kind."""
    return next(_asked(grounds, about, iter([indicator])))


def _said(grounds: Grounds, about: str, indicator: Indicator, known: dict[str, Said]) -> Said:
    """Run an indicator once; what one made of others needs is not asked twice."""
    if indicator.id not in known:
        known[indicator.id] = _run(grounds, about, indicator, known)
    return known[indicator.id]


def _run(grounds: Grounds, about: str, indicator: Indicator, known: dict[str, Said]) -> Said:
    if indicator.of:
        return _any(grounds, about, indicator, known)
    if indicator.pattern:
        return by_pattern(grounds, about, indicator)
    return TESTS[indicator.test].run(grounds, about, indicator)


def _any(grounds: Grounds, about: str, indicator: Indicator, known: dict[str, Said]) -> Said:
    """Say yes where any of its parts does, and which; no only where all do."""
    parts = [grounds.indicators.indicators[name] for name in indicator.of]
    said = {part.id: _said(grounds, about, part, known) for part in parts if part.use}
    answer = max((each.answer for each in said.values()), default=Answer.UNKNOWN)
    those = [name for name, each in said.items() if each.answer is answer]
    stated = {s.id: s for name in those for s in said[name].statements}
    listings = tuple(dict.fromkeys(entry for name in those for entry in said[name].listings))
    titles = ", ".join(grounds.indicators.indicators[name].title.lower() for name in those)
    text = {
        Answer.YES: f"Says yes: {titles}.",
        Answer.UNKNOWN: f"None says yes; cannot tell: {titles}.",
        Answer.NO: "All of its parts say no.",
    }[answer]
    return Said(answer, text, tuple(stated.values()), listings)
