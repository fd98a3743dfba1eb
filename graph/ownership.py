"""Who is caught by whose ownership, under one rule at a time, and why.

The rule for every regime is a least fixed point over whole direct stakes: a company is caught
when parties that are caught already hold the threshold of it. Nothing is multiplied: a caught
owner passes down its whole stake, one that is not passes down nothing (OFAC FAQ 401).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from graph.engine.holdings import SCALE, Holdings, Rule, caught, holdings, units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.engine.arrays import Ints
    from graph.regimes import Regime
    from graph.stakes import Stake


class Standing(StrEnum):
    """The three-way answer; the rule says which parties it can be asked of."""

    LISTED = "listed itself"
    CAUGHT = "caught"
    UNDETERMINED = "undetermined"
    NOT_CAUGHT = "not caught"


@dataclass(frozen=True, slots=True)
class Part:
    """One stake that counts towards the threshold; `why` is how its owner came to count."""

    stake: Stake
    why: Proof


@dataclass(frozen=True, slots=True)
class Proof:
    """Why a party counts: listed itself, or held by the owners in `parts`.

    `low` and `high` add up their shares (or give the largest single one, where the rule adds
    nothing up). `exempt` is True where the rule passes through the party but does not reach it.
    """

    party: str
    standing: Standing
    low: Decimal
    high: Decimal
    parts: tuple[Part, ...] = ()
    exempt: bool = False


class Ownership:
    """The stakes of a graph, laid out once for all rules and questions."""

    def __init__(self, held: Sequence[Stake]) -> None:
        """Number the parties that own or are owned."""
        self.stakes = tuple(held)
        self.parties = sorted({end for stake in held for end in (stake.owner, stake.company)})
        self.number = {key: place for place, key in enumerate(self.parties)}
        owner = np.array([self.number[stake.owner] for stake in held], np.int32)
        company = np.array([self.number[stake.company] for stake in held], np.int32)
        shares = units([stake.share for stake in held])
        self.holdings: Holdings = holdings(len(self.parties), owner, company, *shares)
        self.above: dict[str, list[Stake]] = {}
        for stake in held:
            self.above.setdefault(stake.company, []).append(stake)


@dataclass(frozen=True, slots=True)
class Caught:
    """What one rule makes of every party; ask `standing` and `proof` of any."""

    ownership: Ownership
    regime: Regime
    seeds: Mapping[str, bool]
    surely: Ints
    perhaps: Ints

    def standing(self, key: str) -> Standing:
        """Give the answer for a party; one that nobody owns is not caught."""
        if self.seeds.get(key):
            return Standing.LISTED
        place = self.ownership.number.get(key)
        if place is None:
            return Standing.UNDETERMINED if key in self.seeds else Standing.NOT_CAUGHT
        if self.surely[place] >= 0:
            return Standing.CAUGHT
        return Standing.UNDETERMINED if self.perhaps[place] >= 0 else Standing.NOT_CAUGHT

    def reached(self) -> list[str]:
        """List who is caught or undetermined and not listed itself, sorted."""
        either = (self.surely >= 0) | (self.perhaps >= 0)
        found = (self.ownership.parties[place] for place in np.flatnonzero(either))
        return [key for key in found if not self.seeds.get(key)]


def caught_by(ownership: Ownership, seeds: Mapping[str, bool], regime: Regime) -> Caught:
    """Ask one rule of all parties; `seeds` are the listed ones, True where that is sure."""
    threshold = int(regime.threshold * SCALE)
    rule = Rule(threshold, regime.strictly_more, regime.together)
    # Where shares are not added up, those that would do only together may still count.
    wide = rule._replace(together=regime.together or regime.separate_is_undetermined)
    sure = _numbers(ownership, [key for key, is_sure in seeds.items() if is_sure])
    surely = caught(ownership.holdings, sure, rule, most=False)
    perhaps = caught(ownership.holdings, _numbers(ownership, list(seeds)), wide, most=True)
    return Caught(ownership, regime, seeds, surely, perhaps)


def _numbers(ownership: Ownership, keys: Sequence[str]) -> Ints:
    found = sorted(ownership.number[key] for key in keys if key in ownership.number)
    return np.array(found, np.int32)


def proof(held: Caught, key: str, countries: Mapping[str, str | None] | None = None) -> Proof:
    """Say why a party is caught or may be, down to the listed owners; who is not has no parts.

    Only owners that were caught before it count, so that no holding proves itself. `countries`
    say who is in the United States, which a rule for foreign parties only does not reach.
    """
    found: dict[str, Proof] = {}
    for each in reversed(_needed(held, key)):
        parts = tuple(Part(stake, found[stake.owner]) for stake in _counting(held, each))
        found[each] = _proof(held, each, parts, (countries or {}).get(each))
    return found[key]


def _needed(held: Caught, key: str) -> list[str]:
    """List a party and all whose being caught it rests on, each after those that rest on it."""
    found, waiting = {key}, [key]
    while waiting:
        owners = {stake.owner for stake in _counting(held, waiting.pop())} - found
        found |= owners
        waiting += sorted(owners)
    return sorted(found, key=lambda each: (each != key, -_when(held, each), each))


def _counting(held: Caught, key: str) -> list[Stake]:
    """Give the stakes that count towards catching a party; none for one that is listed."""
    if held.seeds.get(key):
        return []
    return [s for s in held.ownership.above.get(key, ()) if _before(held, s.owner, key)]


def _proof(held: Caught, key: str, parts: tuple[Part, ...], country: str | None) -> Proof:
    standing = held.standing(key)
    together = held.regime.together or standing is Standing.UNDETERMINED
    low, high = (_added(parts, end, together=together) for end in ("low", "high"))
    return Proof(key, standing, low, high, parts, held.regime.foreign_only and country == "US")


def _before(held: Caught, owner: str, key: str) -> bool:
    """Say whether an owner was caught before a company, as surely as the company is."""
    when = held.surely if held.standing(key) is Standing.CAUGHT else held.perhaps
    first, second = (int(when[held.ownership.number[each]]) for each in (owner, key))
    return 0 <= first < second


def _when(held: Caught, key: str) -> int:
    """Place a party in the order of being perhaps caught, which is no later than surely."""
    place = held.ownership.number.get(key)
    return -1 if place is None else int(held.perhaps[place])


def _added(parts: Sequence[Part], end: str, *, together: bool) -> Decimal:
    shares: list[Decimal] = [getattr(part.stake.share, end) for part in parts]
    return sum(shares, Decimal(0)) if together else max(shares, default=Decimal(0))
