"""The first step: what was supplied, what it can do, and what is told of its misuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import country, findings, words
from graph.sheets.form import PRODUCT
from graph.sheets.making import COUNTED, MOST_FACTS
from graph.sheets.sheet import Fact, Part
from graph.tests_of import dealing
from graph.tests_of.goods import supply_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.sheets.making import Making
    from graph.statement import Statement


def of_deal(made: Making, deal: str) -> tuple[Part, ...]:
    """Tell what sources say was supplied or offered in a deal, and ask of it."""
    stated = _of_goods(made, made.ever.of_deal(deal))
    said = Part(
        "What sources say was supplied or offered",
        made.facts(stated, f"enduse indicators {deal} --json"),
        made.of_deal(deal, PRODUCT),
    )
    products = dealing.products(made.ever, dealing.of_deal(made.ever, deal))
    return (said, *(_product(made, key) for key in products), *made.for_a_person(PRODUCT))


def of_party(made: Making, key: str) -> tuple[Part, ...]:
    """Tell what a party makes, supplies or receives, and each of its deals briefly."""
    stated = _of_goods(made, made.ever.about(key))
    what = "What sources say it makes, supplies, receives or offers"
    nothing = f"No source loaded says what {made.name(key)} makes, supplies, receives or offers."
    gap = made.missing("What it trades in", nothing, "A statement of supply with its item.")
    parts = [Part(what, made.facts(stated, f"enduse show {key}"), () if stated else (gap,))]
    if made.ever.kind(key) == "product":
        parts.append(_product(made, key))
    parts += _deals(made, key)
    return (*parts, *made.for_a_person(PRODUCT))


def _of_goods(made: Making, stated: Iterable[Statement]) -> list[Statement]:
    relations = made.ever.vocabulary.relations
    return [s for s in stated if relations[s.relation].layer == dealing.SUPPLY]


def _product(made: Making, key: str) -> Part:
    lines = made.lines(findings.of_party(made.ever, key))
    return Part(f"The product {made.name(key)}", lines=lines)


def _deals(made: Making, key: str) -> list[Part]:
    """Tell each deal of a party in a sentence, with what says that it took part."""
    deals = made.ever.deals_of(key)
    facts = [_deal(made, key, deal) for deal in deals[:MOST_FACTS]]
    if len(deals) > MOST_FACTS:
        rest = ", ".join(made.ever.deals[deal].title for deal in deals[MOST_FACTS:])
        count = len(deals) - MOST_FACTS
        facts.append(Fact(f"{words.number(count, 'more deal')}: {rest}.", rule=COUNTED))
    title = "Its deals, each with a sheet of its own: enduse assess --deal ID"
    return [Part(title, tuple(facts))] if facts else []


def _deal(made: Making, key: str, deal: str) -> Fact:
    held, moves = made.ever.deals[deal], dealing.of_deal(made.ever, deal)
    own = [s for s in made.ever.of_deal(deal) if key in (s.subject, s.object)]
    users = sorted(made.name(user) for user in dealing.users(made.ever, moves))
    day = supply_date(moves)
    told = [
        f"{held.title} ({deal})",
        f"supply first dated {day}" if day else "no source dates the supply",
        f"end-user recorded: {words.listed(users, 3)}" if users else "no end-user is recorded",
        f"case filed under {country.name(held.country)}",
    ]
    return Fact(f"{'; '.join(told)}.", made.noting.stated(own), rule=COUNTED)
