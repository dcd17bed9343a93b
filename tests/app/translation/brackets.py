"""A language in which every text stands in brackets: what has none on the screen did not pass translation."""

import re
from collections.abc import Collection, Iterator

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QWidget,
)

from app.translation.words import PlainEnglish

_INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")
_LETTERS = re.compile(r"[^\W\d_]+")
UNITS = frozenset({"MB"})
"""Written alike in every language."""


class Brackets(PlainEnglish):
    """Speaks English in brackets."""

    def text(self, context: str, source: str, comment: str | None, n: int) -> str:
        """Return the text in brackets."""
        return f"⟦{super().text(context, source, comment, n)}⟧"


def outside(text: str, data: Collection[str] = ()) -> list[str]:
    """Return the words of a text that stand outside all brackets and are no `data` (names of devices …)."""
    for known in sorted(data, key=len, reverse=True):
        text = text.replace(known, "")
    while (shorter := _INNERMOST.sub("", text)) != text:
        text = shorter
    return [word for word in _LETTERS.findall(text) if word not in UNITS]


def texts(root: QWidget) -> Iterator[str]:
    """Yield everything that a window and its parts say: labels, buttons, choices, hints, names for screen readers."""
    yield root.windowTitle()
    for part in (root, *root.findChildren(QWidget)):
        yield from (part.toolTip(), part.accessibleName(), part.accessibleDescription())
        yield from _own(part)
    for action in root.findChildren(QAction):
        yield from (action.text(), action.toolTip())


def _own(part: QWidget) -> Iterator[str]:
    match part:
        case QLabel() | QAbstractButton():
            yield part.text()
        case QComboBox():
            yield from (part.itemText(index) for index in range(part.count()))
        case QLineEdit():
            yield part.placeholderText()
        case QListWidget():
            yield from (part.item(index).text() for index in range(part.count()))
        case QMenu():
            yield part.title()
        case _:
            pass


def untranslated(root: QWidget, data: Collection[str] = ()) -> list[str]:
    """Return the texts of a window that did not pass translation."""
    return [text for text in dict.fromkeys(texts(root)) if outside(text, data)]
