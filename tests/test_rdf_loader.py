"""RDF of our vocabulary is loaded from any serialisation, whole and exactly, or refused."""

from __future__ import annotations

import gzip
import json
import socket
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings
from rdflib import RDF, Dataset, Graph, Literal, URIRef

from graph.building import build
from graph.errors import BadFile
from graph.rdf import dataset
from graph.rdf_terms import iri
from graph.recognising import recognised
from graph.statement import Collection, Records
from graph.vocabulary import VOCABULARY
from loaders import rdf as module
from loaders.reading.format import Spec
from loaders.reading.sources_file import Sources
from tests import records as make
from tests.loading import Loaded, load, write
from tests.test_rdf import little

pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated, use Dataset:DeprecationWarning")

NAMED = {"x.trig": "trig", "x.nq": "nquads", "x.jsonld": "json-ld"}
UNNAMED = {"x.ttl": "turtle", "x.nt": "nt", "x.rdf": "xml", "x.xml": "xml"}
EVERY = NAMED | UNNAMED


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("looked for something on the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def ours(some: Records) -> Records:
    """Make records of a collection s, as the loader's tests call their source."""
    old = some.collections[0].id
    names = {key: f"s:{key.removeprefix(f'{old}:')}" for key in some.parties}
    parties = {n: replace(some.parties[k], id=n) for k, n in names.items()}
    said = (replace(s, subject=names[s.subject], object=names[s.object]) for s in some.statements)
    return replace(
        some,
        collections=(replace(some.collections[0], id="s"),),
        parties=dict(sorted(parties.items())),
        statements=tuple(sorted(said, key=lambda s: s.id)),
    )


def flat(rdf: Dataset) -> Graph:
    """Give all triples, whatever graph they are in."""
    made = Graph()
    for *triple, _ in rdf.quads():
        made.add(tuple(triple))  # type: ignore[arg-type]
    return made


def written(place: Path, name: str, rdf: Dataset) -> Path:
    syntax = EVERY[name]
    made = rdf if name in NAMED else flat(rdf)
    return write(place / name, made.serialize(format=syntax))


def loaded(place: Path, name: str, some: Records) -> Loaded:
    return load("rdf", written(place, name, dataset(some, make.words())))


# Round trips


@pytest.mark.parametrize("name", EVERY)
def test_what_was_written_comes_back_from_any_serialisation(name: str, tmp_path: Path) -> None:
    some = ours(little())
    found = loaded(tmp_path, name, some)
    assert replace(found.records, collections=some.collections) == some
    things = len(some.parties) + len(some.statements) + len(some.sources) + len(some.deals)
    assert (found.tally.rows, found.tally.used) == (things, things)
    assert not found.lost


@pytest.mark.parametrize("name", ["x.trig", "x.ttl", "x.jsonld"])
@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    max_examples=15,
)
@given(some=make.records())
def test_any_records_come_back(name: str, some: Records) -> None:
    some = ours(some)
    assume(len({s.id for s in some.statements}) == len(some.statements))
    assume("s" not in some.sources)
    with TemporaryDirectory() as place:
        found = loaded(Path(place), name, some).records
    assert found.parties == some.parties
    assert found.deals == some.deals
    assert sorted(found.statements, key=lambda s: s.id) == list(some.statements)
    assert found.sources == some.sources


def test_a_graph_built_of_it_has_the_content_hash_of_what_was_written(tmp_path: Path) -> None:
    some = little()
    file = written(tmp_path, "x.ttl", dataset(some, make.words()))
    unsaid = ("x.ttl", "not stated", "not stated")
    built = build(Sources((Spec("casebook", "rdf", (file,), *unsaid),)), tmp_path / "graph")
    assert built.records.content_hash == replace(some, known_hash="").content_hash


def test_another_base_and_names_of_parties_in_any_script(tmp_path: Path) -> None:
    some = ours(little())
    rdf = dataset(some, make.words(), base="https://example.org/öffentlich/")
    found = load("rdf", written(tmp_path, "x.trig", rdf))
    assert found.records.parties == some.parties


def test_several_files_are_one_dataset(tmp_path: Path) -> None:
    some, files = ours(little()), []
    rdf = dataset(some, make.words())
    for number, named in enumerate(rdf.graphs()):
        files.append(write(tmp_path / f"{number}.nq", one(named)))
    assert len(files) > 3
    assert load("rdf", *files).records.statements == some.statements


def one(named: Graph) -> str:
    alone = Dataset()
    for triple in named:
        alone.graph(named.identifier).add(triple)
    return str(alone.serialize(format="nquads"))


def test_packed_files_are_read(tmp_path: Path) -> None:
    some = ours(little())
    file = written(tmp_path, "x.nt", dataset(some, make.words()))
    (tmp_path / "y.nt.gz").write_bytes(gzip.compress(file.read_bytes()))
    assert load("rdf", tmp_path / "y.nt.gz").records.statements == some.statements


# Words, collections, ids, grades


def test_the_words_need_not_be_described_in_the_file(tmp_path: Path) -> None:
    some = ours(little())
    rdf = dataset(some, make.words())
    rdf.remove_graph(URIRef(str(VOCABULARY).rstrip("#")))
    assert load("rdf", written(tmp_path, "x.ttl", rdf)).records.statements == some.statements


def test_ids_begin_with_the_source_whatever_the_collection_was_called(tmp_path: Path) -> None:
    some = little()
    found = loaded(tmp_path, "x.trig", some).records
    assert set(found.parties) == {f"s:{key.partition(':')[2]}" for key in some.parties}


def test_parties_of_several_collections_stay_told_apart(tmp_path: Path) -> None:
    some = little()
    other = Collection("other", "Other", "Others", "CC0-1.0", None, "")
    key, party = next(iter(some.parties.items()))
    again = replace(party, id=f"other:{key.partition(':')[2]}")
    both = replace(
        some,
        collections=(*some.collections, other),
        parties=dict(sorted({**some.parties, again.id: again}.items())),
    )
    found = loaded(tmp_path, "x.trig", both).records
    assert f"s:{again.id}" in found.parties
    assert f"s:{key}" in found.parties
    assert "Others" in found.collections[0].publisher or found.collections[0].publisher == "Someone"


def test_a_source_that_nobody_described_describes_itself(tmp_path: Path) -> None:
    some = little()
    file = written(tmp_path, "x.trig", dataset(some, make.words()))
    unsaid = ("x.trig", "not stated", "not stated")
    built = build(Sources((Spec("a", "rdf", (file,), *unsaid),)), tmp_path / "one")
    [collection] = built.records.collections
    assert collection == replace(some.collections[0], id="a")
    said = ("My title", "Me", "My licence")
    built = build(Sources((Spec("a", "rdf", (file,), *said),)), tmp_path / "two")
    [collection] = built.records.collections
    assert (collection.title, collection.publisher, collection.licence) == said


def test_the_sources_own_grade_goes_before_that_of_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, "x.trig", dataset(little(), make.words()))
    assert {said.grade for said in load("rdf", file, grade="alleged").said()} == {"alleged"}


# What is refused


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_file_that_is_cut_off_is_refused(name: str, share: float, tmp_path: Path) -> None:
    file = written(tmp_path, name, dataset(ours(little()), make.words()))
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BadFile):
        load("rdf", file)


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("content", [b"", b"dear diary", b"\xff\xfe\0", b"\x80"])
def test_what_is_no_rdf_of_ours_is_refused(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadFile):
        load("rdf", tmp_path / name)


@pytest.mark.parametrize("name", ["x.ttl", "x.trig"])
def test_rdf_of_another_vocabulary_is_refused(name: str, tmp_path: Path) -> None:
    file = write(tmp_path / name, "<http://a> <http://b> <http://c> .")
    with pytest.raises(BadFile, match="no collection.*is it of our vocabulary"):
        load("rdf", file)


def test_a_name_that_tells_no_serialisation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"unknown serialisation: let its name end in one of \.ttl"):
        load("rdf", write(tmp_path / "x.dat", ""))


@pytest.mark.parametrize("name", EVERY)
def test_a_claim_without_its_statement_is_refused(name: str, tmp_path: Path) -> None:
    rdf = dataset(ours(little()), make.words())
    one, other = (iri("party", key) for key in list(ours(little()).parties)[:2])
    rdf.graph(iri("source", next(iter(little().sources)))).add((one, VOCABULARY.founded, other))
    with pytest.raises(BadFile, match="founded.*has no statement"):
        load("rdf", written(tmp_path, name, rdf))


@pytest.mark.parametrize("name", EVERY)
def test_a_statement_without_its_claim_is_refused(name: str, tmp_path: Path) -> None:
    some = ours(little())
    rdf, said = dataset(some, make.words()), some.statements[0]
    claim = (iri("party", said.subject), VOCABULARY[said.relation], iri("party", said.object))
    rdf.remove((*claim, None))
    with pytest.raises(BadFile, match="is missing from this graph"):
        load("rdf", written(tmp_path, name, rdf))


def test_a_claim_in_a_wrong_graph_is_refused(tmp_path: Path) -> None:
    some = ours(little())
    rdf, said = dataset(some, make.words()), some.statements[0]
    claim = (iri("party", said.subject), VOCABULARY[said.relation], iri("party", said.object))
    rdf.remove((*claim, None))
    rdf.graph(URIRef("http://wrong")).add(claim)
    with pytest.raises(BadFile, match="has no statement|is missing from this graph"):
        load("rdf", written(tmp_path, "x.trig", rdf))


def changed(value: object, predicate: URIRef) -> Dataset:
    """Give a dataset in which a value is another one."""
    rdf = dataset(ours(little()), make.words())
    subject, _, old, where = next(iter(rdf.quads((None, predicate, None, None))))
    rdf.remove((subject, predicate, old))
    rdf.graph(where).add((subject, predicate, Literal(value)))
    return rdf


@pytest.mark.parametrize(
    ("predicate", "value", "reason"),
    [
        (VOCABULARY.grade, "certain", "notation"),
        (VOCABULARY.validFrom, "soon", "is no date"),
        (VOCABULARY.disputed, "perhaps", "is no bool"),
        (URIRef("http://purl.org/dc/terms/title"), "a\0b", "holds the character NUL"),
    ],
)
def test_a_value_that_cannot_be_is_refused(
    predicate: URIRef, value: str, reason: str, tmp_path: Path
) -> None:
    file = written(tmp_path, "x.nq", changed(value, predicate))
    with pytest.raises(BadFile, match=reason):
        load("rdf", file)


def test_a_share_that_does_not_agree_with_its_bounds_is_refused(tmp_path: Path) -> None:
    some = next(s for s in make.bundled().statements if s.percent)
    sources = {key: make.bundled().sources[key] for key in (some.evidence.source,)}
    parties = {key: make.bundled().parties[key] for key in (some.subject, some.object)}
    some = replace(some, deals=(), evidence=replace(some.evidence, corroborating=None))
    few = replace(make.bundled(), parties=parties, statements=(some,), sources=sources, deals={})
    rdf = dataset(few, make.words())
    subject, _, old, where = next(iter(rdf.quads((None, VOCABULARY.percent, None, None))))
    rdf.remove((subject, VOCABULARY.percent, old))
    rdf.graph(where).add((subject, VOCABULARY.percent, Literal("half")))
    with pytest.raises(BadFile, match="'half' does not agree with its bounds"):
        load("rdf", written(tmp_path, "x.trig", rdf))


@pytest.mark.parametrize("node", [URIRef("http://x/"), None], ids=["no id", "no IRI"])
def test_a_party_needs_an_iri_that_ends_in_its_id(node: URIRef | None, tmp_path: Path) -> None:
    some = little()
    rdf = dataset(replace(some, statements=()), make.words())
    text = flat(rdf).serialize(format="nt")
    old = iri("party", next(iter(some.parties))).n3()
    text = text.replace(old, node.n3() if node else "_:b")
    with pytest.raises(BadFile, match="has no IRI that ends in an id"):
        load("rdf", write(tmp_path / "x.nt", text))


def test_two_files_that_describe_a_party_otherwise_are_refused(tmp_path: Path) -> None:
    some = little()
    key, party = next(iter(some.parties.items()))
    other = replace(some, parties={**some.parties, key: replace(party, name="Another name")})
    files = []
    for name, held in (("x.trig", some), ("x.nq", other)):
        files.append(written(tmp_path, name, dataset(held, make.words())))
    with pytest.raises(BadFile, match="prefLabel: has 2 values"):
        load("rdf", *files)


def test_more_than_memory_holds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 1000)
    with pytest.raises(BadFile, match="is more than 1,000 bytes"):
        loaded(tmp_path, "x.ttl", little())


# Hostile files


def test_entities_are_refused(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<!DOCTYPE r [<!ENTITY a0 "ha">{laughs}]><rdf:RDF xmlns:rdf="{RDF}">&a11;</rdf:RDF>'
    with pytest.raises(BadFile, match="defines entities of its own"):
        load("rdf", write(tmp_path / "x.rdf", text))
    text = f'<!DOCTYPE r [<!ENTITY a SYSTEM "x.ttl">]><rdf:RDF xmlns:rdf="{RDF}">&a;</rdf:RDF>'
    with pytest.raises(BadFile, match="defines entities of its own"):
        load("rdf", write(tmp_path / "x.rdf", text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.ttl", "<a:a> <a:b> " + "[ <a:c> " * 50_000),
        ("x.trig", "<a:g> { <a:a> <a:b> " + "(" * 50_000),
        ("x.jsonld", '{"@id":"a:a","a:b":' * 50_000),
        ("x.rdf", "<a>" * 50_000),
    ],
)
def test_deep_nesting_is_refused(name: str, text: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"recursion|nests deeper|Excessive depth"):
        load("rdf", write(tmp_path / name, text))


def test_a_remote_context_is_refused_by_its_name(tmp_path: Path) -> None:
    file = written(tmp_path, "x.jsonld", dataset(ours(little()), make.words()))
    value = {"@context": "https://example.org/c.jsonld", "@graph": json.loads(file.read_text())}
    with pytest.raises(BadFile, match=r"needs the context https://example\.org/c\.jsonld"):
        load("rdf", write(file, json.dumps(value)))


def test_a_context_named_among_the_files_is_used(tmp_path: Path) -> None:
    some = ours(little())
    context = {"@context": {"e": str(VOCABULARY)}}
    made = dataset(some, make.words()).serialize(format="json-ld", context=context["@context"])
    value = json.loads(made) | {"@context": "https://example.org/c.jsonld"}
    files = [
        write(tmp_path / "x.jsonld", json.dumps(value)),
        write(tmp_path / "c.jsonld", json.dumps(context)),
    ]
    assert load("rdf", *files).records.statements == some.statements


def test_records_that_share_an_id_are_refused_and_counted(tmp_path: Path) -> None:
    records = [{"id": "https://example.org/", "n": n} for n in range(3)]
    text = json.dumps({"@context": "https://example.org/c.jsonld", "@graph": records})
    with pytest.raises(BadFile, match="2 of 3 records have an id that stands before; 3 share"):
        load("rdf", write(tmp_path / "x.jsonld", text))


@pytest.mark.parametrize("value", [1, [[1]], {"@type": 5}, {"@context": 5}, {"@graph": [None, 1]}])
def test_json_that_is_no_json_ld_is_refused(value: object, tmp_path: Path) -> None:
    with pytest.raises(BadFile):
        load("rdf", write(tmp_path / "x.jsonld", json.dumps(value)))


def test_what_is_relative_does_not_depend_on_where_the_file_lies(tmp_path: Path) -> None:
    text = '<party/s%3A1> a <x>, <y>; <z> "s" .'
    for place in ("here", "there"):
        (tmp_path / place).mkdir()
        with pytest.raises(BadFile) as caught:
            load("rdf", write(tmp_path / place / "x.ttl", text))
        assert str(tmp_path) not in str(caught.value).replace(str(caught.value.file), "")


# Recognising


@pytest.mark.parametrize("name", EVERY)
def test_our_vocabulary_is_recognised_in_any_serialisation(name: str, tmp_path: Path) -> None:
    assert recognised(written(tmp_path, name, dataset(little(), make.words()))) == "rdf"


def test_other_rdf_is_not_ours_but_json_ld_is_told_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="is in no format"):
        recognised(write(tmp_path / "x.ttl", "<http://a> <http://b> <http://c> ."))
    assert recognised(write(tmp_path / "x.jsonld", '{"@context": "https://example.org"}')) == "rdf"
