"""Which records are one party: by a strong identifier they share, or by a person's review.

Nothing is merged in the records. A shared identifier becomes a `same_as` statement, inferred,
whose evidence is the identifier; a name alone never does.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.statement import Evidence, Source, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from graph.statement import Identifier, Party, Records

SAME = "same_as"
SHARED = Source(
    id="shared-identifiers",
    title="Identifiers that two sources print for a party",
    publisher="enduse",
    published=None,
    url="",
    kind="rule",
    basis="secondary",
    opened=True,
)
RULE = "Inferred: both records print the same {title}, {value}."


@dataclass(frozen=True, slots=True)
class Scheme:
    """A kind of identifier; only a strong one can say that two records are one party."""

    title: str
    pattern: str
    strong: bool = True
    digits: int = 0

    def normal(self, value: str) -> str | None:
        """Give the value as it is compared; None where it does not look like one."""
        plain = re.sub(r"[\s/-]", "", value).upper()
        if self.digits and plain.isdigit():
            plain = plain.zfill(self.digits)
        return plain if re.fullmatch(self.pattern, plain) and plain.strip("0") else None


def load_schemes(file: Path) -> dict[str, Scheme]:
    """Read identifiers.toml."""
    return {name: Scheme(**table) for name, table in tomllib.loads(file.read_text("utf-8")).items()}


def strong(identifier: Identifier, schemes: Mapping[str, Scheme]) -> tuple[str, str] | None:
    """Give scheme and value as they are compared; None for what identifies nobody for certain."""
    scheme = schemes.get(identifier.scheme)
    if scheme is None and identifier.scheme.startswith("reg:"):
        scheme = schemes.get("reg:*")
    if scheme is None or not scheme.strong:
        return None
    value = scheme.normal(identifier.value)
    return (identifier.scheme, value) if value else None


def shared(
    records: Records, schemes: Mapping[str, Scheme], apart: frozenset[frozenset[str]] = frozenset()
) -> Iterator[Statement]:
    """Yield a `same_as` for each pair of sources whose records print the same strong identifier.

    Every bearer is tied to the first in the order of the collections. An identifier that two
    records of one collection bear ties them to others all the same, but not to each other.
    Pairs in `apart` were found by a person to be two parties and are left out, as are kinds
    that differ.
    """
    place = {each.id: n for n, each in enumerate(records.collections)}
    bearers: dict[tuple[str, str], list[Party]] = {}
    for party in records.parties.values():
        for key in {strong(each, schemes) for each in party.identifiers} - {None}:
            bearers.setdefault(key, []).append(party)  # type: ignore[arg-type]
    for (scheme, value), parties in sorted(bearers.items()):
        ranked = sorted(parties, key=lambda p: (place[collection_of(p.id)], p.id))
        title = (schemes.get(scheme) or schemes["reg:*"]).title
        for other in ranked[1:]:
            if _tied(ranked[0], other) and frozenset((ranked[0].id, other.id)) not in apart:
                note = RULE.format(title=f"{title} ({scheme})", value=value)
                evidence = Evidence(SHARED.id, f"{scheme} {value}")
                yield Statement(ranked[0].id, SAME, other.id, evidence, "inferred", note=note)


def collection_of(key: str) -> str:
    """Give the collection that a party's id begins with."""
    return key.partition(":")[0]


def _tied(first: Party, second: Party) -> bool:
    bodies = {"company", "organisation", "government_agency"}
    alike = first.kind == second.kind or {first.kind, second.kind} <= bodies
    return alike and collection_of(first.id) != collection_of(second.id)


def clusters(records: Records) -> dict[str, str]:
    """Give, for each party that is one of several records, the record that stands for all.

    Undisputed `same_as` statements join records, whoever makes them; the one that stands for
    all is the first in the order of the collections.
    """
    place = {each.id: n for n, each in enumerate(records.collections)}
    above: dict[str, str] = {}
    for said in records.statements:
        if said.relation == SAME and not said.disputed:
            ends = [_top(above, said.subject), _top(above, said.object)]
            first, second = sorted(ends, key=lambda k: (place.get(collection_of(k), 0), k))
            if first != second:
                above[second] = first
    members = {key: _top(above, key) for key in above}
    return members | {top: top for top in members.values()}


def _top(above: dict[str, str], key: str) -> str:
    while key in above:
        if above[key] in above:
            above[key] = above[above[key]]
        key = above[key]
    return key


def sizes(members: Mapping[str, str]) -> Counter[str]:
    """Count the records of each party that has several."""
    return Counter(members.values())


def unlike(records: Records, members: Mapping[str, str]) -> list[str]:
    """List the parties whose records give different countries or kinds: for a person to check."""
    seen: dict[str, set[tuple[str, str | None]]] = {}
    for key, top in members.items():
        party = records.parties[key]
        seen.setdefault(top, set()).add((party.kind, party.country))
    return sorted(top for top, found in seen.items() if _differ(found))


def _differ(found: Iterable[tuple[str, str | None]]) -> bool:
    kinds, countries = {kind for kind, _ in found}, {code for _, code in found if code}
    return len(kinds) > 1 or len(countries) > 1
