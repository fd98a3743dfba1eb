"""Small worlds for indicators: a few sentences, and what an indicator says of one party or deal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph import network as networks
from graph.assessing import open_indicators
from graph.dates import Answer, PartialDate
from graph.find import Names
from graph.findings import ask
from graph.statement import Identifier, Listing, Party
from tests.examples import casebook, party, records

if TYPE_CHECKING:
    from pathlib import Path

    from graph.finding import Finding
    from graph.grounds import Grounds
    from graph.workspace import Workspace
    from tests.examples import Said

YES, NO, CANNOT = Answer.YES, Answer.NO, Answer.UNKNOWN


@dataclass(frozen=True)
class Case:
    """An indicator asked of a party or deal in a world, and what it must say."""

    indicator: str
    answer: Answer
    about: str
    said: tuple[Said, ...]
    others: tuple[Party, ...] = ()
    as_of: str = ""

    def __str__(self) -> str:
        return f"{self.indicator}-{self.answer.name}-{self.about}-{len(self.said)}"


def workspace(said: tuple[Said, ...], *others: Party) -> Workspace:
    """Make a workspace of some sentences, with the bundled lens and assessments."""
    made = records(said, *others)
    return replace(
        casebook(),
        stated=made,
        records=made,
        network=networks.build(made),
        names=Names(made.parties),
    )


def grounds(said: tuple[Said, ...], *others: Party, extra: Path | None = None) -> Grounds:
    """Give what indicators are asked on in a world."""
    return open_indicators(workspace(said, *others), extra)


def found(case: Case) -> Finding:
    """Ask the case's indicator."""
    opened = grounds(case.said, *case.others)
    if case.as_of:
        opened = replace(opened, as_of=PartialDate(case.as_of))
    return ask(opened, case.about, opened.indicators.indicators[case.indicator])


def listed(
    name: str, date: str = "2020-05-01", on: str = "OFAC SDN", until: str = "", **more: str
) -> Party:
    """Make a listed party; `more` may give a country, when it was begun, or a kind."""
    ends = PartialDate(until) if until else None
    entry = Listing(on, PartialDate(date) if date else None, until=ends)
    return replace(described(name, **more), listings=(entry,))


def described(name: str, **more: str) -> Party:
    """Make a party with what its name does not tell."""
    made = party(name)
    begun = PartialDate(more["begun"]) if "begun" in more else None
    numbers = tuple(
        Identifier(key.removeprefix("id_"), value)
        for key, value in more.items()
        if key.startswith("id_")
    )
    return replace(
        made,
        name=more.get("called", name),
        country=more.get("country", made.country),
        kind=more.get("kind", made.kind),
        trade_role=more.get("trade_role", ""),
        description=more.get("description", ""),
        begun=begun,
        identifiers=numbers,
    )


def crowd(place: str, count: int = 25) -> tuple[Said, ...]:
    """Give so many others at an address, as at a formation agent's."""
    return tuple(f"Client {number} located_at {place}" for number in range(count))
