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

from graph.groups import Groups
from graph.statement import Evidence, Source, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
RULE = "Inferred: both records print the same {}."
# One source's organisation is another's company or public body.
BODIES = frozenset({"company", "organisation", "government_agency"})
REGISTERS = "reg:*"


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
    scheme = scheme_of(identifier.scheme, schemes)
    if scheme is None or not scheme.strong:
        return None
    value = scheme.normal(identifier.value)
    return (identifier.scheme, value) if value else None


def scheme_of(name: str, schemes: Mapping[str, Scheme]) -> Scheme | None:
    """Give the scheme of that name; any register's, where it is `reg:` and a register."""
    found = schemes.get(name)
    if found is not None:
        return found if name != REGISTERS else None
    named = name.startswith("reg:") and name != "reg:"
    return schemes.get(REGISTERS) if named else None


def shared(
    records: Records, schemes: Mapping[str, Scheme], apart: frozenset[frozenset[str]] = frozenset()
) -> Iterator[Statement]:
    """Yield a `same_as` for records of different collections that print a strong identifier alike.

    Each bearer of an identifier is tied to the first other that it can be tied to, in the order
    of the collections, so that as few statements as will do make all of them one party. Two
    records of one collection are never tied to each other, though both may be to a third;
    nor are kinds that differ. No tie makes one party of a pair in `apart`, which a person found
    to be two, be it through others; where that leaves a choice, the order decides.
    """
    groups, rank = together(records, apart), precedence(records)
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    borne = {key: found for key, found in bearers(records, schemes).items() if len(found) > 1}
    for key, parties in sorted(borne.items()):
        kinds: dict[str, list[str]] = {}
        for party in parties:
            kinds.setdefault("" if party.kind in BODIES else party.kind, []).append(party.id)
        for kind in sorted(kinds):
            for ends in _ties(_collections_first(sorted(kinds[kind], key=rank)), groups):
                first, second = sorted(ends, key=rank)
                found.setdefault((first, second), []).append(key)
    for first, second in sorted(found):
        yield _tie(first, second, found[first, second], schemes)


def bearers(records: Records, schemes: Mapping[str, Scheme]) -> dict[tuple[str, str], list[Party]]:
    """Give the parties that bear each strong identifier, as it is compared."""
    found: dict[tuple[str, str], list[Party]] = {}
    for party in records.parties.values():
        for key in {strong(each, schemes) for each in party.identifiers}:
            if key is not None:
                found.setdefault(key, []).append(party)
    return found


def _ties(ranked: Sequence[str], groups: Groups) -> Iterator[tuple[str, str]]:
    """Yield the ends of the ties that one identifier makes between its bearers, and join them."""
    stars: list[list[str]] = []
    for key in ranked:
        home: list[str] | None = None
        for star in list(stars):
            away = next((k for k in star if collection_of(k) != collection_of(key)), None)
            if away is None or not groups.join(away, key):
                continue
            yield away, key
            if home is None:
                home = star
                home.append(key)
            else:
                home.extend(star)
                stars.remove(star)
        if home is None:
            stars.append([key])


def _collections_first(keys: Sequence[str]) -> list[str]:
    """Put the first record of each collection before the second of any, and so on."""
    seen: Counter[str] = Counter()
    places = []
    for key in keys:
        places.append((seen[collection_of(key)], key))
        seen[collection_of(key)] += 1
    return [key for _, key in sorted(places, key=lambda each: each[0])]


def _tie(
    first: str, second: str, keys: Sequence[tuple[str, str]], schemes: Mapping[str, Scheme]
) -> Statement:
    titles = [(scheme_of(scheme, schemes) or schemes[REGISTERS]).title for scheme, _ in keys]
    told = [f"{t} ({scheme}), {v}" for t, (scheme, v) in zip(titles, keys, strict=True)]
    evidence = Evidence(SHARED.id, "; ".join(f"{scheme} {value}" for scheme, value in keys))
    return Statement(
        first, SAME, second, evidence, "inferred", note=RULE.format("; the same ".join(told))
    )


def collection_of(key: str) -> str:
    """Give the collection that a party's id begins with."""
    return key.partition(":")[0]


def precedence(records: Records) -> Callable[[str], tuple[int, str]]:
    """Give the order of records: that of their collections, then that of their ids."""
    place = {each.id: n for n, each in enumerate(records.collections)}
    return lambda key: (place.get(collection_of(key), len(place)), key)


def together(records: Records, apart: Iterable[frozenset[str]] = ()) -> Groups:
    """Join records by undisputed `same_as` statements, whoever makes them."""
    groups = Groups(apart)
    for said in records.statements:
        if said.relation == SAME and not said.disputed:
            groups.join(said.subject, said.object)
    return groups


def clusters(records: Records) -> dict[str, str]:
    """Give, for each party that is one of several records, the record that stands for all.

    Undisputed `same_as` statements join records, whoever makes them; the one that stands for
    all is the first in the order of the collections.
    """
    rank = precedence(records)
    found: dict[str, str] = {}
    for group in together(records).several():
        found |= dict.fromkeys(group, min(group, key=rank))
    return found


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
    """Say whether kinds or countries differ; an organisation may be any body, if looked at."""
    kinds, countries = {kind for kind, _ in found}, {code for _, code in found if code}
    if kinds <= BODIES:
        kinds -= {"organisation"}
    return len(kinds) > 1 or len(countries) > 1
