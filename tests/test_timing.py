"""The measure of growth tells a slower thing from one that is disturbed."""

from itertools import chain, repeat

import pytest

from tests import timing


def test_one_disturbed_run_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """The least of each counts: 9 seconds of the second were somebody else's."""
    _clock(monkeypatch, 1, 9, 1, 2)
    assert timing.ratio(int, int, 2.5) == 2


def test_what_is_always_slower_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any number of runs makes a square no line."""
    _clock(monkeypatch, *[1, 4] * 7)
    assert timing.ratio(int, int, 2.5, rounds=7) == 4


def _clock(monkeypatch: pytest.MonkeyPatch, *seconds: float) -> None:
    """Each thing measured takes the next of these times."""
    readings = chain.from_iterable(zip(repeat(0.0), seconds))
    monkeypatch.setattr(timing, "process_time", lambda: next(readings))
