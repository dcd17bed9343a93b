"""The echo self-test: ten seconds, one button, a clear verdict.

Place in the flow: the fourth page; `echo_check` judges.
"""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton

from app.notify import in_words
from app.translation.words import QT_TRANSLATE_NOOP, translate
from app.window_style import of_kind
from app.wizard.draft import Draft
from app.wizard.echo_check import TEST_S, EchoCheck, EchoVerdict
from app.wizard.machine import Machine
from app.wizard.page import WizardPage, text
from app.wizard.sound_watch import SoundWatch
from speech.errors import SpeechError
from speech.sources.spec import FarEndKind


class EchoPage(WizardPage):
    """Start, progress, verdict."""

    step = QT_TRANSLATE_NOOP("Wizard", "Echo")

    def __init__(self, draft: Draft, machine: Machine, watch: SoundWatch) -> None:
        """Nothing runs yet."""
        super().__init__(
            translate("Wizard", "Does the microphone hear the customer?"),
            translate(
                "Wizard", "With a headset it should not. Play a voice, start the test, and stay quiet for ten seconds."
            ),
        )
        self._draft, self._machine, self._watch = draft, machine, watch
        self._active = False
        self.verdict: EchoVerdict | None = None
        self.start = QPushButton(translate("Wizard", "Start the test"))
        self.sample = QPushButton(translate("Wizard", "Play a sample call"))
        self.progress, self.status = QProgressBar(), text("")
        self.mend = text("")
        of_kind(self.start, "primary")
        self.progress.setRange(0, round(TEST_S * 10))
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(translate("Wizard", "Progress of the echo test"))
        row = QHBoxLayout()
        row.addWidget(self.start)
        row.addWidget(self.sample)
        row.addStretch(1)
        self.body.addLayout(row)
        for part in (self.progress, self.status, self.mend):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.start.clicked.connect(self._on_start)
        self.sample.clicked.connect(self._on_sample)
        watch.tested.connect(self._on_tested)
        watch.failed.connect(self._on_failed)

    def enter(self) -> None:
        """Offer the test, where there is a far end."""
        self._active = True
        self.progress.setValue(0)
        possible = self._draft.spec.far_end.kind is not FarEndKind.NONE
        self.start.setEnabled(possible)
        if not possible:
            self._say(translate("Wizard", "Without the customer's side there is no echo to test for. Go on."), "muted")
        elif self.verdict is None:
            self._say("", "muted")

    def leave(self) -> None:
        """Stop the test."""
        self._active = False
        self._watch.stop()

    @Slot()
    def _on_start(self) -> None:
        self.verdict = None
        self.start.setEnabled(False)
        self._say(translate("Wizard", "Opening both sides …"), "muted")
        spec, settings = self._draft.spec, self._draft.settings
        self._watch.start(lambda: self._machine.open_both(spec), EchoCheck(settings.echo, settings.vad))

    @Slot()
    def _on_sample(self) -> None:
        if not self._machine.play_sample():
            self._say(
                translate("Wizard", "No program here plays the sample. Play any voice, such as a video."), "problem"
            )

    @Slot(object)
    def _on_tested(self, check: EchoCheck) -> None:
        if not self._active:
            return
        self.progress.setValue(round(check.heard_s * 10))
        if not check.done:
            heard = translate("Wizard", "A voice is heard …")
            waiting = translate("Wizard", "Waiting for a voice from the far end …")
            self._say(heard if check.far_speaking else waiting, "muted")
            return
        self.verdict = check.verdict()
        kind = "good" if self.verdict.good else "problem"
        self._say(self.verdict.text, kind, self.verdict.mend)
        self.start.setEnabled(True)
        self.start.setText(translate("Wizard", "Test again"))
        self.changed.emit()

    @Slot(object)
    def _on_failed(self, error: SpeechError) -> None:
        if self._active:
            told = in_words(error)
            self._say(told.text, "problem", told.mend)
            self.start.setEnabled(True)

    def _say(self, words: str, kind: str, mend: str = "") -> None:
        of_kind(self.status, kind)
        self.status.setText(words)
        self.mend.setText(mend)
