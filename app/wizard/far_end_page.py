"""Choose where the customer is heard, and see that it works: "play something".

Place in the flow: the third page. Only the level is looked at; the far end is never recognized.
"""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton

from app.notify import in_words
from app.translation.words import QT_TRANSLATE_NOOP, translate, translated
from app.window_style import of_kind
from app.wizard.draft import Draft
from app.wizard.hearing import HEARD_ABOVE_DBFS, Reading
from app.wizard.machine import Machine
from app.wizard.page import LevelBar, WizardPage, shrinkable, text
from app.wizard.sound_watch import SoundWatch
from speech.errors import SpeechError
from speech.sources.spec import FarEndChoice, FarEndKind

NONE_TEXT: Final = QT_TRANSLATE_NOOP(
    "Wizard", "The customer is not listened to. Interruptions, talk share and pauses are then not measured."
)
_NOTHING: Final = QT_TRANSLATE_NOOP(
    "Wizard", "Nothing on this computer can hear the customer. You can go on: what needs two voices is not measured."
)


class FarEndPage(WizardPage):
    """A list of ways to hear the customer, and a meter."""

    step = QT_TRANSLATE_NOOP("Wizard", "Customer's side")

    def __init__(self, draft: Draft, machine: Machine, watch: SoundWatch) -> None:
        """Ask nothing of the devices yet."""
        super().__init__(
            translate("Wizard", "The customer's side"),
            translate(
                "Wizard",
                "Choose where the customer's voice comes from, then play something with a voice in it. "
                "Sotto takes only when the customer speaks, never the words.",
            ),
        )
        self._draft, self._machine, self._watch = draft, machine, watch
        self._active = False
        self.choice, self.sample = QComboBox(), QPushButton(translate("Wizard", "Play a sample call"))
        self.meter, self.status = LevelBar(translated("Wizard", self.step)), text("")
        self.heard = False
        """Whether anything was heard."""
        shrinkable(self.choice)
        self.choice.setAccessibleName(translate("Wizard", "Where the customer is heard"))
        row = QHBoxLayout()
        row.addWidget(self.choice, 1)
        row.addWidget(self.sample)
        self.body.addLayout(row)
        self.body.addWidget(self.meter)
        self.body.addWidget(self.status)
        self.body.addStretch(1)
        if reason := draft.locked("listening.far_end"):
            self.choice.setEnabled(False)
            self.body.addWidget(text(reason, "muted"))
        self.choice.activated.connect(self._on_chosen)
        self.sample.clicked.connect(self._on_sample)
        watch.opened.connect(self._on_opened)
        watch.heard.connect(self._on_heard)
        watch.failed.connect(self._on_failed)

    def enter(self) -> None:
        """List the far ends and listen to the chosen one."""
        self._active = True
        try:
            inputs = self._machine.inputs()
        except SpeechError:
            inputs = ()
        self.choice.clear()
        found = [device.choice for device in self._machine.far_ends(inputs)]
        labels = [device.label for device in self._machine.far_ends(inputs)]
        labels.append(translate("Wizard", "Nowhere"))
        for label, choice in zip(labels, (*found, FarEndChoice(FarEndKind.NONE)), strict=True):
            self.choice.addItem(label, choice)
        wanted = self._draft.spec.far_end
        same = [i for i, choice in enumerate(found) if (choice.kind, choice.name) == (wanted.kind, wanted.name)]
        alike = [i for i, choice in enumerate(found) if choice.kind is wanted.kind]
        self.choice.setCurrentIndex((same or alike or [len(found)])[0])
        self._nothing = not found
        self._listen()

    def leave(self) -> None:
        """Release the device."""
        self._active = False
        self._watch.stop()

    def _listen(self) -> None:
        self.heard = False
        self.meter.show_level(-100.0, speaking=False)
        chosen: FarEndChoice = self.choice.currentData()
        if chosen.kind is FarEndKind.NONE:
            self._watch.stop()
            words = translated("Wizard", _NOTHING if self._nothing else NONE_TEXT)
            self._say(words, "problem" if self._nothing else "muted")
            return
        self._say(translate("Wizard", "Play something …"), "muted")
        spec = self._draft.spec
        self._watch.start(lambda: self._machine.open_far(spec))

    @Slot()
    def _on_chosen(self) -> None:
        self._draft.put_far_end(self.choice.currentData())
        self._listen()

    @Slot()
    def _on_sample(self) -> None:
        if not self._machine.play_sample():
            self._say(
                translate("Wizard", "No program here plays the sample. Play any voice, such as a video."), "problem"
            )

    @Slot(str)
    def _on_opened(self, name: str) -> None:
        if self._active:
            self._say(translate("Wizard", "Listening to {name}. Play something …").format(name=name), "muted")

    @Slot(object)
    def _on_heard(self, reading: Reading) -> None:
        if not self._active:
            return
        near = reading.near  # the far end is the only side here
        self.meter.show_level(near.rms_dbfs, speaking=near.speaking)
        if near.rms_dbfs > HEARD_ABOVE_DBFS:
            self.heard = True
            voice, sound = translate("Wizard", "A voice is heard."), translate("Wizard", "Sound is heard.")
            self._say(voice if near.speaking else sound, "good")

    @Slot(object)
    def _on_failed(self, error: SpeechError) -> None:
        if self._active:
            way_out = translate("Wizard", "You can go on without the customer's side.")
            self._say(f"{in_words(error)} {way_out}", "problem")

    def _say(self, words: str, kind: str) -> None:
        of_kind(self.status, kind)
        self.status.setText(words)
