"""A cut, damaged or hostile file is refused with its reason, and the graph stays as it was."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from graph.building import build
from graph.errors import BadFile
from loaders.reading import files
from loaders.reading.format import Format, Spec
from loaders.reading.sources_file import Sources
from tests import toy
from tests.test_folder import content

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

FORMS = {
    name: Format(name, name, load, lambda _: False)
    for name, load in (("lines", toy.lines), ("items", toy.items), ("xml", toy.xml))
}
HEADER = ",".join(toy.COLUMNS)
CSV = "".join([f"{HEADER}\n", *(f'{n},"Name, {n}",company,,\n' for n in range(999))]).encode()
LINES = b"".join(b'{"id": "%d"}\n' % n for n in range(999))
ITEMS = b"[" + b",".join(b'{"id": "%d"}' % n for n in range(999)) + b"]"
XML = b"<r>" + b"".join(b'<party id="%d"/>' % n for n in range(999)) + b"</r>"
WHOLE = {"toy": CSV, "lines": LINES, "items": ITEMS, "xml": XML}
LAUGHS = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))


def zipped(text: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("list", text)
    return archive.getvalue()


PACK: Mapping[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "zip": zipped}
HOSTILE = {
    "a CSV quote that does not close": ("toy", CSV[:-14], "is not CSV"),
    "CSV in another encoding": ("toy", CSV.replace(b"Name", b"N\xe4me"), "line 2 is not utf-8"),
    "CSV in UTF-16": ("toy", CSV.decode().encode("utf-16"), "is in UTF-16: save it as UTF-8"),
    "another header": ("toy", CSV.replace(b"name,", b"label,"), "its header has no name"),
    "no header": ("toy", CSV[CSV.index(b"\n") + 1 :], "its header has no id"),
    "NUL in CSV": ("toy", CSV.replace(b"Name, 5", b"Na\0me, 5"), "line 7 holds NUL bytes"),
    "columns without end": ("toy", b"," * 3_000_000, "has a line with 3,000,000 ','"),
    "many columns": ("toy", HEADER.encode() + b",x" * 20_000, "has more than 16,384 cells"),
    "a line of JSON cut off": ("lines", LINES[:-4], "line 999 is cut off"),
    "lines that hold no JSON": ("lines", CSV * 2, "has no JSON object in its first 1,000 lines"),
    "JSON lines in UTF-16": ("lines", LINES.decode().encode("utf-16"), "is in UTF-16"),
    "items cut off": ("items", ITEMS[:-40], "is cut off, after item 996"),
    "items that are XML": ("items", XML, "is not JSON, or is cut off, after item 0"),
    "NUL in JSON": ("items", ITEMS.replace(b"5", b"\0", 1), "is not JSON, or is cut off, after"),
    "JSON that nests": ("items", b'[{"id": ' + b"[" * 999_999, "nests deeper than 200 brackets"),
    "elements cut off": ("xml", XML[:-40], "is cut off, after element 996"),
    "elements that are JSON": ("xml", ITEMS, "is not XML, or is cut off, after element 0"),
    "NUL in XML": ("xml", XML.replace(b"5", b"\0", 1), "is not XML, or is cut off, after element"),
    "XML that nests": ("xml", b"<party>" * 999_999, "is not XML.*Excessive depth"),
    "XML in another encoding": ("xml", XML.replace(b'"5"', b'"\xe4"'), "is not XML"),
    "entities that expand": (
        "xml",
        b'<!DOCTYPE r [<!ENTITY a0 "ha">' + LAUGHS + b']><r><party id="1">&a11;</party></r>',
        "defines entities of its own",
    ),
    "an entity that names a file": (
        "xml",
        b'<!DOCTYPE r [<!ENTITY a SYSTEM "secret">]><r><party id="1">&a;</party></r>',
        "defines entities of its own",
    ),
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Build a graph that must stay as it is."""
    toy.use(monkeypatch, **FORMS)
    ours = toy.table(tmp_path / "ours.csv", "ours,Ours,company,,")
    build(Sources((Spec("a", "toy", (ours,), "", "", ""),)), tmp_path / "graph")
    return tmp_path / "graph"


def refused(place: Path, form: str, data: bytes) -> str:
    file = place.parent / "hostile"
    file.write_bytes(data)
    before = content(place)
    with pytest.raises(BadFile) as caught:
        build(Sources((Spec("b", form, (file,), "", "", ""),)), place)
    assert caught.value.file == file
    assert content(place) == before
    assert sorted(each.name for each in place.parent.iterdir()) == ["graph", "hostile", "ours.csv"]
    return str(caught.value)


@pytest.mark.parametrize("form", WHOLE)
def test_a_whole_file_of_each_kind_is_read(form: str, place: Path) -> None:
    file = place.parent / "whole"
    for pack in (bytes, *PACK.values()):
        file.write_bytes(pack(WHOLE[form]))
        built = build(Sources((Spec("b", form, (file,), "", "", ""),)), place)
        assert len(built.records.parties) == 999


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(name: str, place: Path) -> None:
    form, data, reason = HOSTILE[name]
    assert re.search(reason, refused(place, form, data))


@pytest.mark.parametrize("pack", PACK)
@pytest.mark.parametrize("form", WHOLE)
@pytest.mark.parametrize("share", [0.3, 0.8])
def test_a_packed_file_cut_in_the_middle_is_refused(
    pack: str, form: str, share: float, place: Path
) -> None:
    whole = PACK[pack](WHOLE[form])
    told = refused(place, form, whole[: int(len(whole) * share)])
    assert "is damaged or cut off" in told


@pytest.mark.parametrize("pack", PACK)
@pytest.mark.parametrize(
    ("form", "start"), [("toy", b"id,name,kind,lei,supplies\n"), ("lines", b""), ("xml", b"<r>")]
)
def test_a_bomb_is_refused(
    pack: str, form: str, start: bytes, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "ALLOWED_ANYWAY", 2**20)
    told = refused(place, form, PACK[pack](start + b" \n" * 2**22))
    assert "unpacks to more than" in told


@pytest.mark.parametrize("form", ["toy", "lines"])
def test_a_line_without_end_is_refused(
    form: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LONGEST_LINE", 10_000)
    told = refused(place, form, WHOLE[form] + b"x" * 20_000)
    assert "line 1000 has no end" in told or "line 1001 has no end" in told
