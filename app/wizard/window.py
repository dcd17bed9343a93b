"""The wizard's window: the steps on the left, one page on the right, back and next below.

Place in the flow: `program` shows it. Answers are written once, when the user finishes or ends early after agreeing.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout

from app.errors import SettingsError
from app.notify import in_words
from app.overlay.look import SystemLook
from app.translation.words import QT_TRANSLATE_NOOP, translate, translated
from app.window_style import dress, of_kind, open_at
from app.wizard.consent_page import ConsentPage
from app.wizard.draft import Draft
from app.wizard.echo_page import EchoPage
from app.wizard.far_end_page import FarEndPage
from app.wizard.loudness_page import LoudnessPage
from app.wizard.machine import Machine
from app.wizard.microphone_page import MicrophonePage
from app.wizard.page import WizardPage
from app.wizard.place_page import PlacePage
from app.wizard.recognizer_page import RecognizerPage
from app.wizard.record import record_consent
from app.wizard.sound_watch import SoundWatch

_STEPS_PX: Final = 175
_NEXT: Final = QT_TRANSLATE_NOOP("Wizard", "Next")
_FINISH: Final = QT_TRANSLATE_NOOP("Wizard", "Finish")


class WizardWindow(QDialog):
    """All pages in a row. `result()` is Accepted once the user agreed and the answers are written."""

    def __init__(self, draft: Draft, machine: Machine, settings_file: Path, record_file: Path) -> None:
        """Begin with the consent page."""
        super().__init__(None, Qt.WindowType.Window)
        self._draft, self._settings_file, self._record_file = draft, settings_file, record_file
        self.watch = SoundWatch(draft.settings.vad, self)
        self.consent = ConsentPage(draft.value("hotkeys.pause"))
        self.recognizer = RecognizerPage(draft, machine)
        self.pages: list[WizardPage] = [
            self.consent,
            MicrophonePage(draft, machine, self.watch),
            FarEndPage(draft, machine, self.watch),
            EchoPage(draft, machine, self.watch),
            LoudnessPage(draft, machine, self.watch),
            self.recognizer,
            PlacePage(machine),
        ]
        self.stack = QStackedWidget()
        names = [translated("Wizard", page.step) for page in self.pages]
        self.steps = [QLabel(f"{number}   {name}") for number, name in enumerate(names, 1)]
        self.back, self.next = QPushButton(translate("Wizard", "Back")), QPushButton(translated("Wizard", _NEXT))
        self.early, self.status = QPushButton(translate("Wizard", "Finish later")), QLabel()
        self._build()
        self._system = SystemLook(self)
        self._system.changed.connect(self._on_look)
        self._on_look()
        open_at(self, 860, 620, self._system.look(draft.settings.overlay))
        self.show_page(0)

    @property
    def page(self) -> WizardPage:
        """The page that is shown."""
        return self.pages[self.stack.currentIndex()]

    def show_page(self, index: int) -> None:
        """Leave the page that is shown and show another."""
        self.page.leave()
        self.stack.setCurrentIndex(index)
        self.page.enter()
        for number, step in enumerate(self.steps):
            of_kind(step, "strong" if number == index else "muted")
        self._refresh()
        self.next.setFocus()

    @Slot()
    def go_on(self) -> None:
        """Show the next page, or finish after the last."""
        if self.page is self.pages[-1]:
            self.finish()
        elif self.page.may_go_on:
            self.show_page(self.stack.currentIndex() + 1)

    @Slot()
    def go_back(self) -> None:
        """Show the page before."""
        self.show_page(max(0, self.stack.currentIndex() - 1))

    @Slot()
    def finish(self) -> None:
        """Write the answers and close; what cannot be written is told, and the window stays."""
        self.page.leave()
        try:
            self._draft.store(self._settings_file)
            record_consent(self._record_file, datetime.now(UTC))
        except (SettingsError, OSError) as error:
            of_kind(self.status, "problem")
            self.status.setText(str(in_words(error)))
            self.page.enter()
            return
        for page in self.pages:
            page.finish()
        self.accept()

    def done(self, result: int) -> None:
        """Release devices and threads, however the window closes."""
        self.page.leave()
        self.watch.stop()
        self.watch.join()
        self.recognizer.installer.cancel()
        self.recognizer.installer.join()
        super().done(result)

    @Slot()
    def _refresh(self) -> None:
        last = self.page is self.pages[-1]
        self.back.setEnabled(self.stack.currentIndex() > 0)
        self.next.setText(translated("Wizard", _FINISH if last else _NEXT))
        self.next.setEnabled(self.page.may_go_on)
        self.early.setVisible(not last and self.stack.currentIndex() > 0)
        title = translate("Wizard", "Set up Sotto: {step}")
        self.setWindowTitle(title.format(step=translated("Wizard", self.page.step)))

    @Slot()
    def _on_look(self) -> None:
        look = self._system.look(self._draft.settings.overlay)
        dress(self, look)
        for step in self.steps:
            step.setFixedWidth(look.px(_STEPS_PX))
        for page in self.pages:
            page.use_look(look)

    def _build(self) -> None:
        for page in self.pages:
            of_kind(page, "page")
            page.changed.connect(self._refresh)
            self.stack.addWidget(_scrolling(page))
        left = QVBoxLayout()
        left.setContentsMargins(26, 32, 10, 26)
        left.setSpacing(14)
        for step in self.steps:
            step.setWordWrap(True)
            left.addWidget(step)
        left.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(left)
        middle.addWidget(self.stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 10, 20, 16)
        foot.setSpacing(8)
        foot.addWidget(self.early)
        foot.addWidget(self.status, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(middle, 1)
        whole.addLayout(foot)
        of_kind(self.next, "primary")
        of_kind(self.early, "quiet")
        self.status.setWordWrap(True)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.next.setDefault(True)
        self.next.clicked.connect(self.go_on)
        self.back.clicked.connect(self.go_back)
        self.early.clicked.connect(self.finish)


def _scrolling(page: WizardPage) -> QScrollArea:
    """Give a page room of its own: in large text it may be higher than the screen."""
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
