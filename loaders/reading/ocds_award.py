"""Awards and contracts of one OCDS contracting process, and what is said by each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.statement import Deal
from loaders.reading.awards import (
    Body,
    Supplier,
    Trade,
    first_date,
    records,
    span,
    supplied,
    tied,
    value_as_printed,
)
from loaders.reading.ocds_merge import objects, text, words_of
from loaders.reading.ocds_party import body
from loaders.reading.tally import Skip
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.dates import Period
    from loaders.reading.format import Load, Record
    from loaders.reading.objects import Object

WORDS = "ocds.toml"
NO_SUPPLIER = "an award that names no supplier"
NO_BUYER = "an award that names no buyer and no procuring entity"
PENDING = "Pending: proposed and not yet in force."
PROCURER = "The release names no buyer; this is its procuring entity."
NAMELESS = "The award counts {count} more whom it does not name."
PROCURES = "Role as stated: procuring entity."


@dataclass(frozen=True, slots=True)
class Process:
    """A contracting process as its newest releases have it; `parties` are those it lists."""

    ocid: str
    release: Object
    parties: Mapping[str, Object]


@dataclass(frozen=True, slots=True)
class Made:
    """An award, and a contract under it; either may be empty, for releases may state one alone."""

    award: Object
    contract: Object

    @property
    def key(self) -> tuple[str, str]:
        """Say what it is called: which list it stands in, and its id there."""
        kind, said = ("contracts", self.contract) if self.contract else ("awards", self.award)
        return kind, text(said.get("id"))


def process(ocid: str, release: Object) -> Process:
    """Give a process with its parties by their ids."""
    listed = objects(release.get("parties"))
    return Process(ocid, release, {key: p for p in listed if (key := text(p.get("id")))})


def made(held: Process) -> Iterator[Made]:
    """Yield each contract with its award, and each award that has no contract."""
    awards, contracts = (objects(held.release.get(name)) for name in ("awards", "contracts"))
    by_id = {text(award.get("id")): award for award in awards}
    by_id.pop("", None)
    signed = {text(contract.get("awardID")) for contract in contracts}
    for contract in contracts:
        yield Made(by_id.get(text(contract.get("awardID")), {}), contract)
    for award in awards:
        if not text(award.get("id")) or text(award.get("id")) not in signed:
            yield Made(award, {})


def statements(given: Load, held: Process, each: Made) -> Iterator[Record]:
    """Yield what an award or contract says; raise `Skip` where it says nothing of supply."""
    relation = _relation(given, each)
    named = objects(each.contract.get("suppliers")) or objects(each.award.get("suppliers"))
    suppliers, nameless = _bodies(given, held, named, buys=False)
    if not suppliers:
        raise Skip(NO_SUPPLIER)
    buyers, note = _buyers(given, held, each)
    if not buyers:
        raise Skip(NO_BUYER)
    notes = (note, NAMELESS.format(count=nameless) if nameless else "")
    trade = _trade(given, held, each, relation, buyers, notes)
    for party in (*suppliers, *buyers):
        yield from records(given, party, trade.locator)
    sellers = [Supplier(supplier.party) for supplier in suppliers]
    yield from supplied(given, sellers, [buyer.party for buyer in buyers], trade)
    yield from _procured(given, held, buyers, trade)


def _relation(given: Load, each: Made) -> str:
    """Tell from the statuses: what is in force is supplied, what is pending only proposed."""
    found: set[str] = set()
    for name, said in (("award", each.award), ("contract", each.contract)):
        status = text(said.get("status"))
        relation = words(WORDS, f"{name}s").get(status, given.tally)
        if relation == "":
            raise Skip(f"an {name} that is {status}" if name == "award" else f"a {name} {status}")
        found |= {relation} if relation else set()
    return "offered_to" if found == {"offered_to"} else "supplies"


def _bodies(
    given: Load, held: Process, said: Sequence[Object], *, buys: bool
) -> tuple[list[Body], int]:
    """Read those who have a name, each once, and count those who have none."""
    found = [body(given, held.parties, each, buys=buys) for each in said]
    named = {each.party.id: each for each in found if each is not None}
    return list(named.values()), found.count(None)


def _buyers(given: Load, held: Process, each: Made) -> tuple[list[Body], str]:
    """Give who buys, the nearest to the award first, and what to note of it."""
    parts = (each.contract, each.award, held.release)
    stated = (objects(part.get(name)) for part in parts for name in ("buyers", "buyer"))
    for said in stated:
        if found := _bodies(given, held, said, buys=True)[0]:
            return found, ""
    roles = [p for p in held.parties.values() if "buyer" in words_of(p.get("roles"))]
    if found := _bodies(given, held, roles, buys=True)[0]:
        return found, ""
    return _procurers(given, held), PROCURER


def _procurers(given: Load, held: Process) -> list[Body]:
    tender = next(iter(objects(held.release.get("tender"))), {})
    return _bodies(given, held, objects(tender.get("procuringEntity")), buys=True)[0]


def _procured(given: Load, held: Process, buyers: Sequence[Body], trade: Trade) -> Iterator[Record]:
    """Yield that a procuring entity that is not the buyer buys for it."""
    for procurer in _procurers(given, held):
        others = [each.party.id for each in buyers if each.party.id != procurer.party.id]
        if others:
            yield from records(given, procurer, trade.locator)
        for buyer in others:
            yield tied(given, procurer.party.id, "procures_for", buyer, trade, PROCURES)


def _trade(
    given: Load, held: Process, each: Made, relation: str, buyers: Sequence[Body],
    notes: tuple[str, ...],
) -> Trade:  # fmt: skip
    (kind, key), award, contract = each.key, each.award, each.contract
    tender = next(iter(objects(held.release.get("tender"))), {})
    titles = [text(x.get(n)) for n in ("title", "description") for x in (award, contract, tender)]
    item = next((title for title in titles if title), "")
    called = text(contract.get("title"))
    code = next((buyer.party.country for buyer in buyers if buyer.party.country), None)
    local = "/".join(part for part in (held.ocid, kind.removesuffix("s"), key) if part)
    return Trade(
        relation,
        Deal(f"{given.spec.id}:{local}", item or held.ocid, code),
        item,
        _period(given, award, contract),
        (
            _value(contract) or _value(award),
            f"Contract: {called.rstrip('.')}." if called and called != item else "",
            PENDING if relation == "offered_to" else "",
            *notes,
        ),
        f"{held.ocid}, {kind.removesuffix('s')} {key}".strip(),
    )


def _period(given: Load, award: Object, contract: Object) -> Period:
    """Give when it was signed or awarded, else began, and when it is to end."""
    spans = [*objects(contract.get("period")), *objects(award.get("contractPeriod"))]
    made = (text(contract.get("dateSigned")), text(award.get("date")))
    begin = first_date(given.tally, *made, *(text(each.get("startDate")) for each in spans))
    end = first_date(given.tally, *(text(each.get("endDate")) for each in spans))
    return span(begin, end, given.tally)


def _value(said: Object) -> str:
    value = next(iter(objects(said.get("value"))), {})
    return value_as_printed(text(value.get("amount")), text(value.get("currency")))
