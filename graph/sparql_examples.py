"""The example queries of data/sparql.toml: questions that researchers ask of the triples."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import BadFile, EnduseError
from graph.sparql import read

if TYPE_CHECKING:
    from typing import Any

EXAMPLES = Path(__file__).resolve().parents[1] / "data" / "sparql.toml"
LACKS = "give title, sentence and query"


@dataclass(frozen=True, slots=True)
class Example:
    """A query with what a reader needs to know of it."""

    name: str
    title: str
    sentence: str
    query: str


def load(file: Path = EXAMPLES) -> dict[str, Example]:
    """Read examples in the order of the file; raise `BadFile` for one that cannot be asked."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        problem = f"cannot be read ({error.strerror})"
        raise BadFile(file, problem, "name a file such as data/sparql.toml") from error
    except ValueError as error:
        raise BadFile(file, str(error), "write TOML in UTF-8") from error
    return {name: _example(file, name, words) for name, words in table.items()}


def _example(file: Path, name: str, words: Any) -> Example:  # noqa: ANN401 - whatever TOML holds
    try:
        text = str(words["query"]).strip()
        made = Example(name, str(words["title"]), str(words["sentence"]), text)
        read(made.query)
    except (KeyError, TypeError) as error:
        raise BadFile(file, f"example {name!r} lacks {error}", LACKS) from error
    except EnduseError as error:
        raise BadFile(file, f"example {name!r}: {error}", "correct it") from error
    return made
