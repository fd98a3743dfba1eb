"""What every indicator is asked on: a network with the lens, the rules and the words in force."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graph.dates import Answer
from graph.end_users import AGENCY_OF, BODIES
from graph.kept import indexed, standing
from graph.moments import later, stands
from graph.network import party
from graph.practice import verdicts
from graph.question import Question
from graph.stakes import OWNS, SUBSIDIARY, stakes
from graph.stated_of import stated_of
from graph.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from graph.classified import Classified
    from graph.dates import PartialDate
    from graph.end_users import EndUser
    from graph.hubs import Hubs
    from graph.indicators import IndicatorSet
    from graph.network import Network
    from graph.patterns import Pattern
    from graph.practice import Lens, Practices
    from graph.regimes import Regime
    from graph.stakes import Stake
    from graph.statement import Deal, Listing, Party
    from graph.vocabulary import Vocabulary

# More owners above one party than this are not followed: the rest counts as not recorded.
MOST_OWNERS = 2000


@dataclass(frozen=True, eq=False)
class Grounds:
    """A network with all that indicators need, so that one value answers for every party.

    With `as_of`, statements that did not hold on that day are left aside, listings and shares
    are those of the day.
    """

    network: Network
    vocabulary: Vocabulary
    patterns: Mapping[str, Pattern]
    hubs: Hubs
    lens: Lens
    practices: Practices
    regimes: Mapping[str, Regime]
    state: Regime
    minority: Decimal
    indicators: IndicatorSet
    classified: Classified
    deals: Mapping[str, Deal]
    as_of: PartialDate | None = None

    # Parties and statements

    def party(self, key: str) -> Party:
        """Give the party; raise `KeyError` when the network does not hold it."""
        return party(self.network, key)

    def name(self, key: str) -> str:
        """Give a party's name."""
        return self.party(key).name

    def kind(self, key: str) -> str:
        """Give a party's kind."""
        return self.party(key).kind

    def out(self, key: str, *relations: str) -> Iterator[Statement]:
        """Yield what is said of a party as subject, in any relation or in the ones named."""
        return self._stated(stated_of(self.network)[0], key, relations)

    def into(self, key: str, *relations: str) -> Iterator[Statement]:
        """Yield what is said of a party as object, in any relation or in the ones named."""
        return self._stated(stated_of(self.network)[1], key, relations)

    def about(self, key: str, *relations: str) -> Iterator[Statement]:
        """Yield what is said of a party at either end."""
        yield from self.out(key, *relations)
        yield from self.into(key, *relations)

    def ever_into(self, key: str, relation: str) -> list[Statement]:
        """Give what is said of a party as object at any time, whatever day is asked about."""
        return stated_of(self.network)[1].get(key, {}).get(relation, [])

    def _stated(
        self, ends: dict[str, dict[str, list[Statement]]], key: str, relations: tuple[str, ...]
    ) -> Iterator[Statement]:
        found = ends.get(key, {})
        for relation in relations or found:
            if relation in found:
                yield from filter(self.held, found[relation])

    def held(self, said: Statement) -> bool:
        """Say whether a statement is not known to have failed to hold on the day asked about."""
        return self.as_of is None or said.period.held(self.as_of) is not Answer.NO

    @cached_property
    def _of_deals(self) -> dict[str, tuple[Statement, ...]]:
        found: dict[str, list[Statement]] = {}
        for said in indexed(self.network, self.vocabulary).statements:
            for deal in said.deals:
                found.setdefault(deal, []).append(said)
        return {deal: tuple(stated) for deal, stated in found.items()}

    def of_deal(self, deal: str) -> tuple[Statement, ...]:
        """Give the statements of a deal; none for one that no statement names."""
        return tuple(filter(self.held, self._of_deals.get(deal, ())))

    def deals_of(self, key: str) -> list[str]:
        """List the deals that a party takes part in, sorted."""
        return sorted({deal for said in self.about(key) for deal in said.deals})

    # Governments

    @cached_property
    def end_users(self) -> dict[str, EndUser]:
        """Give all end-users of the network by id."""
        return standing(self.network, Question(), self.vocabulary)

    @cached_property
    def _meets(self) -> dict[str, Answer]:
        return {code: v.meets for code, v in verdicts(self.lens, self.practices).items()}

    def meets(self, country: str | None) -> Answer:
        """Say whether a country's government meets the lens; UNKNOWN for an unknown country."""
        return self._meets.get(country or "", Answer.UNKNOWN)

    def restrictive(self, key: str) -> Answer:
        """Say whether an end-user's government meets the lens; NO for one that is no end-user."""
        found = self.end_users.get(key)
        if found is None:
            return Answer.NO
        return max((self.meets(each) for each in found.countries), default=Answer.UNKNOWN)

    def bodies_above(self, key: str) -> list[tuple[str, tuple[Statement, ...]]]:
        """List the bodies above a body, nearest first, each with the statements up to it."""
        found: list[tuple[str, tuple[Statement, ...]]] = []
        seen = {key}
        waiting: list[tuple[str, tuple[Statement, ...]]] = [(key, ())]
        while waiting:
            below, way = waiting.pop(0)
            for said in self.out(below, AGENCY_OF):
                if said.object not in seen and self.kind(said.object) in BODIES:
                    seen.add(said.object)
                    found.append((said.object, (*way, said)))
                    waiting.append(found[-1])
        return found

    # Listings

    def stands(self, listing: Listing, at: PartialDate | None = None) -> Answer:
        """Say whether a listing stood on a day, else on the day asked about, else stands."""
        return stands(listing, at or self.as_of)

    def listings(self, key: str) -> list[tuple[Listing, Answer]]:
        """Give a party's listings that stand or may stand, those that surely do first."""
        found = [(each, self.stands(each)) for each in self.party(key).listings]
        return sorted((f for f in found if f[1] is not Answer.NO), key=lambda each: -each[1])

    def ever_listed(self, key: str) -> list[Listing]:
        """Give a party's listings, ended ones too, that had begun by the day asked about."""
        every = self.party(key).listings
        return [each for each in every if later(self.as_of, each.date) is not Answer.YES]

    # Owners

    def stakes_above(self, key: str) -> list[Stake]:
        """Give the stakes in a party and in all that own it, up to a limit."""
        if key not in self._above:
            self._above.clear()  # indicators ask of one party after the other
            self._above[key] = self._stakes_above(key)
        return self._above[key]

    @cached_property
    def _above(self) -> dict[str, list[Stake]]:
        return {}

    def _stakes_above(self, key: str) -> list[Stake]:
        seen, waiting, found = {key}, [key], list[Statement]()
        while waiting and len(seen) < MOST_OWNERS:
            company = waiting.pop()
            held = [*self.into(company, OWNS), *self.out(company, SUBSIDIARY)]
            found += held
            above = {s.subject if s.relation == OWNS else s.object for s in held} - seen
            seen |= above
            waiting += sorted(above)
        return stakes(found, self.as_of)

    @cached_property
    def _threshold(self) -> int:
        return self.hubs.threshold(indexed(self.network, self.vocabulary))

    def carries(self, key: str, passes: tuple[str, ...] = ()) -> bool:
        """Say whether a way may lead on through a party, as the rule on hubs says."""
        kind = self.kind(key)
        if kind in self.hubs.kinds and kind not in passes:
            return False
        return not self.is_hub(key)

    def is_hub(self, key: str) -> bool:
        """Say whether a party has more neighbours than may carry a path."""
        if key not in self._hubs:
            succ, pred = self.network.succ[key], self.network.pred[key]
            few = len(succ) + len(pred) <= self._threshold
            count = 0 if few else len({*succ, *pred})
            self._hubs[key] = count > self._threshold
        return self._hubs[key]

    @cached_property
    def _hubs(self) -> dict[str, bool]:
        return {}


def names(grounds: Grounds, keys: Iterable[str], most: int = 3) -> str:
    """Name parties in a sentence, sorted, saying how many more there are."""
    every = sorted({grounds.name(key) for key in keys})
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(every[:most]) + more


def entry(listing: Listing) -> str:
    """Name a listing with its dates in a sentence."""
    until = f" to {listing.until}" if listing.until else ""
    return f"{listing.list} ({listing.date or 'date unknown'}{until})"
