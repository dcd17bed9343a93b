"""Ctrl-C as a flag."""

import os
import signal
import threading

import pytest

from app.interrupt import ctrl_c_came, forget_signals, interruptible


def test_ctrl_c_sets_the_flag_and_asks_again() -> None:
    """The first Ctrl-C is a request, the second one ends at once, and the old handler comes back."""
    before = signal.getsignal(signal.SIGINT)
    with interruptible() as stop:
        assert not stop.asked
        os.kill(os.getpid(), signal.SIGINT)
        assert stop.asked
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_a_polite_kill_is_the_same() -> None:
    """SIGTERM asks to stop, so that what was done is kept."""
    with interruptible() as stop:
        os.kill(os.getpid(), signal.SIGTERM)
        assert stop.asked


def test_other_threads_get_a_flag_that_is_never_set() -> None:
    """Outside the main thread no handler is touched."""
    asked: list[bool] = []

    def work() -> None:
        with interruptible() as stop:
            asked.append(stop.asked)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert asked == [False]


def test_ctrl_c_is_remembered_for_the_exit_code() -> None:
    """After Ctrl-C the process knows it, after a polite kill it does not, and the next command begins anew."""
    forget_signals()
    for number, remembered in ((signal.SIGTERM, False), (signal.SIGINT, True)):
        with interruptible():
            os.kill(os.getpid(), number)
        assert ctrl_c_came() is remembered
    forget_signals()
    assert not ctrl_c_came()
