"""Elements of XML come one at a time, and nothing outside the file is ever looked at."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from graph.errors import BadFile
from loaders.reading.elements import elements, text
from loaders.reading.tally import Tally
from tests.loading import write

if TYPE_CHECKING:
    from pathlib import Path

LIST = """\
<?xml version="1.0" encoding="UTF-8"?>
<list xmlns="urn:example" xmlns:x="urn:other">
  <head><date>2026-11-02</date></head>
  <!-- a remark -->
  <party id="1"><name> Ünder<!-- x --> Ltd </name><x:name>Other</x:name></party>
  <other><party id="inner"/></other>
  <?do this?>
  <x:party id="2"><inner><name/></inner></x:party>
</list>
"""


def read(content: str | bytes, *names: str, place: Path) -> list[str]:
    """Give the texts of the elements' names, so long as each is there."""
    file, tally = place / "list.xml", Tally()
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = [text(each.value, "name") for each in elements(file, tally, names or ("party",))]
    assert tally.rows == len(found)
    return found


# What is read


def test_elements_are_found_by_local_name_wherever_they_are(tmp_path: Path) -> None:
    file, tally = write(tmp_path / "list.xml", LIST), Tally()
    found = [
        (e.place.row, e.value.tag, e.value.get("id")) for e in elements(file, tally, ["party"])
    ]
    assert found == [(1, "party", "1"), (2, "party", "inner"), (3, "party", "2")]
    assert tally.rows == 3


def test_tags_inside_are_local_names_too(tmp_path: Path) -> None:
    file = write(tmp_path / "list.xml", LIST)
    [first, _, third] = (
        [child.tag for child in entry.value.iter()] for entry in elements(file, Tally(), ["party"])
    )
    assert first == ["party", "name", "name"]
    assert third == ["party", "inner", "name"]


def test_several_names_may_be_asked_for_and_what_is_inside_of_one_is_not_given_apart(
    tmp_path: Path,
) -> None:
    file = write(tmp_path / "list.xml", LIST)
    found = [entry.value.tag for entry in elements(file, Tally(), {"head", "other", "party"})]
    assert found == ["head", "party", "other", "party"]


def test_an_element_within_one_of_the_same_name_is_part_of_it(tmp_path: Path) -> None:
    content = "<r><party><name>a</name><party><name>b</name></party></party></r>"
    assert read(content, place=tmp_path) == ["a"]


def test_texts_are_whole_and_stripped_and_empty_where_there_is_none(tmp_path: Path) -> None:
    file = write(tmp_path / "list.xml", LIST)
    found = [
        (text(each.value, "name"), text(each.value, "inner/name"), text(each.value, "x/y"))
        for each in elements(file, Tally(), ["party"])
    ]
    assert found == [("Ünder Ltd", "", ""), ("", "", ""), ("", "", "")]


def test_a_packed_file_is_read_as_it_is(tmp_path: Path) -> None:
    assert read(gzip.compress(LIST.encode()), place=tmp_path) == ["Ünder Ltd", "", ""]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_the_encoding_is_what_the_file_says(encoding: str, tmp_path: Path) -> None:
    content = LIST.replace('"UTF-8"', f'"{encoding}"').encode(encoding)
    assert read(content, place=tmp_path)[0] == "Ünder Ltd"


def test_entities_that_xml_itself_has_are_read(tmp_path: Path) -> None:
    assert read("<r><party><name>A&amp;B &#233;</name></party></r>", place=tmp_path) == ["A&B é"]


def test_a_document_type_without_entities_is_no_harm(tmp_path: Path) -> None:
    content = "<!DOCTYPE r [<!ELEMENT r ANY>]><r><party><name>a</name></party></r>"
    assert read(content, place=tmp_path) == ["a"]


@pytest.mark.parametrize("name", ["party", "head"])
def test_memory_does_not_grow_with_the_file(name: str, tmp_path: Path) -> None:
    party = f"<party><name>{'x' * 100}</name></party>"
    file = write(tmp_path / "list.xml", f"<r><list>{party * 5_000}</list><head/></r>")
    seen = 0
    for entry in elements(file, Tally(), [name]):
        seen += 1
        assert len(list(entry.value.getroottree().iter())) < 1_000  # a block is read ahead
    assert seen == (5_000 if name == "party" else 1)


def test_an_element_is_emptied_when_the_next_is_asked_for(tmp_path: Path) -> None:
    found = elements(write(tmp_path / "list.xml", LIST), Tally(), ["party"])
    first = next(found).value
    assert len(first)
    next(found)
    assert not len(first)


# What is refused


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is not XML, or is cut off, after element 0"),
        ("dear diary", "is not XML"),
        ('{"a": 1}', "is not XML"),
        ("<r><party></r>", "is not XML"),
        ("<r><party/></r>more", "after element 1: Extra content"),
        ("<r><party/></r><r/>", "after element 1: Extra content"),
        ("<r><party>\0</party></r>", "is not XML"),
        ("<r><party>&lost;</party></r>", "Entity 'lost' not defined"),
        (b"<r><party>\xff\xfe</party></r>", "is not XML"),
        (b'<?xml version="1.0" encoding="klingon"?><r/>', "Unsupported encoding: klingon"),
    ],
)
def test_what_is_not_xml_to_its_end_is_refused(
    content: str | bytes, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(BadFile, match=reason):
        read(content, place=tmp_path)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6, 0.8, 0.97])
def test_a_file_that_is_cut_off_is_refused(share: float, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"cut off, after element \d.*fetch the file again"):
        read(LIST[: int(len(LIST) * share)], place=tmp_path)


def test_a_packed_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    content = gzip.compress(LIST.encode() + b" " * 9999)
    with pytest.raises(BadFile, match="damaged or cut off"):
        read(content[:-20], place=tmp_path)


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "inside",
    [
        '<!ENTITY a "b">',
        f'<!ENTITY a0 "ha">{LAUGHS}',
        '<!ENTITY a SYSTEM "secret.txt">',
        '<!ENTITY a PUBLIC "x" "http://127.0.0.1:9/secret">',
        '<!ENTITY % a SYSTEM "secret.dtd"> %a;',
    ],
    ids=["own", "laughs", "file", "web", "parameter"],
)
@pytest.mark.parametrize("use", ["", "&a;", "&a11;"])
def test_entities_of_ones_own_are_refused_used_or_not(
    inside: str, use: str, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (tmp_path / "secret.dtd").write_text('<!ENTITY b "secret">', "utf-8")
    with pytest.raises(BadFile, match=r"defines entities of its own|is not XML"):
        read(f"<!DOCTYPE r [{inside}]><r><party><name>{use}</name></party></r>", place=tmp_path)


def test_entities_in_an_attribute_do_not_expand_without_end(tmp_path: Path) -> None:
    content = f'<!DOCTYPE r [<!ENTITY a0 "ha">{LAUGHS}]><r x="&a11;"><party/></r>'
    with pytest.raises(BadFile, match="is not XML.*amplification|defines entities"):
        read(content, place=tmp_path)


def test_an_entity_that_another_file_defines_is_refused_where_it_is_used(tmp_path: Path) -> None:
    (tmp_path / "names.dtd").write_text('<!ENTITY lost "found">', "utf-8")
    start = '<!DOCTYPE r SYSTEM "names.dtd"><r><party><name>a'
    assert read(f"{start}</name></party></r>", place=tmp_path) == ["a"]
    with pytest.raises(BadFile, match="uses &lost;, which another file defines"):
        read(f"{start}&lost;b</name></party></r>", place=tmp_path)


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="Excessive depth"):
        read("<a>" * 100_000, place=tmp_path)
    with pytest.raises(BadFile, match="Excessive depth"):
        read("<r><party>" + "<a>" * 1000 + "</a>" * 1000 + "</party></r>", place=tmp_path)


def test_a_text_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="Text node too long"):
        read(f"<r><party><name>{'x' * 10_100_000}</name></party></r>", place=tmp_path)
