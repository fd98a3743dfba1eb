"""What a settled contract of an eForms notice says: who supplies, to whom, and on whose behalf."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from graph.statement import Deal
from loaders.reading.awards import (
    Supplier,
    Trade,
    first_date,
    span,
    stated,
    supplied,
    tied,
    value_as_printed,
)
from loaders.reading.eforms_notice import PARTY_ID, RESULT, ids, organisation, spoken, withheld
from loaders.reading.eforms_party import body
from loaders.reading.elements import text
from loaders.reading.tally import Skip
from loaders.reading.words import tables, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml import etree

    from graph.dates import Period
    from graph.statement import Party
    from loaders.reading.eforms_party import Cast
    from loaders.reading.format import Load, Record

WORDS = "eforms.toml"
NO_WINNER = "a contract of a lot that nobody won"
NO_TENDERER = "a contract that names no tenderer of the notice"
NO_BUYER = "a contract whose buyer has no name"
WITHHELD = "The value is withheld."
FRAMEWORK = "A framework agreement: orders under it are not shown."
ANNOUNCED = "Announced before it is made."
SUBCONTRACTOR = "Role as stated: subcontractor."
CENTRAL = "Role as stated: central purchasing body."
VALUE = "win-ten-val"  # the field of a tender's value, where it is withheld
MASKED = "1970-01-01"  # what stands for a withheld date


@dataclass(frozen=True, slots=True)
class Won:
    """A tender that a contract settles: those who tendered together, and those who buy."""

    who: Cast
    contract: etree._Element
    tender: etree._Element
    relation: str
    sellers: Mapping[str, Party]
    buyers: Mapping[str, Party]


class Tie(NamedTuple):
    """A tie beside the award, between organisations by their ids."""

    subject: str
    relation: str
    object: str
    note: str


def contract(given: Load, who: Cast, used: set[str], element: etree._Element) -> Iterator[Record]:
    """Yield what a contract says, and add to `used` each organisation that it is about.

    Raises `Skip` where nobody is said to supply anybody: who merely tendered does not supply.
    """
    found = _won(given, who, element)
    for won in found:
        trade = _trade(given, won)
        yield from supplied(given, list(_suppliers(won)), list(won.buyers.values()), trade)
        used |= {*won.sellers, *won.buyers}
        for tie in (*_below(won), *_behalf(given, won)):
            ends = _named(given, who, (tie.subject, tie.object))
            if len(ends) == 2:
                subject, object_ = ends[tie.subject].id, ends[tie.object].id
                yield tied(given, subject, tie.relation, object_, trade, tie.note)
                used |= set(ends)


def _won(given: Load, who: Cast, element: etree._Element) -> list[Won]:
    """Give the tenders that a contract settles; it is one deal, however many there are.

    Of several buyers those count who sign it, where the notice says who does.
    """
    held, relation = who.notice, _relation(given, who, text(element, "ID"))
    signed = [organisation(held, x) for x in ids(element, f"SignatoryParty/{PARTY_ID}")]
    buyers = _named(given, who, [key for key in signed if key in who.buyers] or who.buyers)
    tenders = [held.tenders[key] for key in ids(element, "LotTender/ID") if key in held.tenders]
    groups = [(each, _named(given, who, _tenderers(who, each))) for each in tenders]
    found = [Won(who, element, each, relation, group, buyers) for each, group in groups if group]
    if not found:
        raise Skip(NO_TENDERER)
    if not buyers:
        raise Skip(NO_BUYER)
    return found


def _relation(given: Load, who: Cast, key: str) -> str:
    """Tell what the kind of the notice, and the lots that the contract settles, come to."""
    kind = words(WORDS, "notices").get(who.notice.kind, given.tally)
    codes = [
        words(WORDS, "results").get(text(each, "TenderResultCode"), given.tally)
        for each in who.notice.element.iterfind(f"{RESULT}/LotResult")
        if key in ids(each, "SettledContract/ID")
    ]
    if codes and all(code == "" for code in codes):
        raise Skip(NO_WINNER)
    return kind or "supplies"


def _named(given: Load, who: Cast, keys: Iterable[str]) -> dict[str, Party]:
    """Give those of the organisations that have a name, by their ids."""
    found = ((key, body(given, who, key)) for key in keys)
    return {key: each.party for key, each in found if each is not None}


def _together(who: Cast, tender: etree._Element) -> etree._Element | None:
    return who.notice.tendering.get(text(tender, "TenderingParty/ID"))


def _tenderers(who: Cast, tender: etree._Element) -> list[str]:
    together = _together(who, tender)
    keys = [] if together is None else ids(together, "Tenderer/ID")
    return [organisation(who.notice, key) for key in keys]


def _suppliers(won: Won) -> Iterator[Supplier]:
    """Give those who tendered; of several, with the name of their group and who leads it."""
    held, together = won.who.notice, _together(won.who, won.tender)
    if together is None or len(won.sellers) == 1:
        yield from (Supplier(party) for party in won.sellers.values())
        return
    leads = {
        organisation(held, text(each, "ID"))
        for each in together.iterfind("Tenderer")
        if text(each, "GroupLeadIndicator") == "true"
    }
    names = spoken(together, "Name", held.language)
    called = f"It is called {names[0].rstrip('.')}." if names else ""
    for key, party in won.sellers.items():
        yield Supplier(party, " ".join(filter(None, (called, "Leads it." if key in leads else ""))))


def _below(won: Won) -> Iterator[Tie]:
    """Yield who delivers to those who tendered: to all of them, unless the notice says to whom."""
    held, together = won.who.notice, _together(won.who, won.tender)
    for each in () if together is None else together.iterfind("SubContractor"):
        below = organisation(held, text(each, "ID"))
        said = [organisation(held, key) for key in ids(each, "MainContractor/ID")]
        for main in said or won.sellers:
            yield Tie(below, won.relation, main, SUBCONTRACTOR)


def _behalf(given: Load, won: Won) -> Iterator[Tie]:
    """Yield who buys for other buyers, and who acts for one."""
    held, all_buyers = won.who.notice, won.who.buyers
    central = [key for key in all_buyers if _is_central(held.organisations[key])]
    others = [key for key in all_buyers if key not in central]
    yield from (Tie(key, "procures_for", other, CENTRAL) for key in central for other in others)
    for party in held.element.iterfind("ContractingParty/Party"):
        buyer = organisation(held, text(party, PARTY_ID))
        for each in party.iterfind("ServiceProviderParty"):
            role = text(each, "ServiceTypeCode")
            if relation := words(WORDS, "roles").get(role, given.tally):
                actor = organisation(held, text(each, f"Party/{PARTY_ID}"))
                yield Tie(actor, relation, buyer, f"Role as stated: {role}.")


def _is_central(element: etree._Element) -> bool:
    marks = ("AwardingCPBIndicator", "AcquiringCPBIndicator")
    return any(text(element, mark) == "true" for mark in marks)


def _trade(given: Load, won: Won) -> Trade:
    held, element, key = won.who.notice, won.contract, text(won.contract, "ID")
    lots = [held.lots[lot] for lot in ids(won.tender, "TenderLot/ID") if lot in held.lots]
    item = _title(won, lots)
    code = next((buyer.country for buyer in won.buyers.values() if buyer.country), None)
    reference = stated(text(element, "ContractReference/ID"), tables(WORDS)["nothing"])
    return Trade(
        won.relation,
        Deal(f"{given.spec.id}:{held.id}/{key}", item or held.id, code),
        item,
        _period(given, element, lots),
        (
            _value(won.tender),
            f"Contract: {reference.rstrip('.')}." if reference else "",
            FRAMEWORK if any(_is_framework(lot) for lot in lots) else "",
            ANNOUNCED if won.relation == "offered_to" else "",
        ),
        f"{held.name}, {key}",
    )


def _title(won: Won, lots: list[etree._Element]) -> str:
    """Give what is supplied: as the contract is titled, else its lots, else the procedure."""
    held, nothing = won.who.notice, tables(WORDS)["nothing"]
    of_lots = [spoken(lot, "ProcurementProject/Name", held.language)[:1] for lot in lots]
    found = (
        *spoken(won.contract, "Title", held.language)[:1],
        "; ".join(dict.fromkeys(name for names in of_lots for name in names)),
        *spoken(held.element, "ProcurementProject/Name", held.language)[:1],
    )
    return next((title for title in found if stated(title, nothing)), "")


def _value(tender: etree._Element) -> str:
    """Say what a tender is worth; a value that is withheld is masked until it is published."""
    amount = tender.find("LegalMonetaryTotal/PayableAmount")
    printed = "" if amount is None else (amount.text or "").strip()
    currency = "" if amount is None else amount.get("currencyID", "")
    if found := value_as_printed(printed, currency):
        return found
    return WITHHELD if VALUE in withheld(tender) else ""


def _is_framework(lot: etree._Element) -> bool:
    path = "TenderingProcess/ContractingSystem/ContractingSystemTypeCode"
    return any(
        (each.text or "").strip() not in ("", "none")
        for each in lot.iterfind(path)
        if each.get("listName") == "framework-agreement"
    )


def _period(given: Load, element: etree._Element, lots: list[etree._Element]) -> Period:
    """Give when the contract was concluded, else awarded, and when its lots are planned to end.

    The notice's own award date is a dummy that the schema asks for, and is not read.
    """
    dates = [text(element, name) for name in ("IssueDate", "AwardDate")]
    begin = first_date(given.tally, *(date for date in dates if not date.startswith(MASKED)))
    ends = {text(lot, "ProcurementProject/PlannedPeriod/EndDate") for lot in lots}
    end = first_date(given.tally, *ends) if len(ends) == 1 else None
    return span(begin, end, given.tally)
