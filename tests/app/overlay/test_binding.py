"""Tests of the guard against a Qt binding that would end the program."""

import sys

import pytest

from app.overlay import binding
from app.overlay.binding import BindingError, check_binding


class Refs:
    """Stands for `sys`: a count of references that moves by `step` between two looks."""

    def __init__(self, step: int) -> None:
        self._count, self._step = 7000, step

    def getrefcount(self, _thing: object) -> int:
        """Return the count."""
        self._count += self._step
        return self._count


def test_a_binding_that_loses_references_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """One lost reference a call is found, and the way out is named."""
    monkeypatch.setattr(binding, "sys", Refs(-100))
    with pytest.raises(BindingError, match=r"PySide6-Essentials<6\.12"):
        check_binding()


@pytest.mark.parametrize("step", [0, 3, -2])
def test_a_sound_binding_is_accepted(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """What other threads do to the count in between does not matter."""
    monkeypatch.setattr(binding, "sys", Refs(step))
    check_binding()


@pytest.mark.skipif(sys.version_info < (3, 12), reason="before Python 3.12 it depends on the installed PySide6")
def test_from_python_3_12_on_every_binding_is_sound() -> None:
    """None is immortal there."""
    check_binding()
