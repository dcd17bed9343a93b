"""Choose the microphone, and see that it hears: "say something".

Place in the flow: the second page. Nothing is recognized or kept; only the level moves a meter.
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
from speech.devices import InputDevice
from speech.errors import SpeechError

NO_DEVICE: Final = QT_TRANSLATE_NOOP(
    "Wizard",
    "No microphone was found on this computer. Plug one in and press “Look again”, or go on: "
    "Sotto then takes the first one that comes.",
)


class MicrophonePage(WizardPage):
    """A list of microphones and a meter."""

    step = QT_TRANSLATE_NOOP("Wizard", "Microphone")

    def __init__(self, draft: Draft, machine: Machine, watch: SoundWatch) -> None:
        """Ask nothing of the devices yet."""
        super().__init__(
            translate("Wizard", "Your microphone"),
            translate("Wizard", "Choose the microphone of your headset, then say something."),
        )
        self._draft, self._machine, self._watch = draft, machine, watch
        self._active = False
        self._inputs: tuple[InputDevice, ...] = ()
        self.choice, self.again = QComboBox(), QPushButton(translate("Wizard", "Look again"))
        self.meter, self.status = LevelBar(translate("Wizard", "Microphone")), text("")
        self.heard = False
        """Whether a voice was heard."""
        shrinkable(self.choice)
        self.choice.setAccessibleName(translate("Wizard", "Microphone"))
        row = QHBoxLayout()
        row.addWidget(self.choice, 1)
        row.addWidget(self.again)
        self.body.addLayout(row)
        self.body.addWidget(self.meter)
        self.body.addWidget(self.status)
        self.body.addStretch(1)
        if reason := draft.locked("listening.microphone"):
            self.choice.setEnabled(False)
            self.body.addWidget(text(reason, "muted"))
        self.choice.activated.connect(self._on_chosen)
        self.again.clicked.connect(self._on_again)
        watch.opened.connect(self._on_opened)
        watch.heard.connect(self._on_heard)
        watch.failed.connect(self._on_failed)

    def enter(self) -> None:
        """List the microphones and listen to the chosen one."""
        self._active = True
        self._list(fresh=False)

    def leave(self) -> None:
        """Release the microphone."""
        self._active = False
        self._watch.stop()

    def _list(self, *, fresh: bool) -> None:
        self._watch.stop()
        try:
            self._inputs = self._machine.inputs(fresh=fresh)
        except SpeechError as error:
            self._inputs = ()
            self._say(str(in_words(error)), "problem")
        self.choice.clear()
        self.choice.addItem(translate("Wizard", "The system's microphone"), None)
        for device in self._inputs:
            self.choice.addItem(f"{device.name} ({device.host_api})", (device.name, device.host_api))
        wanted = self._draft.value("listening.microphone")
        names = [None, *(device.name for device in self._inputs)]
        self.choice.setCurrentIndex(names.index(wanted) if wanted in names else 0)
        self._listen()

    def _listen(self) -> None:
        self.heard = False
        self.meter.show_level(-100.0, speaking=False)
        if not self._inputs:
            self._say(translated("Wizard", NO_DEVICE), "problem")
            return
        self._say(translate("Wizard", "Opening the microphone …"), "muted")
        spec = self._draft.spec
        self._watch.start(lambda: self._machine.open_near(spec))

    @Slot()
    def _on_again(self) -> None:
        self._watch.stop()
        self._watch.join()  # a fresh list ends all streams
        self._list(fresh=True)

    @Slot()
    def _on_chosen(self) -> None:
        name, host_api = self.choice.currentData() or ("", "")
        self._draft.put("listening.microphone", name)
        self._draft.put("listening.microphone_host_api", host_api)
        self._listen()

    @Slot(str)
    def _on_opened(self, name: str) -> None:
        if self._active:
            self._say(translate("Wizard", "{name} is open. Say something …").format(name=name), "muted")

    @Slot(object)
    def _on_heard(self, reading: Reading) -> None:
        if not self._active:
            return
        near = reading.near
        self.meter.show_level(near.rms_dbfs, speaking=near.speaking)
        if reading.away:
            words = translate("Wizard", "{name} was unplugged. Waiting for it …")
            self._say(words.format(name=reading.away[0]), "problem")
        elif near.speaking and near.rms_dbfs > HEARD_ABOVE_DBFS:
            self.heard = True
            self._say(translate("Wizard", "You are heard well."), "good")

    @Slot(object)
    def _on_failed(self, error: SpeechError) -> None:
        if self._active:
            self._say(str(in_words(error)), "problem")

    def _say(self, words: str, kind: str) -> None:
        of_kind(self.status, kind)
        self.status.setText(words)
