"""LEI files in Turtle, by GLEIF's own ontologies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rdflib import RDF, Graph, Namespace
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax

from graph.errors import BadFile
from loaders.reading.files import opened
from loaders.reading.gleif_records import NotReported, Registered, Relationship, table
from loaders.reading.tally import Entry, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rdflib.term import Node

    from loaders.reading.gleif_records import Said
    from loaders.reading.tally import Tally

BASE = Namespace("https://www.gleif.org/ontology/Base/")
L1 = Namespace("https://www.gleif.org/ontology/L1/")
L2 = Namespace("https://www.gleif.org/ontology/L2/")
REPEX = Namespace("https://www.gleif.org/ontology/ReportingException/")
NOWHERE = "https://enduse.example/file"
# Triples are held as a whole before they are read; this much text is about as much as a
# machine of 16 GB holds.
LARGEST = 400 * 2**20
ADDRESSES = (L1.hasLegalAddress, L1.hasHeadquartersAddress)
OTHER_NAMES = (
    *(L1.hasPreviousLegalName, L1.hasTradingOrOperatingName, L1.hasAlternativeLanguageLegalName),
    *(L1.hasPreferredASCIITransliteratedLegalName, L1.hasAutoASCIITransliteratedLegalName),
    *(L1.hasOtherEntityNames, L1.hasTransliteratedOtherEntityNames),
)
_LINES = re.compile(r".*/has(AddressLine|FirstAddressLine|AdditionalAddressLine)\d*")
# What rdflib's parser was seen to raise on broken files; not all of it was meant to.
_PARSER_RAISES = (BadSyntax, ParserError, ValueError, AssertionError, IndexError, RecursionError)


def read(file: Path, tally: Tally) -> Iterator[Entry[Said]]:
    """Yield the records of a file, sorted by their IRIs; it is held in memory as a whole.

    Raises `BadFile` for what is not Turtle to its end and for more than memory holds.
    """
    rdf = _parsed(file, tally)
    sorts: tuple[tuple[Node, Callable[[Graph, Node], Said]], ...] = (
        (REPEX.hasReportingEntity, _exception),
        (L1.hasLegalName, _party),
        (L2.hasChild, _relationship),
    )
    number = 0
    for mark, make in sorts:
        for subject in sorted(set(rdf.subjects(mark)), key=str):
            number += 1
            tally.read()
            yield Entry(Place(file.name, number), make(rdf, subject))


def _parsed(file: Path, tally: Tally) -> Graph:
    with opened(file, tally) as stream:
        text = stream.read(LARGEST + 1)
    if len(text) > LARGEST:
        problem = f"is more than {LARGEST:,} bytes of Turtle"
        raise BadFile(file, problem, "use the XML or the CSV of the same data")
    rdf = Graph()
    try:
        return rdf.parse(data=text, format="turtle", publicID=NOWHERE)
    except _PARSER_RAISES as error:
        message = str(error).splitlines()[0] if str(error) else type(error).__name__
        problem = f"is not Turtle, or is cut off: {message}"
        raise BadFile(file, problem, "fetch the file again") from error


def _texts(rdf: Graph, subject: Node | None, mark: Node) -> list[str]:
    return [] if subject is None else sorted(str(found) for found in rdf.objects(subject, mark))


def _node(rdf: Graph, subject: Node, mark: Node) -> Node | None:
    return min(rdf.objects(subject, mark), key=str, default=None)


def _record(rdf: Graph, subject: Node, mark: Node) -> Node | None:
    """Give the record that is about something; the ontology writes the two apart."""
    return min(rdf.subjects(mark, subject), key=str, default=None)


def _text(rdf: Graph, subject: Node | None, mark: Node) -> str:
    return next(iter(_texts(rdf, subject, mark)), "")


def _name(iri: str) -> str:
    """Give the last part of an IRI, without what the ontology puts before LEIs and codes."""
    return re.sub(r"^(L|ELF)-", "", iri.rstrip("/#").rpartition("/")[2].rpartition("#")[2])


def _word(iri: str, prefix: str) -> str:
    """Give the word that the XML uses for `RegistrationStatusPendingTransfer`, after its prefix."""
    plain = _name(iri).removeprefix(prefix)
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", plain).upper()


def _class(rdf: Graph, subject: Node) -> tuple[str, str]:
    """Give the name of a record's class, and the XML's word for it."""
    names = [_name(each) for each in _texts(rdf, subject, RDF.type)]
    known = [(name, table("classes")[name]) for name in names if name in table("classes")]
    return known[0] if known else (names[0], names[0]) if names else ("", "")


def _party(rdf: Graph, subject: Node) -> Registered:
    entry = _record(rdf, subject, L1.identifiesAndRecords)
    number = _node(rdf, subject, L1.hasRegistrationIdentifier)
    name, category = _class(rdf, subject)
    public = name.endswith(("Government", "SocialSecurity"))
    return Registered(
        lei=_text(rdf, entry, L1.LEI) or _name(str(subject)),
        name=_text(rdf, subject, L1.hasLegalName),
        status=_word(_text(rdf, entry, BASE.hasRegistrationStatus), "RegistrationStatus"),
        other_names=tuple(name for mark in OTHER_NAMES for name in _texts(rdf, subject, mark)),
        jurisdiction=_name(_text(rdf, subject, BASE.hasLegalJurisdiction)),
        addresses=tuple(_address(rdf, _node(rdf, subject, mark)) for mark in ADDRESSES),
        authority=_name(_text(rdf, number, L1.hasRegisteredAuthority)),
        number=_text(rdf, number, L1.hasEntityID),
        category=category,
        sub_category=_word(name, "") if public else "",
        form=_name(_text(rdf, subject, L1.hasLegalForm)),
        operating=_word(_text(rdf, subject, BASE.hasEntityStatus), "EntityStatus"),
        created=_text(rdf, subject, BASE.hasEntityCreationDate),
        expired=_text(rdf, subject, BASE.hasEntityExpirationDate),
        successors=(*_successors(rdf, subject),),
    )


def _successors(rdf: Graph, subject: Node) -> Iterator[tuple[str, str]]:
    yield from ((_name(each), "") for each in _texts(rdf, subject, BASE.hasSuccessor))
    yield from (("", each) for each in _texts(rdf, subject, BASE.hasSuccessorName))


def _address(rdf: Graph, address: Node | None) -> tuple[str, str]:
    if address is None:
        return "", ""
    told = sorted((str(mark), str(text)) for mark, text in rdf.predicate_objects(address))
    # The first line stands before the additional ones, as `hasAddressLine1` before `…2`.
    told.sort(key=lambda each: "First" not in each[0])
    lines = [text for mark, text in told if _LINES.fullmatch(mark)]
    lines += [_text(rdf, address, mark) for mark in (BASE.hasCity, BASE.hasPostalCode)]
    country = _name(_text(rdf, address, BASE.hasCountry))
    return ", ".join(line.strip() for line in lines if line.strip()), country


def _relationship(rdf: Graph, subject: Node) -> Relationship:
    record = _record(rdf, subject, BASE.records)
    periods = [
        (_text(rdf, each, BASE.hasStart), _text(rdf, each, BASE.hasEnd))
        for each in rdf.objects(subject, L2.hasRelationshipPeriod)
    ]
    return Relationship(
        child=_name(_text(rdf, subject, L2.hasChild)),
        parent=_name(_text(rdf, subject, L2.hasParent)),
        type=_class(rdf, subject)[1],
        status=_word(_text(rdf, subject, L2.hasRelationshipStatus), "RelationshipStatus"),
        registration=_word(_text(rdf, record, BASE.hasRegistrationStatus), "RegistrationStatus"),
        periods=tuple(sorted(periods)),
    )


def _exception(rdf: Graph, subject: Node) -> NotReported:
    reasons = _texts(rdf, subject, REPEX.hasExceptionReason)
    return NotReported(
        lei=_name(_text(rdf, subject, REPEX.hasReportingEntity)),
        category=_class(rdf, subject)[1],
        reasons=tuple(_word(each, "ExceptionReasonKind") for each in reasons),
    )
