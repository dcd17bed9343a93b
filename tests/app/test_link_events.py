"""Links that macOS hands to the running program."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import notify
from app.calls.errors import CallError
from app.calls.requests import Request
from app.calls.state import CallCommand, CallVerb, Origin
from app.link_events import LinkEvents
from app.notify import Message


@pytest.fixture
def asked(qapp: QApplication) -> Iterator[list[Request]]:
    """Return what links asked for."""
    seen: list[Request] = []
    events = LinkEvents(seen.append)
    yield seen
    events.close()


def opened(link: str) -> bool:
    """Have the system open a link; return whether somebody took it."""
    qt = QCoreApplication.instance()
    assert qt is not None
    return QCoreApplication.sendEvent(qt, QFileOpenEvent(QUrl(link)))


def test_a_link_is_carried_out(asked: list[Request]) -> None:
    """It asks for what `sotto url` would ask for, its reference with all its letters."""
    assert opened("sotto://call/start?reference=A%2B4711%20x")
    assert asked == [Request(CallCommand(CallVerb.START, "A+4711 x", Origin.LINK))]


@pytest.mark.parametrize("other", ["file:///tmp/a.wav", "https://call/start", "sottovoce://call/start"])
def test_what_is_no_link_of_ours_is_left_alone(asked: list[Request], other: str) -> None:
    """Files and other programs' links are not for us."""
    opened(other)
    assert asked == []


@pytest.mark.parametrize("wrong", ["sotto://call/explode", "sotto://elsewhere/start", "sotto:start"])
def test_a_wrong_link_is_told_in_one_sentence(asked: list[Request], wrong: str) -> None:
    """Nobody waits for a reply, so the agent is told, and the program goes on."""
    told: list[Message] = []
    notify.door.attach(told.append)
    opened(wrong)
    (message,) = told
    assert "link" in str(message)
    assert asked == []


def test_a_refused_call_is_told(qtbot: QtBot) -> None:
    """A link that ends a call where there is none says so."""
    told: list[Message] = []
    notify.door.attach(told.append)

    def refuse(_request: Request) -> None:
        raise CallError("No call is under way.", "Begin one.")

    events = LinkEvents(refuse)
    assert opened("sotto://call/end")
    events.close()
    assert [str(message) for message in told] == ["No call is under way. Begin one."]


def test_nothing_is_heard_after_the_end(asked: list[Request], qapp: QApplication) -> None:
    """A program that is closing begins no call."""
    gone = LinkEvents(lambda _request: pytest.fail("heard"))
    gone.close()
    opened("sotto://call/start")
    assert len(asked) == 1
