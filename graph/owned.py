"""Everything that ownership says of one party: each rule, the state, and the arithmetic apart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.end_users import BODIES
from graph.interests import Interest, ultimate_owners
from graph.neighbourhood import statements_of
from graph.network import party, statements
from graph.ownership import Ownership, Proof, Standing, caught_by, proof
from graph.regimes import Regime, listed
from graph.stakes import Stake, stakes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.dates import PartialDate
    from graph.network import Network
    from graph.statement import Percent, Statement

    Shares = Mapping[tuple[str, str], Percent]


CONTROL = ("controls", "directs", "oversees")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one rule makes of the party, why, and the rule's status on the day asked about."""

    regime: Regime
    proof: Proof
    status: str


@dataclass(frozen=True, slots=True)
class StateHeld:
    """What the public bodies of one country hold: a majority, a minority, or unknown.

    `standing` is the three-way answer for a majority; `minority` says that direct holdings of
    those bodies are known to reach the lesser share. Our own test, of no legal rule.
    """

    country: str
    proof: Proof
    minority: bool


@dataclass(frozen=True, slots=True)
class Owned:
    """All answers about one party; `interests` are multiplied shares and no test of anything.

    `control` is what sources say of control without ownership, which no rule counts here.
    """

    party: str
    as_of: PartialDate | None
    rulings: tuple[Ruling, ...]
    states: tuple[StateHeld, ...]
    interests: tuple[Interest, ...]
    direct: tuple[Stake, ...]
    control: tuple[Statement, ...]

    @property
    def unaccounted(self) -> Decimal:
        """How many percent, at most, are held by owners that no source here names."""
        return max(Decimal(0), Decimal(100) - sum(s.share.low for s in self.direct))


def owned(
    network: Network,
    key: str,
    regimes: Mapping[str, Regime],
    state: tuple[Regime, Decimal],
    *,
    as_of: PartialDate | None = None,
    assumed: Shares | None = None,
) -> Owned:
    """Ask every rule of one party; raises `KeyError` for one that the network does not hold."""
    party(network, key)
    held = _laid_out(network, as_of) if not assumed else _of(network, as_of, assumed)
    found = {
        each: Ruling(regime, _proof(network, held, key, regime, as_of), regime.status(as_of))
        for each, regime in regimes.items()
    }
    return Owned(
        key,
        as_of,
        rulings=tuple(found.values()),
        states=tuple(_states(network, held, key, *state)),
        interests=tuple(ultimate_owners(held.stakes, key)),
        direct=tuple(held.above.get(key, ())),
        control=tuple(_controlled(network, key)),
    )


def _controlled(network: Network, key: str) -> list[Statement]:
    """Give what sources say of control of the party without ownership: no rule counts it here."""
    said = statements_of(network, key)
    return [s for s in said if s.relation in CONTROL and s.object == key]


@lru_cache(maxsize=4)
def _laid_out(network: Network, as_of: PartialDate | None) -> Ownership:
    """Lay the stakes of a day out once for all questions about it."""
    return _of(network, as_of, {})


def _of(network: Network, as_of: PartialDate | None, assumed: Shares) -> Ownership:
    return Ownership(stakes(statements(network), as_of, assumed))


def _proof(
    network: Network, held: Ownership, key: str, regime: Regime, as_of: PartialDate | None
) -> Proof:
    seeds = listed((party(network, each) for each in network), regime, as_of)
    countries = {each: party(network, each).country for each in held.parties}
    return proof(caught_by(held, seeds, regime), key, countries)


def _states(
    network: Network, held: Ownership, key: str, rule: Regime, minority: Decimal
) -> list[StateHeld]:
    """Ask, for each country with a public body above the party, what its bodies hold."""
    found = []
    for country in sorted(_countries_above(network, held, key)):
        bodies = {
            each: True
            for each in held.parties
            if party(network, each).kind in BODIES and party(network, each).country == country
        }
        shown = proof(caught_by(held, bodies, rule), key)
        direct = sum((s.share.low for s in held.above.get(key, ()) if s.owner in bodies), start=0)
        if shown.standing is not Standing.NOT_CAUGHT or direct >= minority:
            found.append(StateHeld(country, shown, direct >= minority))
    return found


def _countries_above(network: Network, held: Ownership, key: str) -> set[str]:
    seen, waiting, found = {key}, [key], set()
    while waiting:
        for stake in held.above.get(waiting.pop(), ()):
            owner = party(network, stake.owner)
            if owner.kind in BODIES and owner.country:
                found.add(owner.country)
            if owner.id not in seen:
                seen.add(owner.id)
                waiting.append(owner.id)
    return found
