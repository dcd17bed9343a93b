"""Notes of the agent and the supervisor on a call, and writing one.

Place in the flow: a tab of `session_page`. One's own notes can be removed. GUI thread only.
"""

from collections.abc import Hashable
from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.reports.timeline import clock
from app.review.access import Viewer
from app.review.row_texts import moment_text
from app.store.records import Note, Role
from app.translation.words import amount, translate
from app.window_style import of_kind

_MOST_LETTERS = 2_000


class NotesPanel(QWidget):
    """One call's notes."""

    written = Signal(str, object)
    """Text, and the moment that it is about (seconds) or None."""
    removed = Signal(object)
    """The `Note`."""
    moment_chosen = Signal(float)

    def __init__(self, viewer: Viewer) -> None:
        """`viewer`: who writes."""
        super().__init__()
        self._viewer = viewer
        self._notes: tuple[Note, ...] = ()
        self._at_s = 0.0
        self._call: Hashable = None
        self._unsent: dict[Hashable, str] = {}
        self.list, self.nothing = QListWidget(), QLabel(translate("Review", "Nobody has written anything yet."))
        self.text, self.about = QPlainTextEdit(), QCheckBox()
        self.add = QPushButton(translate("Review", "Add note"))
        self.remove = QPushButton(translate("Review", "Remove note"))
        self._build()

    def begin(self, call: Hashable) -> None:
        """Turn to another call; what is half written stays with the call that it was written for."""
        self._unsent[self._call] = self.text.toPlainText()
        self._call = call
        self.text.setPlainText(self._unsent.pop(call, ""))
        self.about.setChecked(False)
        self.set_moment(0.0)

    def show_notes(self, notes: tuple[Note, ...], now: datetime) -> None:
        """Show a call's notes, oldest first."""
        self._notes = notes
        self.list.clear()
        for note in notes:
            about = "" if note.at_s is None else f" · {clock(note.at_s)}"
            role = translate("Review", "agent") if note.role is Role.AGENT else translate("Review", "supervisor")
            head = f"{note.author} ({role}){about} · {moment_text(note.written_at, now)}"
            self.list.addItem(QListWidgetItem(f"{head}\n{note.text}"))
        self.nothing.setVisible(not notes)
        self.list.setVisible(bool(notes))
        self._refresh()

    def set_moment(self, at_s: float) -> None:
        """Take where the cursor stands."""
        self._at_s = at_s
        self.about.setText(translate("Review", "About {time}").format(time=clock(at_s)))

    @Slot()
    def _on_add(self) -> None:
        text = self.text.toPlainText().strip()
        if 0 < len(text) <= _MOST_LETTERS:
            self.written.emit(text, self._at_s if self.about.isChecked() else None)
            self.text.clear()

    @Slot()
    def _on_remove(self) -> None:
        note = self._current()
        if note is not None:
            self.removed.emit(note)

    @Slot()
    def _on_selected(self) -> None:
        self._refresh()
        note = self._current()
        if note is not None and note.at_s is not None:
            self.moment_chosen.emit(note.at_s)

    @Slot()
    def _refresh(self) -> None:
        note = self._current()
        own = note is not None and (note.author, note.role) == (self._viewer.name, self._viewer.role)
        self.remove.setVisible(own)
        letters = len(self.text.toPlainText().strip())
        self.add.setEnabled(0 < letters <= _MOST_LETTERS)
        most = translate("Review", "A note has at most {count} letters.").format(count=amount(_MOST_LETTERS))
        self.add.setToolTip(most if letters > _MOST_LETTERS else "")

    def _current(self) -> Note | None:
        row = self.list.currentRow()
        return self._notes[row] if 0 <= row < len(self._notes) else None

    def _build(self) -> None:
        of_kind(self.nothing, "muted")
        self.list.setProperty("kind", "flat")
        self.list.setWordWrap(True)
        self.list.setAccessibleName(translate("Review", "Notes"))
        self.list.currentRowChanged.connect(self._on_selected)
        hint = translate("Review", "Write a note. Numbers and addresses are taken out before it is kept.")
        self.text.setPlaceholderText(hint)
        self.text.setAccessibleName(translate("Review", "New note"))
        self.text.setTabChangesFocus(True)
        self.text.setMaximumHeight(96)
        self.text.textChanged.connect(self._refresh)
        self.set_moment(0.0)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 10, 0, 0)
        whole.addWidget(self.nothing)
        whole.addWidget(self.list, 1)
        whole.addWidget(self.text)
        buttons = QHBoxLayout()
        buttons.addWidget(self.about)
        buttons.addStretch(1)
        buttons.addWidget(self.remove)
        buttons.addWidget(self.add)
        whole.addLayout(buttons)
        whole.addStretch(0)
