"""The one door to the user."""

import errno
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import notify
from app.errors import SettingsError
from app.notify import Door, Level, Message, explain
from coaching.errors import RulebookError
from speech.errors import DeviceError


def test_messages_wait_for_a_view() -> None:
    """What is said before there is a view is shown, in order, once there is one."""
    door, seen = Door(), list[Message]()
    door.tell(Message(Level.INFO, "one"))
    door.tell(Message(Level.INFO, "two"))
    door.attach(seen.append)
    door.tell(Message(Level.INFO, "three"))
    assert [message.text for message in seen] == ["one", "two", "three"]


def test_messages_wait_again_after_the_view_left() -> None:
    """Between two views nothing is lost and nothing is shown twice."""
    door, first, second = Door(), list[Message](), list[Message]()
    door.attach(first.append)
    door.tell(Message(Level.INFO, "one"))
    door.detach()
    door.tell(Message(Level.INFO, "two"))
    door.attach(second.append)
    assert [message.text for message in first] == ["one"]
    assert [message.text for message in second] == ["two"]


def test_levels() -> None:
    """Each way to speak has its level."""
    seen: list[Message] = []
    notify.door.attach(seen.append)
    notify.info("a")
    notify.warn("b", "mend b")
    notify.fail("c", "mend c")
    assert seen == [
        Message(Level.INFO, "a"), Message(Level.WARNING, "b", "mend b"), Message(Level.ERROR, "c", "mend c"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "error", [DeviceError("Text.", "Mend."), RulebookError("Text.", "Mend."), SettingsError("Text.", "Mend.")]
)
def test_own_errors_speak_for_themselves(error: Exception) -> None:
    """The errors of each layer are told as they were written."""
    assert str(explain(error)) == "Text. Mend."


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, "The disk is full: /a/b could not be written. Free some space and try again."),
        (errno.EACCES, "No permission for /a/b. Choose another place or ask its owner for access."),
        (errno.EROFS, "/a/b lies on a disk that is read-only. Choose another place."),
        (errno.ENOENT, "There is no /a/b. Check the name and the folder."),
        (errno.EIO, "/a/b cannot be used: Input/output error."),
    ],
)
def test_system_errors_become_sentences(number: int, expected: str) -> None:
    """A full disk, a missing permission and their like are named with the file."""
    assert str(explain(OSError(number, "Input/output error", "/a/b"))) == expected


@pytest.mark.parametrize(
    ("name", "begin"),
    [
        ("call.wav", "call.wav is a folder."),
        ("reports", "reports is a folder."),
        ("standard output", "Standard output is a folder."),
        (None, "A file is a folder."),
    ],
)
def test_a_file_is_called_as_it_is_called(name: str | None, begin: str) -> None:
    """A sentence that begins with its name leaves its letters alone; any other begins with a capital."""
    message = explain(OSError(errno.EISDIR, "Is a directory", name))
    assert message is not None
    assert message.text == begin


def test_bugs_are_not_explained_away() -> None:
    """What nobody foresaw has no sentence of its own."""
    assert explain(ZeroDivisionError("division by zero")) is None


def test_interrupt_and_memory_have_a_sentence() -> None:
    """Ctrl-C and a full memory are no bugs."""
    assert str(explain(KeyboardInterrupt())) == "Stopped."
    assert "memory" in str(explain(MemoryError()))


@given(st.integers(min_value=1, max_value=200), st.text(max_size=40))
def test_every_system_error_is_one_line(number: int, name: str) -> None:
    """Whatever the system says and however the file is called, the message is one line and no traceback."""
    message = explain(OSError(number, "reason", str(Path("/x") / name.replace("\0", ""))))
    assert message is not None
    assert "\n" not in str(message)
    assert "Traceback" not in str(message)
