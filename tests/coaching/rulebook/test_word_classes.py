"""Word classes: references are followed, circles are refused."""

import pytest

from coaching.rulebook.trigger_parser import BrokenClassError, CircleError, TriggerError
from coaching.rulebook.word_classes import WordClasses, word_classes


def test_resolved_once() -> None:
    """A class is read once, however many triggers use it."""
    classes = WordClasses({"team": ("the warehouse", "{who}"), "who": ("billing",)})
    assert classes.resolve("team") is classes.resolve("team")
    assert classes.trigger("{team} never") is classes.trigger("{team} never")


def test_circle() -> None:
    """A circle is named in full."""
    classes = WordClasses({"a": ("{b}",), "b": ("x", "{a} y")})
    with pytest.raises(CircleError, match=r"{a} → {b} → {a}"):
        classes.resolve("a")
    with pytest.raises(CircleError):
        classes.check_entry("b", "{a} y")


def test_broken() -> None:
    """A trigger that uses a broken class says so, and the class can be asked for again."""
    classes = WordClasses({"a": ("(x",)})
    for _ in range(2):
        with pytest.raises(BrokenClassError, match="never closed"):
            classes.trigger("{a} y")


def test_deep() -> None:
    """A long chain of classes is refused instead of exhausting the stack."""
    entries = {f"c{number}": (f"{{c{number + 1}}}",) for number in range(2000)} | {"c2000": ("x",)}
    with pytest.raises(TriggerError, match="deep"):
        WordClasses(entries).resolve("c0")


def test_shared() -> None:
    """The same entries give the same instance, others another one."""
    entries = {"a": ("x", "y")}
    assert word_classes(entries) is word_classes(dict(entries))
    assert word_classes(entries) is not word_classes({"a": ("x",)})
