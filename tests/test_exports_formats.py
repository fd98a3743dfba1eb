"""Every format: what it says it loses, the same bytes each time, and no half-written file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from graph.errors import BadFile, BadQuestion
from graph.exports import EXPORTS
from graph.exports.listing import listing
from tests import examples
from tests import records as make
from tests.exporting import renamed, subgraph, through, world, written

if TYPE_CHECKING:
    from graph.statement import Records

ROOT = Path(__file__).parents[1]
LOSSLESS = (*("cytoscape", "gexf", "graphml", "json-ld", "n-quads", "node-link", "trig", "turtle"),)
every_format = pytest.mark.parametrize("name", EXPORTS)
lossless = pytest.mark.parametrize("name", LOSSLESS)

# rdflib's own code still calls what rdflib 7.6 deprecates
pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated, use Dataset:DeprecationWarning")


@every_format
def test_a_format_is_registered_under_its_name(name: str) -> None:
    assert EXPORTS[name].name == name
    assert EXPORTS[name].title
    assert re.fullmatch(r"[a-z0-9.]+", EXPORTS[name].extension)


@every_format
def test_what_is_lost_is_among_what_the_format_says_it_loses(name: str) -> None:
    for some in (world(), make.bundled(), replace(world(), statements=()), renamed("=1\x01<")):
        assert set(written(EXPORTS[name], some)[1]) <= set(EXPORTS[name].loses)


def test_bytes_do_not_depend_on_hash_order(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from graph.exports import EXPORTS;"
        "from tests.exporting import subgraph; from tests import records as make;"
        "[e.write(subgraph(make.bundled()), Path(sys.argv[1]) / n) for n, e in EXPORTS.items()]"
    )
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        command = [sys.executable, "-c", program, str(tmp_path / seed)]
        subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed})
    for name in EXPORTS:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes(), name


@every_format
@pytest.mark.parametrize("where", ["name", "item", "title", "id"])
def test_half_a_character_is_refused_and_leaves_the_old_file_alone(
    name: str, where: str, tmp_path: Path
) -> None:
    some, broken = world(), "a\ud800b"
    maker, said, source = some.parties["Maker"], some.statements[0], some.sources["source 1"]
    some = {
        "name": replace(some, parties={**some.parties, "Maker": replace(maker, name=broken)}),
        "item": replace(some, statements=(replace(said, item=broken), *some.statements[1:])),
        "title": replace(some, sources={**some.sources, "source 1": replace(source, title=broken)}),
        "id": replace(
            some,
            parties={**some.parties, broken: replace(maker, id=broken)},
            statements=(replace(said, subject=broken), *some.statements[1:]),
        ),
    }[where]
    if where == "id":
        some = replace(some, statements=some.statements[1:])
    file = tmp_path / "old"
    file.write_text("old")
    with pytest.raises(BadQuestion, match=r"a\\ud800b.*lone surrogate"):
        EXPORTS[name].write(subgraph(some), file)
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


@every_format
def test_a_place_that_cannot_be_written_is_named(name: str, tmp_path: Path) -> None:
    file = tmp_path / "missing" / "file"
    with pytest.raises(BadFile, match="cannot be written"):
        EXPORTS[name].write(subgraph(world()), file)


@lossless
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=25)
@given(some=make.records())
def test_any_records_come_back_as_they_were(name: str, some: Records) -> None:
    assert through(EXPORTS[name], some) == some


@lossless
def test_the_casebook_and_a_world_with_everything_come_back(name: str) -> None:
    for some in (make.bundled(), world(), examples.records([])):
        assert through(EXPORTS[name], some) == some


@lossless
@pytest.mark.parametrize("text", make.HOSTILE)
def test_hostile_text_comes_back_as_it_was(name: str, text: str) -> None:
    assert through(EXPORTS[name], renamed(text)) == renamed(text)


@pytest.mark.parametrize("name", [n for n in EXPORTS if EXPORTS[n].reads_back])
def test_a_file_that_is_none_of_ours_is_refused_by_name(name: str, tmp_path: Path) -> None:
    back, file = EXPORTS[name].reads_back, tmp_path / "some.file"
    assert back
    for content in (b"", b"{}", b"[]", b"<a/>", b"a b", b"\xff\xfe", b'{"nodes": [1]}'):
        file.write_bytes(content)
        with pytest.raises(BadFile, match=r"some\.file"):
            back(file)
    with pytest.raises(BadFile, match="missing"):
        back(tmp_path / "missing.file")


@pytest.mark.parametrize("name", ["cytoscape", "json-ld", "node-link"])
def test_json_ends_no_script_that_it_may_come_to_lie_in(name: str) -> None:
    assert b"<" not in written(EXPORTS[name], renamed("</script><script>alert(1)"))[0]


def test_the_page_on_exports_lists_every_format_and_what_it_loses() -> None:
    page = (ROOT / "docs" / "exports.md").read_text("utf-8")
    assert f"## The formats\n\n{listing(EXPORTS)}\n\n## " in page
