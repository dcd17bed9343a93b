"""Unforeseen errors: recorded without a spoken word, told in one sentence."""

import sys
import threading
from pathlib import Path

import pytest

from app import crash, notify
from app.notify import Message

SPOKEN = "my card number is four one one one"


def lose() -> None:
    """Fail with a spoken word in the message of the error and of its cause."""
    try:
        {}[SPOKEN]
    except KeyError as first:
        raise ValueError(SPOKEN) from first


def failing() -> ValueError:
    """Return an error with its traceback."""
    with pytest.raises(ValueError, match="card") as caught:
        lose()
    return caught.value


def test_the_record_has_places_but_no_words(tmp_path: Path) -> None:
    """A record says which errors arose where, and holds no message, so no spoken word."""
    file = crash.record(failing(), tmp_path / "logs")
    assert file is not None
    text = file.read_text()
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_crash.py" in text
    assert "four" not in text


def test_old_records_are_dropped(tmp_path: Path) -> None:
    """Records do not pile up."""
    for _ in range(25):
        crash.record(failing(), tmp_path)
    assert len(list(tmp_path.glob("crash-*.txt"))) == 20


def test_no_record_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A crash on a broken disk does not crash again."""
    (tmp_path / "file").write_text("")
    assert crash.record(failing(), tmp_path / "file" / "logs") is None


def test_the_user_is_told_in_one_sentence(tmp_path: Path) -> None:
    """The user learns the kind and where the record is, no traceback and no words."""
    seen: list[Message] = []
    notify.door.attach(seen.append)
    crash.tell(failing(), tmp_path)
    text = str(seen[0])
    assert "ValueError" in text
    assert str(tmp_path) in text
    assert "four" not in text
    assert "\n" not in text


@pytest.mark.usefixtures("_hooks")
def test_errors_of_threads_are_caught(tmp_path: Path) -> None:
    """A thread that dies does not die silently."""
    seen: list[Message] = []
    notify.door.attach(seen.append)
    crash.install(tmp_path)
    sys.excepthook(ValueError, failing(), None)

    def die() -> None:
        raise ZeroDivisionError

    thread = threading.Thread(target=die)
    thread.start()
    thread.join()
    assert ["ValueError" in str(seen[0]), "ZeroDivisionError" in str(seen[1])] == [True, True]


@pytest.mark.usefixtures("_hooks")
def test_windowed_programs_keep_native_crashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a standard error native crashes go to a file."""
    import faulthandler

    enabled: list[object] = []
    monkeypatch.setattr(faulthandler, "enable", lambda file=None: enabled.append(file))
    monkeypatch.setattr(sys, "stderr", None)
    file = crash.install(tmp_path)
    assert file is not None
    file.close()
    assert enabled == [file]
    assert (tmp_path / "native-crash.txt").exists()
