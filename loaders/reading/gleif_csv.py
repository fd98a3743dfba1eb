"""LEI files as golden-copy CSV: the same records as in XML, with a column for each path."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from loaders.reading.gleif_records import (
    EXCEPTIONS,
    PARTIES,
    NotReported,
    Registered,
    Relationship,
)
from loaders.reading.rows import rows
from loaders.reading.tally import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from loaders.reading.gleif_records import Said
    from loaders.reading.tally import Tally

    Row = Mapping[str, str]

MOST = 100  # of anything that is numbered; golden copies have five
NAMES = (
    "Entity.OtherEntityNames.OtherEntityName",
    "Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName",
)
REGISTER = "Entity.RegistrationAuthority.RegistrationAuthority"


def read(file: Path, tally: Tally, content: str) -> Iterator[Entry[Said]]:
    """Yield the records of a file, whose content is known from its header."""
    make: Callable[[Row], Said]
    columns: tuple[str, ...]
    if content == PARTIES:
        columns, make = ("LEI", "Entity.LegalName", "Registration.RegistrationStatus"), _party
    elif content == EXCEPTIONS:
        columns, make = ("LEI", "Exception.Category", "Exception.Reason.1"), _exception
    else:
        ends = ("Relationship.StartNode.NodeID", "Relationship.EndNode.NodeID")
        kind = ("Relationship.RelationshipType", "Relationship.RelationshipStatus")
        columns, make = (*ends, *kind), _relationship
    for entry in rows(file, tally, columns):
        yield Entry(entry.place, make(entry.value))


def _numbered(row: Row, name: str, *parts: str) -> Iterator[tuple[str, ...]]:
    """Yield what stands under `name.1`, `name.2` …, or under each with these parts after it."""
    for keys in _columns(name, parts):
        if keys[0] not in row:
            return
        if any(cells := tuple([row.get(key, "") for key in keys])):
            yield cells


@cache
def _columns(name: str, parts: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    ends = [f".{part}" for part in parts] or [""]
    return tuple(tuple(f"{name}.{n}{end}" for end in ends) for n in range(1, MOST + 1))


def _party(row: Row) -> Registered:
    successor = ("SuccessorLEI", "SuccessorEntityName")
    # Golden copies of LEI-CDF 2 have one successor, and no number in its columns.
    single = tuple(row.get(f"Entity.SuccessorEntity.{part}", "") for part in successor)
    several = _numbered(row, "Entity.SuccessorEntity", *successor)
    return Registered(
        lei=row["LEI"],
        name=row["Entity.LegalName"],
        status=row["Registration.RegistrationStatus"],
        other_names=tuple(cells[0] for name in NAMES for cells in _numbered(row, name)),
        jurisdiction=row.get("Entity.LegalJurisdiction", ""),
        addresses=tuple(_address(row, f"Entity.{each}Address") for each in _ADDRESSES),
        authority=row.get(f"{REGISTER}ID", ""),
        number=row.get(f"{REGISTER}EntityID", ""),
        category=row.get("Entity.EntityCategory", ""),
        sub_category=row.get("Entity.EntitySubCategory", ""),
        form=row.get("Entity.LegalForm.EntityLegalFormCode", ""),
        operating=row.get("Entity.EntityStatus", ""),
        created=row.get("Entity.EntityCreationDate", ""),
        expired=row.get("Entity.EntityExpirationDate", ""),
        successors=tuple((lei, name) for lei, name in (single, *several)),
    )


_ADDRESSES = ("Legal", "Headquarters")


def _address(row: Row, name: str) -> tuple[str, str]:
    lines = [row.get(f"{name}.FirstAddressLine", "")]
    lines += [cells[0] for cells in _numbered(row, f"{name}.AdditionalAddressLine")]
    lines += [row.get(f"{name}.City", ""), row.get(f"{name}.PostalCode", "")]
    return ", ".join(line for line in lines if line), row.get(f"{name}.Country", "")


def _relationship(row: Row) -> Relationship:
    start, end = "Relationship.StartNode.NodeID", "Relationship.EndNode.NodeID"
    told = ("MeasurementMethod", "QuantifierAmount", "QuantifierUnits")
    shares = list(_numbered(row, "Relationship.Quantifiers", *told))
    periods = _numbered(row, "Relationship.Period", "startDate", "endDate", "periodType")
    return Relationship(
        child=row[start],
        parent=row[end],
        type=row["Relationship.RelationshipType"],
        status=row["Relationship.RelationshipStatus"],
        registration=row.get("Registration.RegistrationStatus", ""),
        nodes=(row.get(f"{start}Type", "LEI"), row.get(f"{end}Type", "LEI")),
        periods=tuple((a, b) for a, b, kind in periods if kind == "RELATIONSHIP_PERIOD"),
        share=(shares[0][0], shares[0][1], shares[0][2]) if shares else None,
    )


def _exception(row: Row) -> NotReported:
    reasons = tuple(cells[0] for cells in _numbered(row, "Exception.Reason"))
    return NotReported(row["LEI"], row["Exception.Category"], reasons)
