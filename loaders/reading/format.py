"""What a source is, and what a format is: the two values that loaders are described by."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from graph.statement import Collection, Deal, Party, Source, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from graph.dates import PartialDate
    from graph.vocabulary import Vocabulary
    from loaders.reading.tally import Tally

Record: TypeAlias = Party | Statement | Deal | Source | Collection

# Options that name a file, whose content counts like that of the files that are read.
FILE_OPTIONS = ("mapping",)
BUNDLED = Path(__file__).resolve().parents[2] / "data" / "mappings"


def option_file(value: str, place: Path | None = None) -> Path:
    """Give the file that an option names: a bundled one by its bare name, any other by its path.

    A path is relative to `place`; by default to where the program was started.
    """
    name = Path(value)
    if name.suffix or len(name.parts) > 1:
        return (place or Path()) / name
    return BUNDLED / f"{value}.toml"


@dataclass(frozen=True, slots=True)
class Spec:
    """One source as a person describes it: which files, in what format, from whom.

    `id` is the collection's id and begins the ids of its parties. `grade` is the grade of its
    statements; empty for what the format says. `options` are the format's own.
    """

    id: str
    format: str
    files: tuple[Path, ...]
    title: str
    publisher: str
    licence: str
    retrieved: PartialDate | None = None
    published: PartialDate | None = None
    url: str = ""
    grade: str = ""
    about: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Load:
    """What a loader is given: the source's description, the vocabulary, and the account."""

    spec: Spec
    vocabulary: Vocabulary
    tally: Tally

    def party(self, local: str) -> str:
        """Give the id of a party from the id that the source prints."""
        return f"{self.spec.id}:{local}"

    def grade(self, usual: str) -> str:
        """Give the grade of a statement: the source's own, or what is usual for the format."""
        return self.spec.grade or usual


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file, unpacked, and its name in small letters, without .gz.

    `names` are the members of a zip, the files in a folder or the sheets of a workbook; of
    these, a zip of one file alone has a beginning.
    """

    name: str
    start: bytes
    names: tuple[str, ...] = ()

    def columns(self, separators: str = ",;\t|") -> frozenset[str]:
        """Give the cells of the first line, whichever of the separators it uses."""
        line = self.start.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0]
        text = line.decode("utf-8", "replace").strip()
        best = max(separators, key=text.count)
        return frozenset(cell.strip().strip('"') for cell in text.split(best))


@dataclass(frozen=True, slots=True)
class Format:
    """One published format, in all its versions.

    `version` rises when the same file would give other records, so that built parts are built
    again. `options` are the names of options that a source may give.
    """

    name: str
    title: str
    load: Callable[[Load], Iterator[Record]]
    recognises: Callable[[Head], bool]
    version: int = 1
    options: tuple[str, ...] = ()
