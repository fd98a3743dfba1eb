"""Where the parties of a result are, and what moves between their countries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from graph.filters import UNKNOWN, let_statement
from graph.network import flow_ends

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.filters import Filters
    from graph.network import Hop
    from graph.paths import Path
    from graph.statement import Party, Statement
    from graph.vocabulary import Vocabulary


class Role(StrEnum):
    """What a party is in one path at least; in another it may be something else."""

    SUPPLIER = "supplier"
    INTERMEDIARY = "intermediary"
    END_USER = "end-user"

    @property
    def plural(self) -> str:
        """Name several of them."""
        return "intermediaries" if self is Role.INTERMEDIARY else f"{self}s"


@dataclass(frozen=True, slots=True)
class Result:
    """Parties, each with its roles (none for a product, or where no supply was asked about).

    `statements` are all that is said between them, each once.
    """

    roles: Mapping[str, frozenset[Role]]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Here:
    """The parties of a result in one country, by id; those with several roles stand in each."""

    code: str
    parties: tuple[str, ...]
    by_role: Mapping[Role, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Flow:
    """What is said between parties of two countries, or of one, in one layer.

    `origin` to `target` is the way goods, services or authority move; where nothing does it is
    not `directed`, and the two stand in the order of their codes.
    """

    origin: str
    target: str
    layer: str
    directed: bool
    statements: tuple[Statement, ...]

    @property
    def id(self) -> str:
        """Name the flow: unique in a result, and fit for an address."""
        arrow = ">" if self.directed else "-"
        return f"{self.origin} {arrow} {self.target} > {self.layer}"

    @property
    def within(self) -> bool:
        """Whether both ends lie in one country, or in none that is known."""
        return self.origin == self.target


@dataclass(frozen=True, slots=True)
class Geography:
    """A result by country, in the order of codes; UNKNOWN stands for parties without a country.

    Flows with the most statements come first.
    """

    countries: Mapping[str, Here]
    flows: tuple[Flow, ...]


def of_paths(paths: Iterable[Path], *, supply: bool = True) -> Result:
    """Take paths as one result; only along a `supply` have their parties roles.

    A product on a path has none, nor has the body above a state-controlled end-user.
    """
    roles: dict[str, set[Role]] = defaultdict(set)
    said: dict[int, Statement] = {}  # a network holds each of them once, and its hash is dear
    for path in paths:
        for hop in (*path.hops, *path.tie):
            said |= {id(statement): statement for statement in hop.statements}
            roles.setdefault(hop.origin, set())
            roles.setdefault(hop.target, set())
        if supply:
            roles[path.supplier].add(Role.SUPPLIER)
            roles[path.end_user.party].add(Role.END_USER)
            for key in path.intermediaries:
                roles[key].add(Role.INTERMEDIARY)
    return Result(
        {key: frozenset(roles[key]) for key in sorted(roles)},
        tuple(sorted(said.values(), key=lambda s: (s.subject, s.object, s.relation, s.record))),
    )


def of_hops(parties: Iterable[str], hops: Iterable[Hop]) -> Result:
    """Take parties that somebody chose, and the hops between them: nobody has a role."""
    said = {id(statement): statement for hop in hops for statement in hop.statements}
    return Result({key: frozenset() for key in sorted(set(parties))}, tuple(said.values()))


def held_in(paths: Iterable[Path], filters: Filters, vocabulary: Vocabulary) -> list[Path]:
    """Keep the paths each of whose hops, ties too, has a statement that the filters let through."""
    known: dict[int, bool] = {}

    def let(hop: Hop) -> bool:
        for each in hop.statements:
            if id(each) not in known:
                known[id(each)] = let_statement(filters, each, vocabulary)
        return any(known[id(each)] for each in hop.statements)

    return [path for path in paths if all(map(let, (*path.hops, *path.tie)))]


def narrowed(result: Result, filters: Filters, vocabulary: Vocabulary) -> Result:
    """Leave out what the filters do not let through, and the parties of whom nothing is left."""
    let = tuple(each for each in result.statements if let_statement(filters, each, vocabulary))
    gone = _ends(result.statements) - _ends(let)
    return Result({key: roles for key, roles in result.roles.items() if key not in gone}, let)


def _ends(stated: Iterable[Statement]) -> set[str]:
    return {end for each in stated for end in (each.subject, each.object)}


def geography(result: Result, parties: Mapping[str, Party], vocabulary: Vocabulary) -> Geography:
    """Sort a result by country: every party and every statement is in exactly one place.

    >>> some = of_hops(["casebook:sandvine", "casebook:jet-infosystems"], [])
    >>> found = geography(some, records.parties, vocabulary)
    >>> {code: here.parties for code, here in found.countries.items()}
    {'CA': ('casebook:sandvine',), 'RU': ('casebook:jet-infosystems',)}
    """
    here: dict[str, list[str]] = defaultdict(list)
    for key in sorted(result.roles, key=lambda key: (parties[key].name.casefold(), key)):
        here[_where(parties[key])].append(key)
    countries = {code: _here(code, here[code], result) for code in sorted(here, key=_last_unknown)}
    flows: dict[tuple[str, str, str, bool], list[Statement]] = defaultdict(list)
    for statement in result.statements:
        flows[_flow(statement, parties, vocabulary)].append(statement)
    made = [Flow(*key, tuple(said)) for key, said in flows.items()]
    return Geography(countries, tuple(sorted(made, key=lambda f: (-len(f.statements), f.id))))


def _here(code: str, keys: Sequence[str], result: Result) -> Here:
    by_role = {role: tuple(key for key in keys if role in result.roles[key]) for role in Role}
    return Here(code, tuple(keys), by_role)


def _flow(
    statement: Statement, parties: Mapping[str, Party], vocabulary: Vocabulary
) -> tuple[str, str, str, bool]:
    relation = vocabulary.relations[statement.relation]
    ends = [_where(parties[key]) for key in flow_ends(statement, relation)]
    directed = relation.flow != "none"
    origin, target = ends if directed else sorted(ends, key=_last_unknown)
    return origin, target, relation.layer, directed


def _where(party: Party) -> str:
    return party.country or UNKNOWN


def _last_unknown(code: str) -> tuple[bool, str]:
    return code == UNKNOWN, code
