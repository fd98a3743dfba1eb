"""Records of several collections whose parties bear identifiers: `bearer("a:1", lei=LEI)`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from graph import identity
from graph.statement import Collection, Evidence, Identifier, Party, Records, Source, Statement
from tests.records import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.identity import Scheme

LEI, OTHER_LEI = "INVENTED000000000001", "INVENTED000000000002"


@cache
def schemes() -> Mapping[str, Scheme]:
    """Give the real schemes of identifiers."""
    return identity.load_schemes(DATA / "identifiers.toml")


def bearer(key: str, kind: str = "company", country: str | None = None, **numbers: str) -> Party:
    """Make a party; `reg_GB_COH` stands for the scheme `reg:GB-COH`, `ru_inn` for `ru-inn`."""
    named = {scheme.replace("_", "-"): value for scheme, value in numbers.items()}
    borne = tuple(
        Identifier(f"reg:{name[4:]}" if name.startswith("reg-") else name, value)
        for name, value in named.items()
    )
    return Party(key, f"Name of {key}", kind, country, identifiers=borne)


def statement(
    subject: str, relation: str, object_: str, source: str = "", *, disputed: bool = False
) -> Statement:
    """Make a statement of a source; by default of the collection of its subject."""
    evidence = Evidence(source or identity.collection_of(subject))
    return Statement(subject, relation, object_, evidence, "documented", disputed=disputed)


def collected(
    parties: Iterable[Party], said: Iterable[Statement] = (), order: str = "abcdefgh"
) -> Records:
    """Make records of collections named by single letters, in this order of precedence."""
    stated = tuple(said)
    sources = {each.evidence.source for each in stated}
    return Records(
        tuple(Collection(name, name, "Someone", "CC0-1.0", None, "") for name in order),
        parties={party.id: party for party in sorted(parties, key=lambda party: party.id)},
        statements=stated,
        sources={
            key: Source(key, key, "Someone", None, "", "published data", "primary", True)
            for key in sorted(sources)
        },
        deals={},
    )
