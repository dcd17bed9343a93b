"""Loudness calibration: read two sentences aloud, and Sotto knows how loud you usually are with this microphone.

Place in the flow: the fifth page; `calibration` measures, `app.levels` keeps the result by device.
"""

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QProgressBar, QPushButton

from app import notify
from app.levels import save_level
from app.notify import in_words
from app.translation.words import QT_TRANSLATE_NOOP, amount, translate, translated
from app.window_style import of_kind
from app.wizard.calibration import Calibration, UsualLevel
from app.wizard.draft import Draft
from app.wizard.hearing import Reading
from app.wizard.machine import Machine
from app.wizard.page import LevelBar, WizardPage, text
from app.wizard.sound_watch import SoundWatch
from speech.errors import SpeechError

_READ: Final = QT_TRANSLATE_NOOP(
    "Wizard",
    "“Good morning, thank you for calling. My name is …, how can I help you today? "
    "I'm happy to look into that for you. May I have the reference on your last letter, please?”",
)


class LoudnessPage(WizardPage):
    """A text to read, a meter and the result."""

    step = QT_TRANSLATE_NOOP("Wizard", "Loudness")

    def __init__(self, draft: Draft, machine: Machine, watch: SoundWatch) -> None:
        """Nothing is listened to yet."""
        super().__init__(
            translate("Wizard", "Your usual voice"),
            translate(
                "Wizard",
                "Press the button and read this aloud, the way you speak to customers. A raised voice is measured "
                "against your own, never against others.",
            ),
        )
        self._draft, self._machine, self._watch = draft, machine, watch
        self._active, self._device = False, ""
        self._calibration = Calibration()
        self.level: UsualLevel | None = None
        self.start = QPushButton(translate("Wizard", "Start"))
        self.meter, self.progress = LevelBar(translate("Wizard", "Microphone")), QProgressBar()
        self.status = text("")
        of_kind(self.start, "primary")
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(translate("Wizard", "How much was heard"))
        self.body.addWidget(text(translated("Wizard", _READ), "section"))
        self.body.addSpacing(6)
        self.body.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.meter, self.progress, self.status):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.start.clicked.connect(self._on_start)
        watch.opened.connect(self._on_opened)
        watch.heard.connect(self._on_heard)
        watch.failed.connect(self._on_failed)

    def enter(self) -> None:
        """Offer to start."""
        self._active = True

    def leave(self) -> None:
        """Release the microphone."""
        self._active = False
        self._watch.stop()
        self.start.setEnabled(True)

    def finish(self) -> None:
        """Keep the level for this microphone."""
        if self.level is None:
            return
        try:
            save_level(self._machine.levels_file, self._device, self.level.dbfs)
        except OSError as error:
            if (message := notify.explain(error)) is not None:
                notify.door.tell(message)

    @Slot()
    def _on_start(self) -> None:
        self._calibration, self.level = Calibration(), None
        self.progress.setValue(0)
        self.start.setEnabled(False)
        self._say(translate("Wizard", "Opening the microphone …"), "muted")
        spec = self._draft.spec
        self._watch.start(lambda: self._machine.open_near(spec))

    @Slot(str)
    def _on_opened(self, name: str) -> None:
        if self._active:
            self._device = name
            self._say(translate("Wizard", "Please read the sentences aloud …"), "muted")

    @Slot(object)
    def _on_heard(self, reading: Reading) -> None:
        if not self._active:
            return
        self.meter.show_level(reading.near.rms_dbfs, speaking=reading.near.speaking)
        self._calibration.accept(reading)
        self.progress.setValue(round(100 * self._calibration.share))
        if (level := self._calibration.result()) is not None:
            self._watch.stop()
            self.level = level
            done = translate("Wizard", "Done: you usually speak at {level} dBFS with {device}.")
            words = f"{done.format(level=amount(level.dbfs), device=self._device)} {level.warning}"
            self._say(words.strip(), "problem" if level.warning else "good")
            self.start.setEnabled(True)
            self.start.setText(translate("Wizard", "Measure again"))

    @Slot(object)
    def _on_failed(self, error: SpeechError) -> None:
        if self._active:
            way_out = translate("Wizard", "You can go on without.")
            self._say(f"{in_words(error)} {way_out}", "problem")
            self.start.setEnabled(True)

    def _say(self, words: str, kind: str) -> None:
        of_kind(self.status, kind)
        self.status.setText(words)
