"""The sheet as plain data: exact, stable, every flag by itself with its question and rule."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.sheets.sheet import Sheet


def data(sheet: Sheet) -> dict[str, Any]:
    """Give the sheet as nested dictionaries and lists."""
    found: dict[str, Any] = asdict(sheet)
    return found


def as_json(sheet: Sheet) -> str:
    """Write the sheet as JSON, in UTF-8 letters, ended by a line feed."""
    return json.dumps(data(sheet), ensure_ascii=False, indent=2) + "\n"
