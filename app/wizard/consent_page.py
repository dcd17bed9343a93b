"""The first page: what is listened to, what is kept, and how to stop it; nothing happens before the user agrees.

Place in the flow: the wizard's first page; `record` keeps that the user agreed.
"""

from typing import Final

from PySide6.QtWidgets import QCheckBox

from app.wizard.page import WizardPage, text

_PARTS: Final = (
    (
        "What is listened to",
        "During a call: your microphone, which is turned into words, and the customer's side, of which only the times "
        "of speaking are taken. The customer's words are never recognized.",
    ),
    (
        "What is kept",
        "No sound, ever. After a call there is a summary: times, the words that a cue was about, and measures such as "
        "talk time. Card, account and phone numbers are blacked out first. It stays on this computer unless your "
        "company has connected a database of its own.",
    ),
    (
        "Who sees it",
        "You, first. You can mark a cue as wrong, and it leaves the totals. Feelings are not guessed.",
    ),
    (
        "How to pause",
        "“Pause coaching” in Sotto's menu, or {key}. It costs nothing and nobody is told. Quit Sotto and nothing "
        "listens at all.",
    ),
)  # fmt: skip


class ConsentPage(WizardPage):
    """Text and one box to tick."""

    step = "Welcome"

    def __init__(self, pause_key: str) -> None:
        """Name the key that pauses; "" where there is none."""
        super().__init__(
            "Welcome to Sotto",
            "Sotto coaches you quietly during calls. Everything happens on this computer. Please read this first.",
        )
        for title, words in _PARTS:
            self.body.addWidget(text(title, "strong"))
            words = words.replace("{key}", pause_key) if pause_key else words.replace(", or {key}", "")  # noqa: PLW2901
            self.body.addWidget(text(words))
        self.body.addStretch(1)
        self.agree = QCheckBox("I have read this, and agree that Sotto listens during my calls")
        self.agree.toggled.connect(self.changed)
        self.body.addWidget(self.agree)

    @property
    def may_go_on(self) -> bool:
        """Only who agrees goes on."""
        return self.agree.isChecked()
