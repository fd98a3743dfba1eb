"""Parties as OCDS gives them: by a register's number, by the publisher's own id, or by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.statement import Identifier, Party
from loaders.reading.awards import Body, key_of, stated
from loaders.reading.ocds_merge import objects, text, words_of
from loaders.reading.values import country_of
from loaders.reading.words import tables, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loaders.reading.format import Load
    from loaders.reading.objects import Object

WORDS = "ocds.toml"
BUYING = ("buyer", "procuringEntity")
PUBLIC = "government_agency"
ONLY_NAMED = "The source gives no number for it: records of this name in it are taken for one."
_REGISTER = re.compile(r"[A-Z]{2}-[A-Z0-9-]{2,}")
_REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


def body(
    given: Load, parties: Mapping[str, Object], said: Object, *, buys: bool = False
) -> Body | None:
    """Read an organisation; None where it has no name.

    From 1.1 on a release lists its `parties`, here by id, and elsewhere refers to them.
    """
    full = {**said, **parties.get(text(said.get("id")), {})}
    name, *legal = _names(full) or ("",)
    if not name:
        return None
    kind = _kind(given, full, buys=buys)
    numbers, own = _numbers(full), stated(text(full.get("id")), tables(WORDS)["nothing"])
    address = next(iter(objects(full.get("address"))), {})
    code = _country(given, address, public=kind == PUBLIC)
    party = Party(
        id=given.party(_local(kind, name, numbers, own)),
        name=name,
        kind=kind,
        country=code,
        aliases=tuple(legal),
        identifiers=tuple(_identifier(given, kind, code, *each) for each in numbers),
        description="" if numbers or own else ONLY_NAMED,
    )
    # Where a person lives is nobody's business here.
    return Body(party, "" if kind == "person" else _address(address))


def _names(full: Object) -> tuple[str, ...]:
    """Give the name, and the name in the register where it is another."""
    legal = (each.get("legalName") for each in objects(full.get("identifier")))
    found = (stated(text(name), tables(WORDS)["nothing"]) for name in (full.get("name"), *legal))
    return tuple(dict.fromkeys(name for name in found if name))


def _kind(given: Load, full: Object, *, buys: bool) -> str:
    """Tell a public body by its part, and of a supplier what the source says, else a company."""
    if buys or set(BUYING) & set(words_of(full.get("roles"))):
        return PUBLIC
    schemes = [text(each.get("scheme")) for each in objects(full.get("identifier"))]
    if any(scheme in tables(WORDS)["persons"] for scheme in schemes):
        return "person"
    details = next(iter(objects(full.get("details"))), {})
    for name in ("legalEntityTypeDetail", "legalForm", "entityType"):
        value = details.get(name)
        said = text(value.get("description") if isinstance(value, dict) else value)
        if said:
            return words(WORDS, "kinds").get(said.casefold(), given.tally) or "company"
    return "company"


def _numbers(full: Object) -> tuple[tuple[str, str], ...]:
    """Give scheme and number of each identifier that is one, each once."""
    nothing = tables(WORDS)["nothing"]
    given = (*objects(full.get("identifier")), *objects(full.get("additionalIdentifiers")))
    found = ((text(each.get("scheme")), stated(text(each.get("id")), nothing)) for each in given)
    return tuple(dict.fromkeys((scheme, number) for scheme, number in found if number))


def _local(kind: str, name: str, numbers: tuple[tuple[str, str], ...], own: str) -> str:
    """Give the id of a party within the source.

    A number of a named register is enough for a supplier. Public bodies share numbers, such as
    the tax number of a state, and a publisher's own ids may begin anew in each release: these
    identify only along with the name. A body that buys in one place and supplies in another is
    two records, as these are of two kinds.
    """
    scheme, number = numbers[0] if numbers else ("", "")
    scheme = tables(WORDS)["registers"].get(scheme, scheme)
    if scheme and kind != PUBLIC:
        local = f"{scheme}-{number}"
    else:
        local = f"{f'{scheme}-{number}' if scheme else number or own or 'name'}/{key_of(name)}"
    return local if kind == "company" else f"{kind}/{local}"


def _identifier(given: Load, kind: str, code: str | None, scheme: str, number: str) -> Identifier:
    """Name the scheme of a number; that of a public body ties it to no other, it may be shared."""
    plain = tables(WORDS)["registers"].get(scheme, scheme)
    if (ours := tables(WORDS)["schemes"].get(plain)) is not None:
        return Identifier(ours, number)
    if _REGISTER.fullmatch(plain):
        return Identifier(plain if kind == PUBLIC else f"reg:{plain}", number)
    if plain:
        given.tally.miss("ocds registers", plain)
    return Identifier(f"registration:{code.lower()}" if code else "registration", number)


def _country(given: Load, address: Object, *, public: bool) -> str | None:
    region = text(address.get("region"))
    called = tables(WORDS)["countries"]
    for said in (text(address.get("country")), text(address.get("countryName"))):
        if said and (code := country_of(called.get(said.casefold(), said), given.tally)):
            return code
    if _REGION.fullmatch(region) and (code := country_of(region, given.tally)):
        return code
    return country_of(given.spec.options.get("country", ""), given.tally) if public else None


def _address(address: Object) -> str:
    """Give an address in one line; nothing where no street is named."""
    nothing = tables(WORDS)["nothing"]
    parts = ("streetAddress", "locality", "region", "postalCode", "countryName")
    said = [stated(text(address.get(part)), nothing) for part in parts]
    return ", ".join(part for part in said if part) if said[0] else ""
