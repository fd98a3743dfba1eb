"""What was supplied: what it can do, whether it is controlled, and whether misuse is reported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.classified import MISUSE, PRODUCT
from graph.dates import Answer
from graph.finding import Said, strongest
from graph.tests_of import dealing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.dates import PartialDate
    from graph.grounds import Grounds
    from graph.indicators import Indicator
    from graph.statement import Statement

ECCN = re.compile(r"\b(\d[A-E]\d{3})(\.[a-z](?:\.\d+)?)?\b")
HS = re.compile(r"\bHS\s?(\d{4})\.?(\d{2})", re.IGNORECASE)
FAMILY = ("derived_from", "succeeds", "same_as")


def surveillance_item(grounds: Grounds, deal: str, indicator: Indicator) -> Said:
    """Ask whether any item or product of a deal is classified in one of the six families."""
    every = dealing.of_deal(grounds, deal)
    terms = grounds.classified.schemes[PRODUCT].terms
    for move in every:
        for row in dealing.terms(grounds, move):
            said = f"{terms[row.term].title}: {row.reason} ({row.source})."
            return Said(Answer.YES, said, (move.said,))
    return Said(Answer.UNKNOWN, _untold(grounds, deal, every))


def _untold(grounds: Grounds, deal: str, every: list[dealing.Move]) -> str:
    items = sorted({move.said.item for move in every if move.said.item})
    if items:
        return f"What was supplied fits no word of the table: {'; '.join(items[:3])}."
    return f"No item of {dealing.title(grounds, deal)} is named."


def _codes(
    grounds: Grounds, every: list[dealing.Move], scheme: str
) -> Iterator[tuple[str, Statement]]:
    """Yield the codes that sources give for what moved: of products, or within an item's text."""
    for move in every:
        for end in (move.origin, move.target):
            for number in grounds.party(end).identifiers:
                if grounds.kind(end) == "product" and number.scheme == scheme:
                    yield number.value, move.said
        pattern = HS if scheme == "hs6" else ECCN
        for found in pattern.finditer(f"{move.said.item} {move.said.note}"):
            yield "".join(part or "" for part in found.groups()), move.said


def control_list(grounds: Grounds, deal: str, indicator: Indicator) -> Said:
    """Ask whether a source gives a control-list entry for surveillance or crime control."""
    every = dealing.of_deal(grounds, deal)
    scheme = grounds.classified.schemes[PRODUCT]
    entries = scheme.entries or {}
    given = list(_codes(grounds, every, "eccn"))
    for code, said in given:
        for listed, what in entries.items():
            if code == listed or code.startswith(f"{listed}."):
                return Said(Answer.YES, f"A source gives entry {code}: {what}.", (said,))
    if given:
        code, said = given[0]
        return Said(Answer.NO, f"A source gives entry {code}, which is not among these.", (said,))
    maybe = {
        e for m in every for row in dealing.terms(grounds, m) for e in scheme.term(row.term).entries
    }
    hint = f" Such items may fall under {', '.join(sorted(maybe))}." if maybe else ""
    return Said(
        Answer.UNKNOWN, f"No source gives a control-list entry.{hint}", dealing.stated(every)
    )


def high_priority(grounds: Grounds, deal: str, indicator: Indicator) -> Said:
    """Ask whether a tariff code that a source gives is on the Common High Priority List."""
    every, codes = dealing.of_deal(grounds, deal), indicator.words("codes")
    given = list(_codes(grounds, every, "hs6"))
    for code, said in given:
        if code[:6] in codes:
            return Said(Answer.YES, f"A source gives tariff code {code}, which is listed.", (said,))
    if given:
        return Said(Answer.NO, f"Tariff code {given[0][0]} is not listed.", (given[0][1],))
    return Said(Answer.UNKNOWN, "No source gives a tariff code.", dealing.stated(every))


def misuses(grounds: Grounds, product: str) -> list[tuple[str, tuple[Statement, ...]]]:
    """List what sources say of misuse of a product, of what it comes from, and of its variants."""
    found: list[tuple[str, tuple[Statement, ...]]] = []
    ties: list[tuple[str, tuple[Statement, ...]]] = [(product, ())]
    for tie in grounds.about(product, *FAMILY):
        ties.append((tie.object if tie.subject == product else tie.subject, (tie,)))
    titles = grounds.classified.schemes[MISUSE].terms
    for key, way in ties:
        for said in list(grounds.out(key, "used_by")):
            for row in grounds.classified.misuse(said):
                told = f"{titles[row.term].title.lower()} with {grounds.name(key)}"
                found.append((f"A source tells of {told}: {row.reason}", (*way, said)))
    return found


def product_misused(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for reports of misuse of a product or its variants; it never says NO."""
    for text, stated in misuses(grounds, key):
        return Said(Answer.YES, f"{text}.", stated)
    return Said(Answer.UNKNOWN, f"No misuse of {grounds.name(key)} or its variants is recorded.")


def deal_product_misused(grounds: Grounds, deal: str, indicator: Indicator) -> Said:
    """Look for reports of misuse of any product of a deal; it never says NO."""
    every = dealing.of_deal(grounds, deal)
    for product in dealing.products(grounds, every):
        for text, stated in misuses(grounds, product):
            return Said(Answer.YES, f"{text}.", stated)
    for move in every:
        for row in grounds.classified.misuse(move.said):
            term = grounds.classified.schemes[MISUSE].terms[row.term].title.lower()
            return Said(Answer.YES, f"A source tells of {term}: {row.reason}.", (move.said,))
    text = f"No misuse of what {dealing.title(grounds, deal)} supplied is recorded."
    return Said(Answer.UNKNOWN, text)


def component_of_misused(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for a part that the party makes in a product of which misuse is reported."""
    parts = list(grounds.out(key, "supplies_component_for"))
    for part in parts:
        made = [part.object, *(s.object for s in grounds.out(part.object, "manufactures"))]
        for product in made:
            for text, stated in misuses(grounds, product):
                sure = Answer.YES if product == part.object else Answer.UNKNOWN
                which = (
                    "" if sure is Answer.YES else "; in which product the part is, is not recorded"
                )
                return Said(sure, f"{text}{which}.", (part, *stated))
    if not parts:
        return Said(Answer.UNKNOWN, f"No part that {grounds.name(key)} makes is recorded.")
    return Said(Answer.UNKNOWN, "No misuse of what its parts are in is recorded.", tuple(parts))


def full_version(grounds: Grounds, deal: str, indicator: Indicator) -> Said:
    """Ask whether a limited variant exists of what a restrictive government was supplied with."""
    every = dealing.of_deal(grounds, deal)
    ends = [grounds.restrictive(user) for user in dealing.users(grounds, every)]
    where = max(ends, default=Answer.UNKNOWN)
    limited = indicator.words("words")
    found = []
    for product in dealing.products(grounds, every):
        for tie in grounds.into(product, "derived_from"):
            variant = grounds.party(tie.subject)
            plain = f"{variant.name} {variant.description}".casefold()
            is_limited = any(word in plain for word in limited)
            what = (
                "a limited variant" if is_limited else "a variant; whether limited is not recorded"
            )
            text = f"{grounds.name(product)} was supplied; {variant.name} is {what}."
            found.append(
                Said(min(where, Answer.YES if is_limited else Answer.UNKNOWN), text, (tie,))
            )
    if where is Answer.NO:
        return Said(Answer.NO, "No recorded end-user's government meets the lens.")
    nothing = f"No variant of what {dealing.title(grounds, deal)} supplied is recorded."
    return strongest(found, Said(Answer.UNKNOWN, nothing))


def misused_after(grounds: Grounds, deal: str, indicator: Indicator) -> Said:
    """Look for misuse of a product of the deal, or by its end-user, dated after the supply."""
    every = dealing.of_deal(grounds, deal)
    since = supply_date(every)
    found = []
    for product in dealing.products(grounds, every):
        for said in grounds.out(product, "used_by"):
            found += [_dated(said, since, grounds) for _ in grounds.classified.misuse(said)]
    for user in dealing.users(grounds, every):
        for said in grounds.into(user, "enables_surveillance_by", "used_by", "supplies"):
            found += [_dated(said, since, grounds) for _ in grounds.classified.misuse(said)]
    text = f"No misuse after {dealing.title(grounds, deal)} is recorded."
    return strongest(found, Said(Answer.UNKNOWN, text))


def _dated(said: Statement, since: PartialDate | None, grounds: Grounds) -> Said:
    day = said.period.valid_from or said.period.as_of
    answer = Answer.UNKNOWN
    if since and day:
        answer = Answer.YES if day.earliest() > since.latest() else Answer.UNKNOWN
        answer = Answer.NO if day.latest() < since.earliest() else answer
    told = f"A source tells of misuse by {grounds.name(said.object)}, {day or 'undated'}"
    return Said(answer, f"{told}; supplied {since or 'at an unknown date'}.", (said,))


def supply_date(every: list[dealing.Move]) -> PartialDate | None:
    """Give the earliest date that a source gives for a supply of a deal."""
    days = [d for m in every for d in (m.said.period.valid_from, m.said.period.as_of) if d]
    return min(days, key=lambda day: (day.earliest(), day.text), default=None)
