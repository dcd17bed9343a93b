"""Flags, praise and promises of a call in order of time, and what can be done with each.

Place in the flow: a tab of `session_page`. Enter or a click goes to the words; the buttons below act on the moment that is
selected: the agent disputes a flag, a supervisor settles the dispute. GUI thread only.
"""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.overlay.look import Look
from app.review.session_view import ShownMoment
from app.review.shapes import shape_icon
from app.store.records import FlagStatus
from app.translation.evidence import evidence_in_users_words
from app.translation.words import counted, translate, translated
from app.window_style import of_kind


class FlagAction(StrEnum):
    """What somebody wants done with a flag."""

    DISPUTE = "dispute"
    AGREE = "agree"
    """The agent is right: the flag leaves the totals for good."""
    REJECT = "reject"
    """The flag stands."""


class MomentsPanel(QWidget):
    """One call's moments."""

    moment_chosen = Signal(float)
    acted = Signal(int, str, str)
    """Detection id, `FlagAction`, and the words that go with it."""

    def __init__(self, *, is_agent: bool) -> None:
        """`is_agent`: whose buttons are shown."""
        super().__init__()
        self._is_agent = is_agent
        self._moments: tuple[ShownMoment, ...] = ()
        self._look: Look | None = None
        self.list, self.heading = QListWidget(), QLabel()
        self.words = QLineEdit()
        self.dispute = QPushButton(translate("Review", "This flag is wrong"))
        self.agree = QPushButton(translate("Review", "Agree: take it out"))
        self.reject = QPushButton(translate("Review", "It stands"))
        self._build()

    @property
    def current(self) -> ShownMoment | None:
        """The moment that is selected."""
        row = self.list.currentRow()
        return self._moments[row] if 0 <= row < len(self._moments) else None

    def use_look(self, look: Look) -> None:
        """Take other colours and sizes."""
        self._look = look
        self.show_moments(self._moments)

    def show_moments(self, moments: tuple[ShownMoment, ...], *, fresh: bool = False) -> None:
        """Show a call's moments; what was selected stays so, unless the call is another one (`fresh`)."""
        before = self.list.currentRow()
        same = not fresh and len(moments) == len(self._moments)
        if fresh:
            self.words.clear()
        self._moments = moments
        self.list.blockSignals(True)  # noqa: FBT003  Qt's form
        self.list.clear()
        for shown in moments:
            self._add(shown)
        if same and before >= 0:
            self.list.setCurrentRow(before)
        self.list.blockSignals(False)  # noqa: FBT003  Qt's form
        flags = sum(1 for one in moments if one.kept is not None and one.counts)
        praises = sum(1 for one in moments if one.moment.kind == "praise")
        none = translate("Review", "Nothing stood out in what was heard.")
        told = (
            f"{counted('Review', '%n good moment(s)', praises)} · {counted('Review', '%n flag(s)', flags)}"
            if moments
            else none
        )
        self.heading.setText(told)
        self._refresh()

    def select_at(self, at_s: float) -> None:
        """Select the moment nearest to `at_s`, when one lies within three seconds."""
        near = [(abs(one.moment.at_s - at_s), place) for place, one in enumerate(self._moments)]
        if near and min(near)[0] <= 3.0:
            self.list.blockSignals(True)  # noqa: FBT003  Qt's form
            self.list.setCurrentRow(min(near)[1])
            self.list.blockSignals(False)  # noqa: FBT003  Qt's form
            self._refresh()

    def _add(self, shown: ShownMoment) -> None:
        moment = shown.moment
        lines = [f"{moment.at}  {translated('Report', moment.title)}"]
        if moment.evidence:
            lines.append(evidence_in_users_words(moment.shown_evidence))
        if moment.advice and shown.counts:
            lines.append(translate("Review", "Instead: {words}").format(words=moment.advice))
        if status := _status(shown):
            lines.append(status)
        item = QListWidgetItem("\n".join(lines), self.list)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ". ".join(lines))
        if self._look is not None:
            item.setIcon(shape_icon(self._look, moment.kind, self.devicePixelRatioF(), hollow=not shown.counts))
            if not shown.counts:
                item.setForeground(self.palette().placeholderText())

    @Slot()
    def _on_selected(self) -> None:
        self._refresh()
        if (shown := self.current) is not None:
            self.moment_chosen.emit(shown.moment.at_s)

    @Slot()
    def _on_dispute(self) -> None:
        self._act(FlagAction.DISPUTE)

    @Slot()
    def _on_agree(self) -> None:
        self._act(FlagAction.AGREE)

    @Slot()
    def _on_reject(self) -> None:
        self._act(FlagAction.REJECT)

    def _act(self, action: FlagAction) -> None:
        if (shown := self.current) is not None and shown.kept is not None:
            self.acted.emit(shown.kept.detection.detection_id, str(action), self.words.text().strip())
            self.words.clear()

    def _refresh(self) -> None:
        shown = self.current
        flag = shown is not None and shown.kept is not None
        may_dispute = self._is_agent and flag and shown is not None and shown.counts
        may_settle = not self._is_agent and shown is not None and shown.disputed
        self.dispute.setVisible(may_dispute)
        self.agree.setVisible(may_settle)
        self.reject.setVisible(may_settle)
        self.words.setVisible(may_dispute or may_settle)
        hint = translate("Review", "Why? (for your supervisor)") if may_dispute else translate("Review", "Your answer")
        self.words.setPlaceholderText(hint)
        self.words.setAccessibleName(hint)

    def _build(self) -> None:
        of_kind(self.heading, "strong")
        self.list.setProperty("kind", "flat")
        self.list.setWordWrap(True)
        self.list.setAccessibleName(translate("Review", "Moments"))
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._on_selected)
        self.list.itemActivated.connect(self._on_selected)
        self.dispute.clicked.connect(self._on_dispute)
        self.agree.clicked.connect(self._on_agree)
        self.reject.clicked.connect(self._on_reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 10, 0, 0)
        whole.addWidget(self.heading)
        whole.addWidget(self.list, 1)
        whole.addWidget(self.words)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.reject, self.agree, self.dispute):
            buttons.addWidget(button)
        whole.addLayout(buttons)


def _status(shown: ShownMoment) -> str:
    kept = shown.kept
    if kept is None or (kept.status is FlagStatus.STANDING and kept.dispute is None):
        return ""
    dispute = kept.dispute
    if dispute is None:
        return translate("Review", "Marked wrong by the agent in the call: it does not count.")
    said = translate("Review", "{name}: “{words}”").format(name=dispute.raised_by, words=dispute.reason or "…")
    match kept.status:
        case FlagStatus.DISPUTED:
            told = translate("Review", "In dispute: it does not count for now.")
        case FlagStatus.RESOLVED:
            told = translate("Review", "{name} agreed: it does not count.").format(name=dispute.resolved_by)
        case _:
            told = translate("Review", "{name} let it stand.").format(name=dispute.resolved_by)
    answer = f" “{dispute.answer}”" if dispute.answer else ""
    return f"{said} {told}{answer}"
