"""Who made some of our own tables, as source.toml or a sheet of keys and values says."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from graph.dates import PartialDate
from graph.errors import BadFile
from graph.statement import Collection
from loaders.reading.strict_sheets import sheet_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COLLECTION = ("id", "title", "publisher", "licence", "compiled", "about")
KEY_VALUE = ("key", "value")


def of_toml(file: Path) -> Collection:
    """Read source.toml; raise `BadFile` where a key is missing or says nothing."""
    return _collection(file, _toml(file))


def of_sheet(file: Path, sheet: str) -> Collection:
    """Read the sheet that stands for source.toml: a key and its value in each row."""
    found: dict[str, Any] = {}
    for row in sheet_rows(file, sheet, KEY_VALUE):
        if row.one_of("key", COLLECTION) in found:
            raise row.bad("key", "this key stands twice")
        found[row.text("key")] = row.required("value")
    return _collection(file, found)


def _toml(file: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise BadFile(file, "is missing", f"write it with {', '.join(COLLECTION)}") from error
    except OSError as error:
        raise BadFile(
            file, f"cannot be read ({error.strerror})", "name a folder of tables"
        ) from error
    except ValueError as error:
        raise BadFile(file, str(error), "write TOML in UTF-8") from error


def _collection(file: Path, said: Mapping[str, Any]) -> Collection:
    try:
        identity, title, publisher, licence, compiled, about = (
            _said(said, key) for key in COLLECTION
        )
        return Collection(identity, title, publisher, licence, PartialDate(compiled), about)
    except KeyError as error:
        raise BadFile(file, f"has no {error}", f"it must give {', '.join(COLLECTION)}") from error
    except ValueError as error:
        remedy = "every key must say something, compiled as YYYY-MM"
        raise BadFile(file, str(error), remedy) from error


def _said(words: Mapping[str, Any], key: str) -> str:
    """Give what the file says, which must be something; a date may stand without quotes."""
    text = "" if isinstance(words[key], list | dict) else str(words[key])
    if not text.strip() or (key == "id" and ":" in text):
        raise ValueError(f"{key} is {words[key]!r}")
    return text
