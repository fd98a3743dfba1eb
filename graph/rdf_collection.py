"""What the graph of a collection describes (parties, sources, deals), written and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, SKOS

from graph import country
from graph.errors import UnknownTerm
from graph.rdf_terms import COUNTRY, Triple, address, facts, iri, kind_iri, literal, ordered
from graph.statement import Collection, Deal, Identifier, Listing, Party, Source
from graph.vocabulary import SCHEMA, VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.rdf_thing import Thing
    from graph.statement import Records
    from graph.vocabulary import Vocabulary


def described(
    records: Records, vocabulary: Vocabulary, base: str
) -> Iterator[tuple[Collection, Iterator[Triple]]]:
    """Yield what is said about them apart from statements, in the collections they belong to.

    Raises `UnknownTerm` for a kind or a country that nobody knows.
    """
    places = {collection.id: n for n, collection in enumerate(records.collections, start=1)}
    for collection in records.collections:
        yield collection, _collection(collection, places[collection.id], base)
    for party in records.parties.values():
        yield _owner(records, places, party.id), _party(party, vocabulary, base)
    for source in records.sources.values():
        yield _owner(records, places, source.id), _source(source, base)
    for deal in records.deals.values():
        yield _owner(records, places, deal.id), _deal(deal, base)


def _owner(records: Records, places: Mapping[str, int], key: str) -> Collection:
    """Give the collection that an id begins with; the first, where it begins with none."""
    prefix = key
    while prefix not in places and ":" in prefix:
        prefix = prefix.rpartition(":")[0]
    return records.collections[places.get(prefix, 1) - 1]


def _collection(collection: Collection, place: int, base: str) -> Iterator[Triple]:
    node = iri("collection", collection.id, base=base)
    yield from facts(
        node,
        (RDF.type, VOCABULARY.Collection),
        (SCHEMA.position, place),
        (RDF.type, DCAT.Dataset),
        (DCTERMS.title, collection.title),
        (DCTERMS.publisher, collection.publisher),
        (DCTERMS.license, collection.licence),
        (DCTERMS.created, collection.compiled),
        (DCTERMS.description, collection.about),
    )


def _party(party: Party, vocabulary: Vocabulary, base: str) -> Iterator[Triple]:
    node = iri("party", party.id, base=base)
    if party.kind not in vocabulary.kinds:
        raise UnknownTerm(party.kind, f"kind of {party.id}", sorted(vocabulary.kinds))
    yield node, RDF.type, VOCABULARY.Party
    yield node, RDF.type, kind_iri(party.kind)
    yield from facts(
        node,
        (SKOS.prefLabel, party.name),
        (VOCABULARY.tradeRole, party.trade_role or None),
        (DCTERMS.description, party.description or None),
        (VOCABULARY.begun, party.begun),
        (VOCABULARY.ended, party.ended),
    )
    if party.country is not None:
        yield from _country(node, party.country)
    aliases = [literal(alias) for alias in party.aliases]
    yield from ordered(node, SKOS.altLabel, VOCABULARY.aliases, aliases)
    weak = [literal(alias) for alias in party.weak_aliases]
    yield from ordered(node, VOCABULARY.weakAlias, VOCABULARY.weakAliases, weak)
    yield from _identifiers(node, party)
    yield from _listings(node, party)


def _identifiers(node: URIRef, party: Party) -> Iterator[Triple]:
    names = [URIRef(f"{node}#identifier-{n + 1}") for n in range(len(party.identifiers))]
    yield from ordered(node, SCHEMA.identifier, VOCABULARY.identifiers, names)
    for name, identifier in zip(names, party.identifiers, strict=True):
        yield from facts(
            name,
            (RDF.type, SCHEMA.PropertyValue),
            (SCHEMA.propertyID, identifier.scheme),
            (SCHEMA.value, identifier.value),
        )


def _listings(node: URIRef, party: Party) -> Iterator[Triple]:
    names = [URIRef(f"{node}#listing-{n + 1}") for n in range(len(party.listings))]
    yield from ordered(node, VOCABULARY.listing, VOCABULARY.listings, names)
    for name, listing in zip(names, party.listings, strict=True):
        yield from facts(
            name,
            (RDF.type, VOCABULARY.Listing),
            (VOCABULARY.list, listing.list),
            (VOCABULARY.listedOn, listing.date),
            (DCTERMS.bibliographicCitation, listing.citation or None),
            (VOCABULARY.programme, listing.programme or None),
            (VOCABULARY.listedUntil, listing.until),
        )


def _country(node: URIRef, code: str) -> Iterator[Triple]:
    """Say where, by the EU Publications Office's IRI, and what that country is called."""
    if not country.is_code(code):
        raise UnknownTerm(code, f"country of {node}")
    where = COUNTRY[country.alpha_3(code)]
    yield node, VOCABULARY.country, where
    yield from facts(where, (SKOS.notation, code), (SKOS.prefLabel, country.name(code)))


def _source(source: Source, base: str) -> Iterator[Triple]:
    node = iri("source", source.id, base=base)
    yield from facts(
        node,
        (RDF.type, VOCABULARY.Source),
        (RDF.type, FOAF.Document),
        (DCTERMS.title, source.title),
        (DCTERMS.publisher, source.publisher),
        (DCTERMS.issued, source.published),
        (DCTERMS.type, source.kind),
        (DCTERMS.license, source.licence or None),
        (SCHEMA.url, address(source.url)),
        (VOCABULARY.basis, source.basis),
        (VOCABULARY.opened, source.opened),
        (VOCABULARY.retrieved, source.retrieved),
    )


def _deal(deal: Deal, base: str) -> Iterator[Triple]:
    node = iri("deal", deal.id, base=base)
    yield from facts(node, (RDF.type, VOCABULARY.Deal), (DCTERMS.title, deal.title))
    if deal.country is not None:
        yield from _country(node, deal.country)


def read_collection(key: str, thing: Thing) -> Collection:
    """Read back what `_collection` wrote."""
    return Collection(
        key,
        title=thing.text(DCTERMS.title),
        publisher=thing.text(DCTERMS.publisher),
        licence=thing.text(DCTERMS.license),
        compiled=thing.date(DCTERMS.created),
        about=thing.text(DCTERMS.description),
    )


def read_party(key: str, thing: Thing) -> Party:
    """Read back what `_party` wrote."""
    has_country = thing.maybe(VOCABULARY.country) is not None
    return Party(
        key,
        name=thing.text(SKOS.prefLabel),
        kind=_read_kind(thing),
        country=_read_country(thing) if has_country else None,
        trade_role=thing.optional(VOCABULARY.tradeRole),
        aliases=tuple(str(alias) for alias in thing.ordered(SKOS.altLabel, VOCABULARY.aliases)),
        identifiers=_read_identifiers(thing),
        listings=_read_listings(thing),
        description=thing.optional(DCTERMS.description),
        weak_aliases=tuple(
            str(alias) for alias in thing.ordered(VOCABULARY.weakAlias, VOCABULARY.weakAliases)
        ),
        begun=thing.date(VOCABULARY.begun),
        ended=thing.date(VOCABULARY.ended),
    )


def _read_identifiers(thing: Thing) -> tuple[Identifier, ...]:
    parts = thing.parts(SCHEMA.identifier, VOCABULARY.identifiers)
    return tuple(Identifier(p.text(SCHEMA.propertyID), p.text(SCHEMA.value)) for p in parts)


def _read_listings(thing: Thing) -> tuple[Listing, ...]:
    return tuple(
        Listing(
            part.text(VOCABULARY.list),
            part.date(VOCABULARY.listedOn),
            part.optional(DCTERMS.bibliographicCitation),
            part.optional(VOCABULARY.programme),
            part.date(VOCABULARY.listedUntil),
        )
        for part in thing.parts(VOCABULARY.listing, VOCABULARY.listings)
    )


def _read_kind(thing: Thing) -> str:
    kinds = [
        thing.at(cls).text(SKOS.notation)
        for cls in thing.rdf.objects(thing.node, RDF.type)
        if (cls, RDF.type, VOCABULARY.Kind) in thing.rdf
    ]
    if len(kinds) != 1:
        raise thing.bad(RDF.type, f"names {len(kinds)} kinds of party, not one")
    return kinds[0]


def _read_country(thing: Thing) -> str:
    return thing.to(VOCABULARY.country).text(SKOS.notation)


def read_source(key: str, thing: Thing) -> Source:
    """Read back what `_source` wrote."""
    return Source(
        key,
        title=thing.text(DCTERMS.title),
        publisher=thing.text(DCTERMS.publisher),
        published=thing.date(DCTERMS.issued),
        url=thing.text(SCHEMA.url),
        kind=thing.text(DCTERMS.type),
        basis=thing.text(VOCABULARY.basis),
        opened=thing.typed(VOCABULARY.opened, bool),
        retrieved=thing.date(VOCABULARY.retrieved),
        licence=thing.optional(DCTERMS.license),
    )


def read_deal(key: str, thing: Thing) -> Deal:
    """Read back what `_deal` wrote."""
    has_country = thing.maybe(VOCABULARY.country) is not None
    return Deal(key, thing.text(DCTERMS.title), _read_country(thing) if has_country else None)
