"""The rule editor: the list of rules, the form of one, what it does, and publishing it.

Place in the flow: a tab of the review's window, for supervisors. Drafts are checked by the background worker after each
pause in typing and tried on past calls by `ReplayRun`; only "Publish" writes, with a history. GUI thread only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.notify import Message, in_words
from app.output import write_bytes
from app.overlay.look import Look
from app.review.background import BackgroundWork, Channel
from app.review.context import ReviewContext
from app.review.rules.checking import Checked, check
from app.review.rules.draft import DraftError, RuleDraft, draft_of
from app.review.rules.history import RuleHistory, Version
from app.review.rules.history_panel import HistoryPanel
from app.review.rules.overlay_folder import OverlayFolder
from app.review.rules.replay_panel import ReplayPanel
from app.review.rules.replay_run import Progress, ReplayJob, ReplayRun
from app.review.rules.rule_form import RuleForm
from app.review.style import plain
from app.store.records import SessionFilter
from app.translation.words import translate
from app.window_style import of_kind
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.schema import Rule, Rulebook
from coaching.settings import CoachingSettings

_TYPING_MS: Final = 400
_FORM_PX: Final = 200
"""At 100 %: labels and the beginnings of fields; more is a drag away."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The folder as the worker read it."""

    files: dict[str, str]
    built_in: Rulebook
    in_force: Rulebook
    versions: list[Version]


class RulesPage(QWidget):
    """Everything about the company's rules."""

    told = Signal(str)
    failed = Signal(object)
    """`Message`."""

    def __init__(
        self, context: ReviewContext, work: BackgroundWork, folder: Path, coaching: CoachingSettings,
        run: ReplayRun | None = None,
    ) -> None:  # fmt: skip
        """Read nothing until `open_rules`; `run`: another one than the standard (tests)."""
        super().__init__()
        self._context, self._work, self._coaching = context, work, coaching
        self.history = RuleHistory(folder)
        self._loaded: _Loaded | None = None
        self.checked: Checked | None = None
        self.drafts: dict[str, RuleDraft] = {}
        self._to_drop: set[str] = set()
        """Drafts that are done with once what is being written is written."""
        self._reading, self._checking = Channel(self), Channel(self)
        self._writing = Channel(self, newest_only=False)
        self.run = run or ReplayRun(self)
        self.search, self.list, self.form = QLineEdit(), QListWidget(), RuleForm()
        self.new = QPushButton(translate("Rules", "New rule…"))
        self.sentences, self.results = QPlainTextEdit(), QLabel()
        self.replay, self.past = ReplayPanel(), HistoryPanel()
        self.state, self.note = QLabel(), QLineEdit()
        self.publish = QPushButton(translate("Rules", "Publish"))
        self.discard = QPushButton(translate("Rules", "Discard changes"))
        self._typing = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._build()
        self._connect()
        self._refresh()

    @property
    def draft(self) -> RuleDraft | None:
        """What is being edited."""
        return self.form.draft

    def use_look(self, look: Look) -> None:
        """Take other sizes."""
        self.form.use_look(look)
        self.form.setMinimumWidth(look.px(_FORM_PX))
        self.replay.use_look(look)

    def open_rules(self) -> None:
        """Read the rules; the list follows."""
        history = self.history

        def read() -> _Loaded:
            files = history.files()
            folder = history.folder if history.folder.is_dir() else None
            return _Loaded(files, load_rulebook(None), load_rulebook(folder), history.versions())

        self._work.ask(self._reading, read)

    def close_run(self) -> None:
        """End a replay that goes on."""
        self.run.cancel()
        self.run.join()

    def edit(self, rule_id: str) -> None:
        """Show a rule's form."""
        if self._loaded is None:
            return
        draft = self.drafts.get(rule_id)
        if draft is None:
            built_in: Rule | None = self._loaded.built_in.known_rule(rule_id)
            draft = draft_of(rule_id, self._loaded.files, built_in)
        self.form.show_draft(draft)
        self._check()
        self._refresh()

    @Slot(object)
    def _on_loaded(self, loaded: _Loaded) -> None:
        self._loaded = loaded
        self.past.show_versions(loaded.versions)
        before = self.draft.rule_id if self.draft else ""
        self.list.blockSignals(True)  # noqa: FBT003  Qt's form
        self.list.clear()
        for rule in (*loaded.in_force.rules, *loaded.in_force.disabled):
            own = translate("Rules", "your own") if loaded.built_in.known_rule(rule.id) is None else ""
            off = "" if rule.enabled else translate("Rules", "off")
            changed = translate("Rules", "changed") if not own and _mentions(loaded.files, rule.id) else ""
            notes = ", ".join(part for part in (own, changed, off) if part)
            item = QListWidgetItem(f"{rule.title}\n{rule.id}{f' · {notes}' if notes else ''}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, rule.id)
        self.list.blockSignals(False)  # noqa: FBT003  Qt's form
        places = [i for i in range(self.list.count()) if self.list.item(i).data(Qt.ItemDataRole.UserRole) == before]
        self.list.setCurrentRow(places[0] if places else 0)

    @Slot()
    def _on_rule(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self.edit(str(self.list.item(row).data(Qt.ItemDataRole.UserRole)))

    @Slot(object)
    def _on_edited(self, draft: RuleDraft) -> None:
        self.drafts[draft.rule_id] = draft
        self.checked = None
        self._typing.start()
        self._refresh()

    @Slot()
    def _check(self) -> None:
        draft, loaded = self.draft, self._loaded
        if draft is not None and loaded is not None:
            sentences = self.sentences.toPlainText().split("\n")[:200]
            folder = OverlayFolder(loaded.files)
            self._work.ask(self._checking, lambda: check(draft, folder, sentences))

    @Slot(object)
    def _on_checked(self, checked: Checked) -> None:
        self.checked = checked
        lines, none = [], translate("Rules", "no flag")
        for tried in checked.tried:
            flags = "; ".join(f"{rule}: “{words}” ({trigger})" for rule, words, trigger in tried.rules)
            lines.append(f"“{tried.text}”\n    {flags or none}")
        self.results.setText("\n".join(lines))
        self._refresh()

    @Slot()
    def _on_publish(self) -> None:
        draft = self.draft
        if draft is None:
            return
        what = self.note.text().strip() or translate("Rules", "Changed {rule}").format(rule=draft.rule_id)
        history, name = self.history, self._context.viewer.name
        done = translate("Rules", "Published. Calls take the new rules within seconds.")
        self._to_drop = {draft.rule_id}
        self._write(done, lambda: history.publish(draft.file_name, draft.text, by=name, what=what))

    @Slot()
    def _on_discard(self) -> None:
        if self.draft is not None:
            rule_id = self.draft.rule_id
            self.drafts.pop(rule_id, None)
            self.edit(rule_id)

    @Slot(object)
    def _on_roll_back(self, version: Version) -> None:
        history, name = self.history, self._context.viewer.name
        self._to_drop = set(self.drafts)
        self._write(
            translate("Rules", "The earlier rules are in force again."), lambda: history.roll_back(version, by=name)
        )

    @Slot(object)
    def _on_export(self, file: Path) -> None:
        history = self.history
        self._write(
            translate("Rules", "Wrote {file}.").format(file=file), lambda: write_bytes(file, history.exported())
        )

    @Slot(object)
    def _on_import(self, file: Path) -> None:
        history, name = self.history, self._context.viewer.name
        self._to_drop = set(self.drafts)
        self._write(translate("Rules", "The rules are imported."), lambda: history.import_(file, by=name))

    def _write(self, told: str, work: Callable[[], Any]) -> None:
        def carry_out() -> str:
            work()
            return told

        self._work.ask(self._writing, carry_out)

    @Slot(object)
    def _on_written(self, told: str) -> None:
        for rule_id in self._to_drop:
            self.drafts.pop(rule_id, None)
        self._to_drop = set()
        self.note.clear()
        self.told.emit(told)
        self.open_rules()

    @Slot()
    def _on_new(self) -> None:
        asked = translate("Rules", "Id of the new rule, such as our-slogan (lower case and hyphens):")
        rule_id, right = QInputDialog.getText(self, translate("Rules", "New rule"), asked)
        if right and rule_id.strip() and self._loaded is not None:
            try:
                self.edit(rule_id.strip().lower().replace(" ", "-"))
            except DraftError as error:
                self.failed.emit(in_words(error))
                return
            self.list.setCurrentRow(-1)

    @Slot(int)
    def _on_run(self, most: int) -> None:
        if self.checked is None or self.checked.rulebook is None or self._loaded is None:
            return
        wanted = self._context.viewer.in_totals(SessionFilter(finished=True), self._context.clock())
        job = ReplayJob(self._context.store, wanted, most, self._loaded.in_force, self.checked.rulebook, self._coaching)
        self.replay.set_running(on=True)
        self.run.start(job)

    @Slot(object)
    def _on_run_finished(self, progress: Progress | None) -> None:
        if progress is not None:
            self.replay.show_progress(progress)
        self.replay.set_running(on=False)
        self._refresh()

    @Slot(object)
    def _on_run_failed(self, message: Message) -> None:
        self.replay.set_running(on=False)
        self.failed.emit(message)

    @Slot(str)
    def _on_search(self, text: str) -> None:
        wanted = text.strip().lower()
        for place in range(self.list.count()):
            item = self.list.item(place)
            item.setHidden(wanted not in item.text().lower())

    def _refresh(self) -> None:
        draft, checked = self.draft, self.checked
        changed = draft is not None and draft.rule_id in self.drafts
        good = checked is not None and draft is not None and checked.draft.text == draft.text and checked.good
        self.publish.setEnabled(changed and good)
        self.discard.setEnabled(changed)
        self.note.setEnabled(changed)
        self.form.setEnabled(draft is not None)
        usable = checked is not None and checked.rulebook is not None
        if not self.run.busy:
            self.replay.set_running(on=False, may_run=usable)
        of_kind(self.state, "muted" if good or checked is None else "problem")
        self.state.setText(self._state_text(checked, changed=changed))

    @staticmethod
    def _state_text(checked: Checked | None, *, changed: bool) -> str:
        if checked is None:
            return translate("Rules", "Checking…")
        if checked.problems or checked.examples:
            return "\n".join((*checked.problems, *checked.examples)[:4])
        if changed:
            return translate("Rules", "The rules hold together. Nothing is published yet.")
        return translate("Rules", "The rules hold together.")

    def _connect(self) -> None:
        self._reading.answered.connect(self._on_loaded)
        self._checking.answered.connect(self._on_checked)
        self._writing.answered.connect(self._on_written)
        for channel in (self._reading, self._checking, self._writing):
            channel.failed.connect(self.failed)
        self.search.textChanged.connect(self._on_search)
        self.list.currentRowChanged.connect(self._on_rule)
        self.form.edited.connect(self._on_edited)
        self.sentences.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._check)
        self.new.clicked.connect(self._on_new)
        self.publish.clicked.connect(self._on_publish)
        self.discard.clicked.connect(self._on_discard)
        self.replay.run_asked.connect(self._on_run)
        self.replay.cancel_asked.connect(self.run.cancel)
        self.run.progressed.connect(self.replay.show_progress)
        self.run.finished.connect(self._on_run_finished)
        self.run.failed.connect(self._on_run_failed)
        self.past.roll_back_asked.connect(self._on_roll_back)
        self.past.export_asked.connect(self._on_export)
        self.past.import_asked.connect(self._on_import)

    def _build(self) -> None:
        search = translate("Rules", "Search rules")
        self.search.setPlaceholderText(search)
        self.search.setAccessibleName(search)
        self.list.setAccessibleName(translate("Rules", "Rules"))
        self.list.setProperty("kind", "flat")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(14, 14, 6, 10)
        column.addWidget(self.search)
        column.addWidget(self.list)
        column.addWidget(self.new)
        self.sentences.setPlaceholderText(translate("Rules", "Type sentences to try, one in a line"))
        self.sentences.setAccessibleName(translate("Rules", "Sentences to try"))
        self.sentences.setTabChangesFocus(True)
        plain(self.results, self.state)
        self.results.setWordWrap(True)
        self.results.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.results.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        trying = QWidget()
        tried = QVBoxLayout(trying)
        tried.addWidget(self.sentences, 1)
        tried.addWidget(self.results, 2)
        right = QTabWidget()
        right.addTab(trying, translate("Rules", "Try"))
        right.addTab(self.replay, translate("Rules", "Past calls"))
        right.addTab(self.past, translate("Rules", "History"))
        self.right = right
        split = QSplitter(Qt.Orientation.Horizontal)
        for part in (left, self.form, right):
            split.addWidget(part)
        split.setSizes([300, 500, 560])
        split.setChildrenCollapsible(False)
        self.state.setWordWrap(True)
        hint = translate("Rules", "What you changed, for the history")
        self.note.setPlaceholderText(hint)
        self.note.setAccessibleName(hint)
        of_kind(self.publish, "primary")
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 4, 16, 4)
        foot.addWidget(self.state, 2)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.discard)
        foot.addWidget(self.publish)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split, 1)
        whole.addLayout(foot)


def _mentions(files: dict[str, str], rule_id: str) -> bool:
    return any(f'id = "{rule_id}"' in text for text in files.values())
