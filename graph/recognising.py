"""Which format a file is in: as its source says, or by its beginning, never by a silent guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import BadFile
from loaders import LOADERS
from loaders.reading.files import head

if TYPE_CHECKING:
    from pathlib import Path

    from loaders.reading.format import Spec


def format_of(spec: Spec) -> str:
    """Give the name of the source's format; raise `BadFile` where it is unknown or in doubt."""
    if not spec.format:
        return recognised(spec.files[0])
    if spec.format not in LOADERS:
        problem = f"{spec.id} has the format {spec.format!r}"
        raise BadFile(spec.files[0], problem, f"use one of {', '.join(LOADERS)}")
    return spec.format


def recognised(file: Path) -> str:
    """Give the one format that a file's beginning fits; raise `BadFile` for none or several."""
    start = head(file)
    fit = [name for name, form in LOADERS.items() if form.recognises(start)]
    if len(fit) == 1:
        return fit[0]
    problem = f"could be {' or '.join(fit)}" if fit else "is in no format that is known here"
    raise BadFile(file, problem, f"name the format, one of {', '.join(LOADERS)}")
