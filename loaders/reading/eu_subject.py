"""A subject of the EU's consolidated financial sanctions list, whichever file it stands in.

Its parts are named as the elements of the XML file, and what stands in them as its attributes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from graph.statement import Identifier, Listing, Party
from loaders.reading.homes import place
from loaders.reading.numbers import INN, numbers
from loaders.reading.sanctioned import (
    Address,
    agreed,
    listed,
    sentences,
    stated,
    un_reference,
)
from loaders.reading.tally import Reject, Skip
from loaders.reading.values import date_of
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.dates import PartialDate
    from loaders.reading.format import Load, Record
    from loaders.reading.tally import Tally

    Part: TypeAlias = Mapping[str, str]
    Parts: TypeAlias = Mapping[str, Sequence[Part]]

LIST = "EU consolidated list of financial sanctions"
WORDS = "eu_fsf.toml"
PLACES = ("street", "poBox", "zipCode", "city", "place", "region")
GREGORIAN = ("", "GREGORIAN")
RANGE = ("yearRangeFrom", "yearRangeTo")


def records(given: Load, parts: Parts) -> Iterator[Record]:
    """Yield the party and its addresses; where a person lives is nobody's business."""
    (own,), tally = parts["sanctionEntity"], given.tally
    kind = _kind(parts, tally)
    names = sorted(filter(_name, parts["nameAlias"]), key=_rank)
    if not own.get("logicalId") or not names:
        raise Reject("has no logical id or no name")
    main, *others = dict.fromkeys(map(_name, names))
    weak = {_name(n) for n in names if _weak(n)} - {_name(n) for n in names if not _weak(n)}
    addresses = [Address(_address(each), _country(each, tally)) for each in parts["address"]]
    homes = dict.fromkeys(_country(each, tally) for each in parts["citizenship"])
    party = Party(
        id=given.party(own["logicalId"]),
        name=main,
        kind=kind,
        country=next(filter(None, (*homes, *(each.code for each in addresses))), None),
        aliases=tuple(each for each in others if each not in weak),
        weak_aliases=tuple(each for each in others if each in weak),
        identifiers=tuple(dict.fromkeys(_identifiers(parts, kind == "person", tally))),
        listings=tuple(_listing(own, each, tally) for each in parts["regulation"]),
        description=_description(parts),
        begun=agreed(_births(parts["birthdate"], tally)),
    )
    yield from listed(given, party, addresses, f"logical id {own['logicalId']}")


def _kind(parts: Parts, tally: Tally) -> str:
    type_ = next(iter(parts["subjectType"]), {})
    word = type_.get("code") or type_.get("classificationCode") or ""
    kind = words(WORDS, "kinds").get(word, tally)
    if not kind:
        raise Skip("the list states a type that no kind of party is known for")
    return kind


def _name(name: Part) -> str:
    """Give the whole name, made of its parts where the list leaves it empty."""
    made = " ".join(name.get(part, "") for part in ("firstName", "middleName", "lastName"))
    return " ".join((name.get("wholeName") or made).split())


def _weak(name: Part) -> bool:
    """Tell whether the list calls a name weak; the CSV files do not say."""
    return name.get("strong", "").casefold() == "false"


def _rank(name: Part) -> tuple[bool, bool, bool]:
    """Put a strong name before a weak one, then English before unsaid before other languages."""
    language = name.get("nameLanguage", "").upper()
    return _weak(name), language != "EN", bool(language)


def _listing(own: Part, regulation: Part, tally: Tally) -> Listing:
    """Make the entry on the list, of the date of designation or else of the regulation.

    The regulation is often the last amendment, so that its date is kept in the citation.
    """
    published = date_of(regulation.get("publicationDate", ""), tally)
    title = (regulation.get("numberTitle", ""), str(published or ""))
    return Listing(
        LIST,
        date_of(own.get("designationDate", ""), tally) or published,
        citation=", published ".join(filter(None, title)),
        programme=regulation.get("programme", ""),
    )


def _description(parts: Parts) -> str:
    homes = dict.fromkeys(each.get("countryDescription", "") for each in parts["citizenship"])
    return sentences(
        stated("Function", *(each.get("function", "") for each in parts["nameAlias"])),
        stated("Citizenships", *homes) if len(homes) > 1 else "",
        *(each["text"] for each in parts["remark"]),
    )


def _births(births: Sequence[Part], tally: Tally) -> Iterator[PartialDate | None]:
    """Yield all dates that a birth may have; of one that is about right only the year."""
    for birth in births:
        calendar = birth.get("calendarType", "")
        if calendar.upper() not in GREGORIAN:
            tally.miss("calendars", calendar)
            continue
        day, year = birth.get("birthdate", ""), birth.get("year", "")
        if year and birth.get("circa", "").casefold() == "true":
            day = year
        rest = [birth.get(part, "").zfill(2) for part in ("monthOfYear", "dayOfMonth")]
        known = [year, *rest][: 1 if rest[0] == "00" else 2 if rest[1] == "00" else 3]
        for each in (day or "-".join(known), *(birth.get(end, "") for end in RANGE)):
            yield date_of(each, tally)


def _address(address: Part) -> str:
    """Write an address on one line; nothing where only the country is known."""
    known = [each for part in PLACES if (each := address.get(part, "").strip(" ,"))]
    country = address.get("countryDescription", "").strip()
    return ", ".join(
        [*known, *([country] if country and country != "UNKNOWN" else [])] * bool(known)
    )


def _country(part: Part, tally: Tally) -> str | None:
    return place(part.get("countryIso2Code", ""), tally)


def _identifiers(parts: Parts, person: bool, tally: Tally) -> Iterator[Identifier]:
    """Yield the numbers; of a person's only those that tie records of a public role."""
    (own,) = parts["sanctionEntity"]
    if reference := own.get("euReferenceNumber"):
        yield Identifier("eu", reference)
    for text in (own.get("unitedNationId", ""), *(each["text"] for each in parts["remark"])):
        if reference := un_reference(text, person, tally):
            yield Identifier("un", reference)
            break
    for number in parts["identification"]:
        for found in _numbers(number, tally):
            if not person or found.scheme == INN:
                yield found


def _numbers(number: Part, tally: Tally) -> Iterator[Identifier]:
    """Yield a number under its scheme; one that says "(code-…)" of itself has its type there."""
    text, _, note = number.get("number", "").partition("(")
    code = number.get("identificationTypeCode") or note.partition("-")[0].strip() or "not stated"
    scheme = words(WORDS, "numbers").get(code, tally)
    if scheme in ("registration", "tax"):
        yield from numbers(text, scheme, _country(number, tally))
    elif scheme and text.strip():
        yield Identifier(scheme, text.strip())
