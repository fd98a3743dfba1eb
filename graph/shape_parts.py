"""Records in parts, each with all that the shapes look at beside it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.statement import Records, Statement

T = TypeVar("T")

# An agency is asked whether it stands under anything, wherever that is said.
ABOVE = "agency_of"


@dataclass(frozen=True, slots=True)
class Part:
    """Some records, and which of them are looked at here: every record is in just one part."""

    records: Records
    statements: frozenset[str]
    parties: frozenset[str]
    sources: frozenset[str]
    deals: frozenset[str]
    collections: frozenset[str]

    def owned(self, table: str) -> frozenset[str]:
        """Give the ids looked at in a table, called as in IRIs; none for a table that is none."""
        tables = {
            **{"party": self.parties, "statement": self.statements, "source": self.sources},
            **{"deal": self.deals, "collection": self.collections},
        }
        return tables.get(table, frozenset())


@dataclass(slots=True)
class _Seen:
    """What earlier parts have looked at."""

    parties: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    deals: set[str] = field(default_factory=set)

    def part(self, records: Records, collections: frozenset[str], own: frozenset[str]) -> Part:
        """Make a part of those that are new; what stands above an agency has its turn elsewhere."""
        ends = {end for s in records.statements if s.id in own for end in (s.subject, s.object)}
        new = (
            frozenset(ends if own else records.parties) - self.parties,
            frozenset(records.sources) - self.sources,
            frozenset(records.deals) - self.deals,
        )
        self.parties |= new[0]
        self.sources |= new[1]
        self.deals |= new[2]
        return Part(records, own, *new, collections)


def parts(records: Records, at_once: int) -> Iterator[Part]:
    """Yield so many statements at a time with what they name, then what no statement names."""
    above = {s.subject: s for s in reversed(records.statements) if s.relation == ABOVE}
    seen, collections = _Seen(), frozenset(each.id for each in records.collections)
    for some in _slices(records.statements, at_once):
        yield seen.part(_named(records, some, above), collections, frozenset(s.id for s in some))
        collections = frozenset()
    rest = [
        *(("parties", key) for key in records.parties if key not in seen.parties),
        *(("sources", key) for key in records.sources if key not in seen.sources),
        *(("deals", key) for key in records.deals if key not in seen.deals),
    ]
    for some_rest in _slices(rest, at_once) or [[]] * bool(collections):
        yield seen.part(_unnamed(records, some_rest), collections, frozenset())
        collections = frozenset()


def _slices(held: Sequence[T], size: int) -> list[Sequence[T]]:
    return [held[at : at + size] for at in range(0, len(held), size)]


def _named(records: Records, some: Sequence[Statement], above: Mapping[str, Statement]) -> Records:
    """Take statements with the records they name, and what their agencies stand under."""
    ends = dict.fromkeys(end for said in some for end in (said.subject, said.object))
    held = {said.id for said in some}
    more = [above[key] for key in ends if key in above and above[key].id not in held]
    ends |= dict.fromkeys(said.object for said in more)
    sources = {said.evidence.source for said in some} | {
        said.evidence.corroborating for said in some if said.evidence.corroborating is not None
    }
    deals = {deal for said in some for deal in said.deals}
    return replace(
        records,
        parties={key: records.parties[key] for key in sorted(ends) if key in records.parties},
        statements=(*some, *more),
        sources={key: records.sources[key] for key in sorted(sources) if key in records.sources},
        deals={key: records.deals[key] for key in sorted(deals) if key in records.deals},
    )


def _unnamed(records: Records, some: Sequence[tuple[str, str]]) -> Records:
    """Take records that no statement names."""
    keys: dict[str, list[str]] = {"parties": [], "sources": [], "deals": []}
    for table, key in some:
        keys[table].append(key)
    return replace(
        records,
        parties={key: records.parties[key] for key in keys["parties"]},
        statements=(),
        sources={key: records.sources[key] for key in keys["sources"]},
        deals={key: records.deals[key] for key in keys["deals"]},
    )
