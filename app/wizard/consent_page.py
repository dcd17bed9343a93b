"""The first page: what is listened to, what is kept, and how to stop it; nothing happens before the user agrees.

Place in the flow: the wizard's first page; `record` keeps that the user agreed.
"""

from typing import Final

from PySide6.QtWidgets import QCheckBox

from app.wizard.page import WizardPage, text

_LISTENED: Final = (
    "During a call: your microphone, which is turned into words, and the customer's side, of which only the times of "
    "speaking are taken. The customer's words are never recognized."
)
_KEPT: Final = (
    "No sound, ever. After a call there is a summary: times, what you said as text, and measures such as talk time. "
    "Card, account and phone numbers are blacked out first. It stays on this computer unless your company has "
    "connected a database of its own."
)
_SEEN: Final = "You, first. You can mark a cue as wrong, and it leaves the totals. Feelings are not guessed."
_PAUSE: Final = (
    "“Pause coaching” in Sotto's menu{key}. It costs nothing and nobody is told. Quit Sotto and nothing listens at all."
)


class ConsentPage(WizardPage):
    """Text and one box to tick."""

    step = "Welcome"

    def __init__(self, pause_key: str) -> None:
        """Name the key that pauses; "" where there is none."""
        super().__init__(
            "Welcome to Sotto",
            "Sotto coaches you quietly during calls. Everything happens on this computer. Please read this first.",
        )
        parts = {
            "What is listened to": _LISTENED,
            "What is kept": _KEPT,
            "Who sees it": _SEEN,
            "How to pause": _PAUSE.format(key=f", or {pause_key}" if pause_key else ""),
        }
        for title, words in parts.items():
            self.body.addWidget(text(title, "strong"))
            self.body.addWidget(text(words))
        self.body.addStretch(1)
        self.agree = QCheckBox("I have read this, and agree that Sotto listens during my calls")
        self.agree.toggled.connect(self.changed)
        self.body.addWidget(self.agree)

    @property
    def may_go_on(self) -> bool:
        """Only who agrees goes on."""
        return self.agree.isChecked()
