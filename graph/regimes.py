"""The ownership rules that are asked of a graph, each with its citation and its dates."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from graph.dates import Answer, PartialDate
from graph.errors import BadFile
from graph.moments import stands

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from graph.statement import Listing, Party


@dataclass(frozen=True, slots=True)
class Phase:
    """What the status of a rule is between two days."""

    begin: PartialDate
    until: PartialDate | None
    status: str
    citation: str


@dataclass(frozen=True, slots=True)
class Regime:
    """One rule. `together` adds up the shares of several owners; without it each counts alone.

    Where it does not, shares that reach the threshold only together are undetermined, unless
    `separate_is_undetermined` is False because the rule was read to say that they do not count.
    """

    id: str
    title: str
    says: str
    threshold: Decimal
    strictly_more: bool
    together: bool
    lists: tuple[str, ...]
    citation: str
    mark: str
    for_a_person: str
    foreign_only: bool = False
    separate_is_undetermined: bool = True
    but_not: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = ()

    def status(self, day: PartialDate | None) -> str:
        """Say what the rule's status is on a day; "" where it has no dates of its own."""
        for phase in self.phases:
            begun = day is not None and phase.begin.earliest() <= day.latest()
            over = phase.until is not None and day is not None
            if begun and not (over and phase.until.latest() < day.earliest()):  # type: ignore[union-attr]
                return f"{phase.status} ({phase.citation})"
        return "depends on the day asked about" if self.phases else ""


def load(file: Path) -> tuple[dict[str, Regime], Regime, Decimal]:
    """Read regimes.toml: the regimes, the rule of state ownership, and what a minority is.

    Raises `BadFile` for a key that is missing or unknown.
    """
    try:
        table = tomllib.loads(file.read_text("utf-8"))
        regimes = [_regime(each) for each in table["regime"]]
        state = dict(table["state"])
        minority = Decimal(str(state.pop("minority")))
        fixed = {
            "id": "state",
            "strictly_more": False,
            "together": True,
            "lists": [],
            "citation": "",
        }
        return {each.id: each for each in regimes}, _regime(state | fixed), minority
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadFile(
            file, f"cannot be read ({error!r})", "compare it with the bundled one"
        ) from error


def _regime(table: Mapping[str, Any]) -> Regime:
    given = dict(table)
    phases = tuple(
        Phase(
            PartialDate(each["from"]),
            PartialDate(each["until"]) if "until" in each else None,
            each["status"],
            each["citation"],
        )
        for each in given.pop("periods", ())
    )
    threshold, lists = Decimal(str(given.pop("threshold"))), tuple(given.pop("lists"))
    but_not = tuple(given.pop("but_not", ()))
    return Regime(threshold=threshold, lists=lists, but_not=but_not, phases=phases, **given)


def listed(
    parties: Iterable[Party], regime: Regime, as_of: PartialDate | None = None
) -> dict[str, bool]:
    """Give the parties on the regime's lists on a day; True where that is sure.

    A listing is not sure on a day where its date is not known or not exact enough. Without a day
    every listing counts whose end no source gives; one told in words leaves it unsure.
    """
    found: dict[str, bool] = {}
    for party in parties:
        answers = [stands(each, as_of) for each in party.listings if _counts(each, regime)]
        if any(answer is not Answer.NO for answer in answers):
            found[party.id] = Answer.YES in answers
    return found


def _counts(listing: Listing, regime: Regime) -> bool:
    out = any(part in listing.list for part in regime.but_not)
    return not out and any(part in listing.list for part in regime.lists)
