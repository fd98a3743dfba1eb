"""Parties of FollowTheMoney files: which kind an entity is, its names, country and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.statement import Identifier, Party
from loaders.reading.ftm_entity import WORDS
from loaders.reading.ftm_values import (
    codes_of,
    first_date,
    last_date,
    listed_as,
    several_countries,
)
from loaders.reading.tally import Skip
from loaders.reading.words import tables, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loaders.reading.format import Load
    from loaders.reading.ftm_entity import Entity
    from loaders.reading.tally import Tally

NAMES = ("name", "alias", "previousName", "abbreviation")
COUNTRIES = ("jurisdiction", "mainCountry", "nationality", "citizenship", "flag", "country")
OPEN = ("organisation", "government_agency")


def party_of(given: Load, entity: Entity, kind: str) -> Party:
    """Make the party that an entity is; raise `Skip` where it has no name."""
    tally, names = given.tally, entity.all(*NAMES)
    captions = [entity.caption] if entity.caption not in ("", entity.schema) else []
    name = next(iter((*captions, *names)), "")
    if not name:
        raise Skip("a party without a name")
    weak = entity.all("weakAlias")
    codes = _countries(entity, tally)
    code = codes[0] if len(codes) == 1 else None
    return Party(
        id=given.party(entity.id),
        name=name,
        kind=refined(kind, entity.all("topics"), tally),
        country=code,
        aliases=tuple(each for each in names if each != name and each not in weak),
        weak_aliases=tuple(each for each in weak if each != name),
        identifiers=_identifiers(entity, kind, code),
        begun=first_date(entity.all("incorporationDate", "birthDate"), tally),
        ended=last_date(entity.all("dissolutionDate", "deathDate"), tally),
        description=_description(entity, codes),
    )


def refined(kind: str, topics: Iterable[str], tally: Tally) -> str:
    """Give the kind that topics say, where the schema leaves it open.

    >>> from loaders.reading.tally import Tally
    >>> refined("organisation", ["gov"], Tally()), refined("company", ["gov"], Tally())
    ('government_agency', 'company')
    """
    table = words(WORDS, "topics")
    said = {topic: table.get(topic, tally) for topic in topics}
    if kind not in OPEN:
        return kind
    return next((means for topic, means in table.table.items() if means and topic in said), kind)


def _countries(entity: Entity, tally: Tally) -> list[str]:
    """Give the one country of the first property that has only one, or else all that are given."""
    every: list[str] = []
    for name in (each for each in COUNTRIES if each in entity.properties):
        codes = codes_of(entity.all(name), tally)
        if len(codes) == 1:
            return codes
        every += [code for code in codes if code not in every]
    return every


def _description(entity: Entity, codes: list[str]) -> str:
    stated = tables(WORDS)["descriptions"].items()
    parts = [f"{label}: {'; '.join(all_)}." for name, label in stated if (all_ := entity.all(name))]
    parts.append(entity.first("description", "summary"))
    parts.append(several_countries(codes) if len(codes) > 1 else "")
    return " ".join(" ".join(parts).split())


def _identifiers(entity: Entity, kind: str, code: str | None) -> tuple[Identifier, ...]:
    table = tables(WORDS)["identifiers_of_persons" if kind == "person" else "identifiers"]
    found = [
        Identifier(_scheme(scheme, code), value.removeprefix("IMO") if scheme == "imo" else value)
        for name, scheme in table.items()
        if name in entity.properties
        for value in entity.all(name)
    ]
    found += listed_as((entity.id, *entity.referents))
    return tuple(dict.fromkeys(found))


def _scheme(scheme: str, code: str | None) -> str:
    return f"{scheme}{code.lower()}" if scheme.endswith(":") and code else scheme.rstrip(":")
