"""The garbage collector is held off, and set as it was before, whatever happens."""

from __future__ import annotations

import gc

import pytest

from graph.calm import lasting, uncollected


def test_it_is_off_inside_and_on_again_after() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_inside_leaves_it_on() -> None:
    with pytest.raises(ValueError, match="broken"), uncollected():
        raise ValueError("broken")
    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_lasts_is_walked_no_more() -> None:
    held, known = [[each] for each in range(1_000)], gc.get_freeze_count()
    lasting()
    try:
        assert gc.get_freeze_count() >= known + len(held)
        assert not any(each is held for each in gc.get_objects())
    finally:
        gc.unfreeze()
