"""Choose what turns your words into text: the built-in recognizer, or a Vosk model that is installed here.

Place in the flow: the sixth page. Installing shows progress, can be cancelled, and goes on where it stopped.
"""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QProgressBar, QPushButton, QRadioButton

from app.notify import in_words
from app.translation.words import QT_TRANSLATE_NOOP, amount, translate, translated
from app.window_style import of_kind
from app.wizard.draft import Draft
from app.wizard.machine import Machine
from app.wizard.model_install import Install, ModelInstaller
from app.wizard.page import WizardPage, shrinkable, text
from speech.errors import SpeechError
from speech.models.catalogue import ModelEntry
from speech.models.progress import Progress, Stage
from speech.models.store import InstalledModel

_STAGES: Final = {
    Stage.DOWNLOAD: QT_TRANSLATE_NOOP("Wizard", "Downloading: {done}."),
    Stage.UNPACK: QT_TRANSLATE_NOOP("Wizard", "Unpacking: {done}."),
    Stage.CHECK: QT_TRANSLATE_NOOP("Wizard", "Checking: {done}."),
}


class RecognizerPage(WizardPage):
    """Two ways, and an installation."""

    step = QT_TRANSLATE_NOOP("Wizard", "Recognizer")

    def __init__(self, draft: Draft, machine: Machine) -> None:
        """Look at files only; nothing is loaded."""
        super().__init__(
            translate("Wizard", "What turns your words into text"),
            translate(
                "Wizard",
                "Both work without the internet and keep everything on this computer. You can change this later.",
            ),
        )
        self._draft, self._machine = draft, machine
        self._built_in = machine.built_in()
        self.installer = ModelInstaller(self)
        self.built_in = QRadioButton(translate("Wizard", "Built-in recognizer (English, ready now)"))
        self.vosk = QRadioButton(translate("Wizard", "Vosk model (many languages, light on the processor)"))
        self.choice, self.install = QComboBox(), QPushButton(translate("Wizard", "Install"))
        self.from_file = QPushButton(translate("Wizard", "From a file…"))
        self.cancel = QPushButton(translate("Wizard", "Cancel"))
        self.progress, self.status = QProgressBar(), text("")
        self._build()
        self._fill()
        self.built_in.setEnabled(self._built_in)
        engine = draft.value("listening.engine")
        has_model = bool(machine.installed())
        use_vosk = engine == "vosk" or (engine == "auto" and has_model) or not self._built_in
        (self.vosk if use_vosk else self.built_in).setChecked(True)
        self._locked = draft.locked("listening.engine") or draft.locked("listening.model")
        if self._locked:
            self.body.insertWidget(3, text(self._locked, "muted"))
        if not self._built_in:
            self._say(
                translate("Wizard", "The built-in recognizer is not available on this system: a Vosk model is needed."),
                "muted",
            )
        self._connect()
        self._refresh()

    @property
    def may_go_on(self) -> bool:
        """Not while an installation runs."""
        return not self.installer.busy

    def leave(self) -> None:
        """Stop an installation; take the answer."""
        if self.installer.busy:
            self.installer.cancel()
        if self.built_in.isChecked():
            self._draft.put("listening.engine", "moonshine")
        elif self._is_installed(self.choice.currentData()):
            self._draft.put("listening.engine", "vosk")
            self._draft.put("listening.model", self.choice.currentData().name)
        else:
            self._draft.put("listening.engine", "auto")

    def begin(self, install: Install) -> None:
        """Start an installation."""
        self.progress.setRange(0, 0)
        self.installer.start(install)
        self._say(translate("Wizard", "Connecting …"), "muted")
        self._refresh()

    def _build(self) -> None:
        shrinkable(self.choice)
        self.choice.setAccessibleName(translate("Wizard", "Vosk model"))
        self.progress.setAccessibleName(translate("Wizard", "Progress of the installation"))
        self.progress.setTextVisible(False)
        row = QHBoxLayout()
        row.setContentsMargins(26, 0, 0, 0)
        row.addWidget(self.choice, 1)
        for button in (self.install, self.from_file, self.cancel):
            row.addWidget(button)
        for part in (self.built_in, self.vosk):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.status)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.vosk.toggled.connect(self._refresh)
        self.choice.currentIndexChanged.connect(self._refresh)
        self.install.clicked.connect(self._on_install)
        self.from_file.clicked.connect(self._on_file)
        self.cancel.clicked.connect(self.installer.cancel)
        self.installer.progressed.connect(self._on_progress)
        self.installer.finished.connect(self._on_finished)
        self.installer.cancelled.connect(self._on_cancelled)
        self.installer.failed.connect(self._on_failed)

    def _fill(self) -> None:
        """List the models: those installed are marked; the current choice stays."""
        current = self.choice.currentIndex()
        self.choice.blockSignals(True)  # noqa: FBT003  Qt's own
        self.choice.clear()
        for entry in self._machine.offered():
            installed_mark = translate("Wizard", "installed")
            mark = installed_mark if self._is_installed(entry) else _megabytes(entry.size_bytes)
            language = translated("Languages", entry.language)
            self.choice.addItem(f"{language} · {entry.id} · {mark}", entry)
        installed = [i for i in range(self.choice.count()) if self._is_installed(self.choice.itemData(i))]
        self.choice.setCurrentIndex(current if current >= 0 else (installed or [0])[0])
        self.choice.blockSignals(False)  # noqa: FBT003

    def _is_installed(self, entry: ModelEntry) -> bool:
        return any(model.name == entry.name and model.usable for model in self._machine.installed())

    @Slot()
    def _refresh(self) -> None:
        vosk, busy = self.vosk.isChecked(), self.installer.busy
        free = vosk and not busy and not self._locked
        installed = self._is_installed(self.choice.currentData())
        self.choice.setEnabled(free)
        for button in (self.install, self.from_file):
            button.setEnabled(free and not installed)
        for way in (self.built_in, self.vosk):
            way.setEnabled(not busy and not self._locked and (way is self.vosk or self._built_in))
        self.cancel.setVisible(busy)
        self.progress.setVisible(busy)
        self.changed.emit()

    @Slot()
    def _on_install(self) -> None:
        self.begin(self._machine.download(self.choice.currentData(), self._draft.settings.models))

    @Slot()
    def _on_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, translate("Wizard", "The model's archive"), "", translate("Wizard", "Archives (*.zip)")
        )
        if name:
            self.begin(self._machine.unpack(Path(name), self.choice.currentData()))

    @Slot(object)
    def _on_progress(self, progress: Progress) -> None:
        done = _megabytes(progress.done_bytes)
        if progress.total_bytes:
            self.progress.setRange(0, 1000)
            self.progress.setValue(round(1000 * progress.done_bytes / progress.total_bytes))
            done = translate("Wizard", "{done} of {total}").format(done=done, total=_megabytes(progress.total_bytes))
        words = translated("Wizard", _STAGES[progress.stage]).format(done=done)
        self._say(f"{words} {progress.note}".strip(), "muted")

    @Slot(object)
    def _on_finished(self, model: InstalledModel) -> None:
        self._fill()
        self._say(translate("Wizard", "{model} is installed.").format(model=model.id), "good")
        self._refresh()

    @Slot()
    def _on_cancelled(self) -> None:
        self._say(
            translate("Wizard", "Cancelled. What was downloaded is kept, so that it goes on from there."), "muted"
        )
        self._refresh()

    @Slot(object)
    def _on_failed(self, error: SpeechError) -> None:
        self._say(str(in_words(error)), "problem")
        self._refresh()

    def _say(self, words: str, kind: str) -> None:
        of_kind(self.status, kind)
        self.status.setText(words)


def _megabytes(size_bytes: int) -> str:
    return f"{amount(size_bytes / 1e6)} MB"
