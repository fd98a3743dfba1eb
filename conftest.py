"""What all tests share: the names that doctests use, and examples that never vary."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import Phase, settings

from graph.paths import third_party_paths
from graph.question import Ends, Question
from graph.workspace import open_workspace

# Without Phase.explain, which can take minutes over a failure.
PHASES = (Phase.explicit, Phase.generate, Phase.shrink)
settings.register_profile("same every time", derandomize=True, deadline=None, phases=PHASES)
settings.load_profile("same every time")


@cache
def names() -> dict[str, Any]:
    """Open the bundled casebook, once, and only when a doctest is run."""
    opened = open_workspace()
    return {
        "Ends": Ends,
        "Question": Question,
        "network": opened.network,
        "records": opened.records,
        "third_party_paths": third_party_paths,
        "vocabulary": opened.vocabulary,
        "workspace": opened,
    }


@pytest.fixture(autouse=True)
def _names_for_doctests(request: pytest.FixtureRequest, doctest_namespace: dict[str, Any]) -> None:
    if isinstance(request.node, pytest.DoctestItem):
        doctest_namespace.update(names())
