"""Third-party paths by trying every sequence of parties: slow, plain, and written from DESIGN.

It shares no code with graph/ but the values: what DESIGN sections 3 and 5 say is said here anew.
"""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from graph.question import Ends, Question

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from graph.dates import PartialDate, Period
    from graph.statement import Percent, Statement

FORWARD = {
    *("supplies", "supplies_component_for", "manufactures", "used_by", "procures_for"),
    *("forwards_to", "contracts_with", "intercepts_for", "shares_data_with"),
    *("offered_to", "finances"),
}
REVERSE = {"resells_for", "distributes_for", "represents", "brokers_for"}
LAYERS = {
    "control": {
        *("owns", "controls", "directs", "founded", "oversees", "invests_in", "subsidiary_of"),
        *("front_for", "acts_for", "member_of", "employed_by", "agency_of", "licensed_by"),
        "licenses_export_of",
    },
    "association": {"partner_of", "affiliated_with", "linked_to", "derived_from", "succeeds"},
    "identity": {"same_as"},  # what nobody has settled is not crossed unless asked for
}
STRENGTH = (
    *("court_judgment", "official_finding", "settlement", "parliamentary_report", "documented"),
    *("reported", "charged", "alleged", "inferred"),
)
BODIES = {"government", "government_agency"}
THIRD_PARTIES = {"company", "person"}


class World:
    """What a question may use of some statements about parties of some kinds and countries."""

    def __init__(
        self,
        kinds: Mapping[str, str],
        countries: Mapping[str, str | None],
        said: Sequence[Statement],
        question: Question,
    ) -> None:
        self.kinds, self.countries, self.question = kinds, countries, question
        self.held = [s for s in said if self._strong(s) and self._holds(s.period)]

    def _strong(self, said: Statement) -> bool:
        return STRENGTH.index(said.grade) <= STRENGTH.index(self.question.minimum_grade)

    def _holds(self, period: Period) -> bool:
        if self.question.as_of is None:
            return True
        at = int(str(self.question.as_of))
        begin, end, known = (
            _year(d) for d in (period.valid_from, period.valid_until, period.as_of)
        )
        if (end is not None and end < at) or (begin is not None and begin > at):
            return False
        begun = begin if begin is not None else known
        return self.question.undated or (begun is not None and begun <= at)

    def paths(self, restrictive: Collection[str]) -> dict[tuple[str, ...], str]:
        """Give every third-party path with what attests it: a deal, a document or nothing."""
        ends = self.ends(restrictive)
        found = {}
        for length in range(3, self.question.hops + 2):
            for parties in permutations(sorted(self.kinds), length):
                if parties[-1] in ends and self._starts(parties[0]) and self._runs(parties):
                    found[parties] = self._attested(parties)
        return found

    def _starts(self, party: str) -> bool:
        if self.question.supplier is not None:
            return party == self.question.supplier
        return self.kinds[party] in THIRD_PARTIES

    def _runs(self, parties: tuple[str, ...]) -> bool:
        middle = parties[1:-1]
        return (
            any(self.kinds[party] in THIRD_PARTIES for party in middle)
            and bool(self._first(*parties[:2]))
            and all(self._onward(*pair) for pair in zip(middle, parties[2:], strict=True))
        )

    def _first(self, one: str, other: str) -> list[Statement]:
        """Anything may leave the supplier, be it a body."""
        return [*self._step(one, other), *self._passed_on(one, other)]

    def _onward(self, one: str, other: str) -> list[Statement]:
        """A body that goods have reached passes on what the question lets it, and nothing else."""
        if self.kinds[one] in BODIES:
            return self._passed_on(one, other)
        return self._step(one, other)

    def _step(self, one: str, other: str) -> list[Statement]:
        return [s for s in self.held if self._leads(s, one, other)]

    def _leads(self, said: Statement, one: str, other: str) -> bool:
        asked = self.question
        if said.relation == "offered_to" and not asked.offers:
            return False
        if said.relation == "finances" and not asked.money:
            return False
        if said.relation in FORWARD:
            return (said.subject, said.object) == (one, other)
        if said.relation in REVERSE:
            return (said.subject, said.object) == (other, one)
        followed = any(said.relation in LAYERS[layer] for layer in asked.layers)
        return followed and {said.subject, said.object} == {one, other}

    def _passed_on(self, one: str, other: str) -> list[Statement]:
        if not self.question.beyond_bodies or not {self.kinds[one], self.kinds[other]} <= BODIES:
            return []
        passed = ("agency_of", "shares_data_with")
        ends = one, other
        return [s for s in self.held if s.relation in passed and (s.subject, s.object) == ends]

    def _attested(self, parties: tuple[str, ...]) -> str:
        hops = [self._first(*parties[:2])]
        hops += [self._onward(*pair) for pair in zip(parties[1:], parties[2:], strict=False)]
        supply = [[s for s in hop if s.relation in FORWARD | REVERSE] for hop in hops]
        sharing = [hop for hop in supply if hop] if sum(map(bool, supply)) > 1 else hops
        if set.intersection(*({deal for s in hop for deal in s.deals} for hop in sharing)):
            return "one deal"
        if set.intersection(*({s.evidence.source for s in hop} for hop in sharing)):
            return "one document"
        return "composed"

    def ends(self, restrictive: Collection[str]) -> set[str]:
        if self.question.ends is Ends.PARTY:
            return {str(self.question.end)}
        countries = {party: self._countries(party) for party in self.kinds}
        if self.question.ends is Ends.ANY:
            return {party for party, found in countries.items() if found is not None}
        wanted = {self.question.end} if self.question.ends is Ends.COUNTRY else set(restrictive)
        return {party for party, found in countries.items() if found and found & wanted}

    def _countries(self, party: str) -> set[str | None] | None:
        """Give the countries whose practices count for an end-user; None when it is none."""
        if self.kinds[party] in BODIES:
            above = {party}
            for _ in self.kinds:
                above |= {s.object for s in self._of("agency_of") if s.subject in above}
            tops = {each for each in above if self.kinds[each] == "government"}
            return {self.countries[each] for each in {party} | tops} - {None}
        if not (chains := list(self._chains(party))):
            return None
        shortest = min(map(len, chains))
        tops = {chain[0] for chain in chains if len(chain) == shortest}
        return set().union(*(self._countries(top) or set() for top in tops))

    def _chains(self, company: str) -> Iterator[tuple[str, ...]]:
        """Yield each chain of ties from a body through companies down to the company."""
        for length in range(2, len(self.kinds) + 1):
            for chain in permutations(sorted(self.kinds), length):
                bodies = [self.kinds[party] in BODIES for party in chain]
                shaped = chain[-1] == company and bodies == [True] + [False] * (length - 1)
                if shaped and all(map(self._ties, chain, chain[1:])):
                    yield chain

    def _ties(self, owner: str, owned: str) -> bool:
        return any(self._controls(said, owner, owned) for said in self.held)

    def _controls(self, said: Statement, owner: str, owned: str) -> bool:
        ends = (owned, owner) if said.relation == "subsidiary_of" else (owner, owned)
        if said.relation not in ("owns", "controls", "subsidiary_of"):
            return False
        if (said.subject, said.object) != ends:
            return False
        if said.percent is not None:
            return _majority(said.percent)
        return said.relation != "owns" or self.kinds[owner] in BODIES

    def _of(self, relation: str) -> list[Statement]:
        return [s for s in self.held if s.relation == relation]


def _year(date: PartialDate | None) -> int | None:
    return int(str(date)) if date else None


def _majority(share: Percent) -> bool:
    return {"30": False, "50": False, ">50": True, "60": True}[share.text]
