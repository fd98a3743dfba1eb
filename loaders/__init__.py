"""One module per format: each turns a published file into parties and statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders import casebook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from graph.statement import Records
    from graph.vocabulary import Vocabulary

LOADERS: Mapping[str, Callable[[Path, Vocabulary], Records]] = {"casebook": casebook.load}
