"""The first page: what is listened to, what is kept, and how to stop it; nothing happens before the user agrees.

Place in the flow: the wizard's first page; `record` keeps that the user agreed.
"""

from typing import Final

from PySide6.QtWidgets import QCheckBox

from app.translation.words import QT_TRANSLATE_NOOP, translate, translated
from app.wizard.page import WizardPage, text

_LISTENED: Final = QT_TRANSLATE_NOOP(
    "Wizard",
    "During a call: your microphone, which is turned into words, and the customer's side, of which only the times of "
    "speaking are taken. The customer's words are never recognized.",
)
_KEPT: Final = QT_TRANSLATE_NOOP(
    "Wizard",
    "No sound, ever. After a call there is a summary: times, what you said as text, and measures such as talk time. "
    "Card, account and phone numbers are blacked out first. It stays on this computer unless your company has "
    "connected a database of its own.",
)
_SEEN: Final = QT_TRANSLATE_NOOP(
    "Wizard", "You, first. You can mark a cue as wrong, and it leaves the totals. Feelings are not guessed."
)
_PAUSE: Final = QT_TRANSLATE_NOOP(
    "Wizard",
    "“Pause coaching” in Sotto's menu. It costs nothing and nobody is told. Quit Sotto and nothing listens at all.",
)
_PAUSE_BY_KEY: Final = QT_TRANSLATE_NOOP(
    "Wizard",
    "“Pause coaching” in Sotto's menu, or {key}. It costs nothing and nobody is told. "
    "Quit Sotto and nothing listens at all.",
)


class ConsentPage(WizardPage):
    """Text and one box to tick."""

    step = QT_TRANSLATE_NOOP("Wizard", "Welcome")

    def __init__(self, pause_key: str) -> None:
        """Name the key that pauses; "" where there is none."""
        super().__init__(
            translate("Wizard", "Welcome to Sotto"),
            translate(
                "Wizard",
                "Sotto coaches you quietly during calls. Everything happens on this computer. Please read this first.",
            ),
        )
        parts = {
            translate("Wizard", "What is listened to"): _LISTENED,
            translate("Wizard", "What is kept"): _KEPT,
            translate("Wizard", "Who sees it"): _SEEN,
            translate("Wizard", "How to pause"): _PAUSE_BY_KEY if pause_key else _PAUSE,
        }
        for title, words in parts.items():
            self.body.addWidget(text(title, "strong"))
            self.body.addWidget(text(translated("Wizard", words).format(key=pause_key)))
        self.body.addStretch(1)
        self.agree = QCheckBox(translate("Wizard", "I have read this, and agree that Sotto listens during my calls"))
        self.agree.toggled.connect(self.changed)
        self.body.addWidget(self.agree)

    @property
    def may_go_on(self) -> bool:
        """Only who agrees goes on."""
        return self.agree.isChecked()
