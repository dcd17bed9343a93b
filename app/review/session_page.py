"""One session: what was heard, measures, timeline, words, moments, notes, score and what changed.

Place in the flow: `window` tells it which session to show; reading and changing go through the background worker, and
after each change the session is read again. GUI thread only.
"""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.notify import Message
from app.overlay.look import Look
from app.reports.agenda import agenda_sentence
from app.review.background import BackgroundWork, Channel
from app.review.changes_panel import ChangesPanel
from app.review.context import ReviewContext
from app.review.heard_words import in_users_words, whose
from app.review.moments_panel import FlagAction, MomentsPanel
from app.review.notes_panel import NotesPanel
from app.review.score_panel import ScorePanel
from app.review.session_view import SessionView, Withheld, load_session
from app.review.style import hover, plain
from app.review.tiles import LARGE_PERCENT, TileRow
from app.review.timeline_plot import TimelinePlot
from app.review.transcript_panel import TranscriptPanel
from app.store.records import Note, SessionRow
from app.translation.words import counted, translate
from app.window_style import of_kind
from coaching.scorecard import ScoreSettings


class SessionPage(QWidget):
    """Shows one session at a time."""

    row_changed = Signal(object)
    """The `SessionRow` as it is now: the list shows it."""
    told = Signal(str)
    """Something was done."""
    failed = Signal(object)
    """`Message`."""
    note_removed = Signal(object, object)
    """Session id and `Note`: the window offers to undo it."""
    export_asked = Signal(object)
    """`SessionView`."""
    delete_asked = Signal(object)
    """`SessionRow`."""

    def __init__(
        self, context: ReviewContext, work: BackgroundWork, weights: ScoreSettings, locked: frozenset[str], *,
        may_delete: bool,
    ) -> None:  # fmt: skip
        """Show nothing yet."""
        super().__init__()
        self._context, self._work = context, work
        self.view: SessionView | None = None
        self._wanted: UUID | None = None
        self._reading, self._changing = Channel(self), Channel(self, newest_only=False)
        self.title, self.subtitle, self.coverage = QLabel(), QLabel(), QLabel()
        self.acknowledge = QPushButton(translate("Review", "I have read it"))
        self.export = QPushButton(translate("Review", "Export…"))
        self.delete = QPushButton(translate("Review", "Delete…"))
        self.tiles, self.timeline, self.transcript = TileRow(), TimelinePlot(), TranscriptPanel()
        self.moments = MomentsPanel(is_agent=context.viewer.is_agent)
        self.notes, self.changes = NotesPanel(context.viewer), ChangesPanel()
        self.score = ScorePanel(context.rulebook, weights, locked)
        self.tabs, self.stack = QTabWidget(), QStackedWidget()
        self.message = QLabel()
        self.delete.setVisible(may_delete)
        self._build()
        self._connect()
        self.show_nothing("")

    def show_session(self, session_id: UUID) -> None:
        """Read and show a session; the one before stays until the new one has come."""
        self._wanted = session_id
        self._work.ask(self._reading, lambda: load_session(self._context, session_id), first=True)

    def show_nothing(self, why: str) -> None:
        """Show a sentence instead of a session."""
        self.view = None
        self.message.setText(why)
        self.stack.setCurrentIndex(0)

    def use_look(self, look: Look) -> None:
        """Take other colours and sizes."""
        large = look.text_percent >= LARGE_PERCENT
        self.below.setOrientation(Qt.Orientation.Vertical if large else Qt.Orientation.Horizontal)
        directions = QBoxLayout.Direction
        self._head.setDirection(directions.TopToBottom if large else directions.LeftToRight)
        self.below.setMinimumHeight(look.px(560 if large else 300))
        for part in (self.tiles, self.timeline, self.transcript, self.moments, self.score):
            part.use_look(look)

    @Slot(float)
    def show_moment(self, at_s: float) -> None:
        """Go to a moment of the call everywhere."""
        self.timeline.show_moment(at_s)
        self.transcript.show_moment(at_s)
        self.moments.select_at(at_s)
        self.notes.set_moment(at_s)

    @Slot(object)
    def _on_read(self, found: SessionView | Withheld) -> None:
        if isinstance(found, Withheld):
            self.show_nothing(found.why)
            return
        fresh = self.view is None or self.view.detail.row.id != found.detail.row.id
        self.view = found
        self._show(found, fresh=fresh)
        self.stack.setCurrentIndex(1)
        self.row_changed.emit(found.detail.row)

    def _show(self, view: SessionView, *, fresh: bool) -> None:
        report, row = view.report, view.detail.row
        self.title.setText(report.title)
        self.title.setToolTip(hover(report.title))
        self.subtitle.setText(" · ".join(part for part in (whose(row), report.length, report.engine) if part))
        kept = translate("Review", "No words are kept of this call; those of flags are in the list of moments.")
        no_words = kept if view.lanes.agent and not view.detail.has_transcript else ""
        coverage = [in_users_words(sentence) for sentence in report.coverage]
        heard = (*coverage, no_words, in_users_words(agenda_sentence(report.agenda)))
        self.coverage.setText("  ".join(part for part in heard if part))
        of_kind(self.coverage, "muted" if report.complete else "problem")
        self.tiles.show_facts(report.headline_facts, "\n".join(coverage[1:]))
        self.acknowledge.setVisible(self._context.viewer.is_agent and row.acknowledged_at is None)
        if fresh:
            self.timeline.show_lanes(view.lanes)
            self.transcript.show_lines(report.lines, no_words or translate("Review", "Nobody was heard."))
            self.notes.begin(row.id)
        self.moments.show_moments(view.moments, fresh=fresh)
        self.notes.show_notes(view.detail.notes, self._context.clock())
        self.score.show_session(view.detail)
        self.changes.show_changes(view.changes)
        name = translate("Review", "Notes")
        self.tabs.setTabText(1, f"{name} ({len(view.detail.notes)})" if view.detail.notes else name)

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        # A page that is not the session that was asked for would be taken for it.
        if self.view is None or self.view.detail.row.id != self._wanted:
            self.show_nothing(str(message))
        self.failed.emit(message)

    @Slot(object)
    def _on_changed(self, told: str) -> None:
        if self._wanted is not None:
            session_id = self._wanted
            self._work.ask(self._reading, lambda: load_session(self._context, session_id, log=False), first=True)
        self.told.emit(told)

    def _change(self, told: str, work: Callable[[], object]) -> None:
        def carry_out() -> str:
            work()
            return told

        self._work.ask(self._changing, carry_out)

    @Slot(int, str, str)
    def _on_flag_action(self, detection_id: int, action: str, words: str) -> None:
        if self.view is None:
            return
        store, name, session_id = self._context.store, self._context.viewer.name, self.view.detail.row.id
        if action == FlagAction.DISPUTE:
            told = translate("Review", "The flag is in dispute. It does not count until your supervisor answers.")
            self._change(told, lambda: store.dispute(session_id, detection_id, by=name, reason=words))
        else:
            upheld = action == FlagAction.AGREE
            told = (
                translate("Review", "The flag left the totals.") if upheld else translate("Review", "The flag stands.")
            )
            self._change(told, lambda: store.resolve(session_id, detection_id, by=name, upheld=upheld, answer=words))

    @Slot(str, object)
    def _on_note(self, text: str, at_s: float | None) -> None:
        if self.view is not None:
            store, viewer, session_id = self._context.store, self._context.viewer, self.view.detail.row.id
            self._change(
                translate("Review", "The note is kept."),
                lambda: store.annotate(session_id, viewer.role, viewer.name, text, at_s=at_s),
            )

    @Slot(object)
    def _on_note_removed(self, note: Note) -> None:
        if self.view is not None:
            store, session_id = self._context.store, self.view.detail.row.id
            self._change(translate("Review", "The note was removed."), lambda: store.remove_note(session_id, note.id))
            self.note_removed.emit(session_id, note)

    def write_again(self, session_id: UUID, note: Note) -> None:
        """Undo the removal of a note."""
        store = self._context.store
        self._change(
            translate("Review", "The note is back."),
            lambda: store.annotate(session_id, note.role, note.author, note.text, at_s=note.at_s),
        )

    @Slot()
    def _on_acknowledge(self) -> None:
        if self.view is not None:
            store, session_id = self._context.store, self.view.detail.row.id
            told = translate("Review", "Noted. Your supervisor can see the session from now on.")
            self._change(told, lambda: store.acknowledge(session_id))

    @Slot()
    def take_focus(self) -> None:
        """Let the keyboard work on the session's moments, or on whichever tab is shown there."""
        if self.view is not None:
            shown = self.tabs.currentWidget()
            (self.moments.list if shown is self.moments else self.tabs.tabBar()).setFocus()

    @Slot()
    def _on_export(self) -> None:
        if self.view is not None:
            self.export_asked.emit(self.view)

    @Slot()
    def ask_delete(self) -> None:
        """Delete the session that is shown, where that is allowed; not while another one is on its way."""
        if self.view is not None and not self.delete.isHidden() and self.view.detail.row.id == self._wanted:
            row: SessionRow = self.view.detail.row
            self.delete_asked.emit(row)

    def open_disputes(self) -> str:
        """Return how many disputes wait for an answer, as a sentence; "" for none."""
        waiting = sum(shown.disputed for shown in self.view.moments) if self.view else 0
        return counted("Review", "%n flag(s) in dispute", waiting) if waiting else ""

    def _connect(self) -> None:
        self._reading.answered.connect(self._on_read)
        self._reading.failed.connect(self._on_failed)
        self._changing.answered.connect(self._on_changed)
        self._changing.failed.connect(self.failed)
        for part in (self.timeline, self.transcript, self.moments, self.notes, self.score):
            part.moment_chosen.connect(self.show_moment)
        self.moments.acted.connect(self._on_flag_action)
        self.notes.written.connect(self._on_note)
        self.notes.removed.connect(self._on_note_removed)
        self.acknowledge.clicked.connect(self._on_acknowledge)
        self.export.clicked.connect(self._on_export)
        self.delete.clicked.connect(self.ask_delete)

    def _build(self) -> None:
        plain(self.title, self.subtitle, self.coverage, self.message)
        of_kind(self.title, "headline")
        of_kind(self.subtitle, "muted")
        of_kind(self.acknowledge, "primary")
        for label in (self.title, self.subtitle, self.coverage):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setWordWrap(True)
        of_kind(self.message, "muted")
        head = self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.addWidget(self.title, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.acknowledge, self.export, self.delete):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(buttons)
        self.tabs.addTab(self.moments, translate("Review", "Moments"))
        self.tabs.addTab(self.notes, translate("Review", "Notes"))
        self.tabs.addTab(self.score, translate("Review", "Score"))
        self.tabs.addTab(self.changes, translate("Review", "Changes"))
        words = QWidget()
        left = QVBoxLayout(words)
        left.setContentsMargins(0, 0, 0, 0)
        said = QLabel(translate("Review", "What the agent said"))
        of_kind(said, "strong")
        left.addWidget(said)
        left.addWidget(self.transcript, 1)
        lower = QSplitter(Qt.Orientation.Horizontal)
        lower.addWidget(words)
        lower.addWidget(self.tabs)
        lower.setSizes([560, 440])
        lower.setChildrenCollapsible(False)
        self.below = lower
        page = QWidget()
        of_kind(page, "page")
        whole = QVBoxLayout(page)
        whole.setContentsMargins(20, 16, 20, 12)
        whole.setSpacing(8)
        whole.addLayout(head)
        for part in (self.subtitle, self.coverage, self.tiles, self.timeline):
            whole.addWidget(part)
        whole.addWidget(lower, 1)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setAccessibleName(translate("Review", "Call"))
        scroll.setWidgetResizable(True)
        self.stack.addWidget(self.message)
        self.stack.addWidget(scroll)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)
