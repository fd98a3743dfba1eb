"""When a party began and traded, and how its trade changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dates import Answer, PartialDate
from graph.finding import Said, strongest
from graph.moments import later, within
from graph.tests_of import dealing

if TYPE_CHECKING:
    from graph.grounds import Grounds
    from graph.indicators import Indicator
    from graph.tests_of.dealing import Move


def trade_shift(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for supplies to another country that began after controls on one supplied before."""
    every = dealing.sent(grounds, key)
    found = []
    for control in indicator.thresholds["controls"]:
        since = PartialDate(str(control["from"]))
        before = _to(grounds, every, str(control["country"]))
        after = [
            m
            for m in every
            if grounds.party(m.target).country
            not in (control["country"], grounds.party(key).country, None)
        ]
        for family, old in before.items():
            new = [m for m in after if family in {row.term for row in dealing.terms(grounds, m)}]
            found += [_shift(grounds, old, move, since, family) for move in _first(grounds, new)]
    if not every:
        return Said(Answer.UNKNOWN, f"No supply by {grounds.name(key)} is recorded.")
    return strongest(found, Said(Answer.NO, "No supplies of one family before and after controls."))


def _to(grounds: Grounds, every: list[Move], country: str) -> dict[str, Move]:
    """Give, for each family, a supply to a country."""
    found: dict[str, Move] = {}
    for move in every:
        if grounds.party(move.target).country == country:
            for row in dealing.terms(grounds, move):
                found.setdefault(row.term, move)
    return found


def _first(grounds: Grounds, moves: list[Move]) -> list[Move]:
    """Give the first supply to each country; an undated one comes first, for it may be."""
    found: dict[str | None, Move] = {}
    order = sorted(
        moves, key=lambda m: (day.text if (day := dealing.first_day(m.said)) else "", m.said.id)
    )
    for move in order:
        found.setdefault(grounds.party(move.target).country, move)
    return list(found.values())


def _shift(grounds: Grounds, old: Move, new: Move, since: PartialDate, family: str) -> Said:
    answer = min(
        later(since, dealing.first_day(new.said)), later(dealing.first_day(old.said), since)
    )
    text = (
        f"{family.replace('_', ' ').capitalize()} to {grounds.name(old.target)} "
        f"({dealing.first_day(old.said) or 'undated'}), then to {grounds.name(new.target)} "
        f"({dealing.first_day(new.said) or 'undated'}); controls since {since}."
    )
    return Said(answer, text, (old.said, new.said))


def little_history(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Compare the first recorded trade of a party with when it began."""
    begun, months = grounds.party(key).begun, int(indicator.number("months"))
    every = [*dealing.sent(grounds, key), *dealing.received(grounds, key)]
    dated = sorted(
        ((day.text, m) for m in every if (day := dealing.first_day(m.said))),
        key=lambda e: (e[0], e[1].said.id),
    )
    if not every:
        return Said(Answer.UNKNOWN, f"No trade of {grounds.name(key)} is recorded.")
    if not dated or begun is None:
        return Said(
            Answer.UNKNOWN, f"When {grounds.name(key)} began, or first traded, is not recorded."
        )
    first = dated[0][1]
    answer = within(begun, dealing.first_day(first.said), months * 31)
    text = f"Begun {begun}; first recorded trade {dealing.first_day(first.said)}."
    return Said(answer, text, (first.said,))


def begun_after_controls(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Ask whether a party began after the day of the controls."""
    begun, since = grounds.party(key).begun, PartialDate(str(indicator.thresholds["since"]))
    if begun is None:
        return Said(Answer.UNKNOWN, f"When {grounds.name(key)} began is not recorded.")
    return Said(later(since, begun), f"{grounds.name(key)} began {begun}; controls since {since}.")


def business_fits(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Compare a party's line of business with the items that it is recorded to receive."""
    schemes, fits = indicator.words("schemes"), indicator.words("fits")
    codes = [n.value for n in grounds.party(key).identifiers if n.scheme in schemes]
    items = [m for m in dealing.received(grounds, key) if next(dealing.terms(grounds, m), None)]
    if not items:
        return Said(
            Answer.UNKNOWN, f"No classified item that {grounds.name(key)} receives is recorded."
        )
    if not codes:
        return Said(
            Answer.UNKNOWN,
            f"No line of business of {grounds.name(key)} is recorded.",
            dealing.stated(items),
        )
    fitting = [code for code in codes if code.startswith(fits)]
    item = items[0].said.item or grounds.name(items[0].origin)
    what = f"Line of business {', '.join(codes)}; receives {item}."
    return Said(Answer.NO if fitting else Answer.YES, what, dealing.stated(items))
