"""The desktop portal's hotkeys, against a portal of the test's own on a private bus."""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

pytest.importorskip("jeepney", reason="jeepney is for Linux")

from jeepney import DBusAddress, MessageType, message_bus, new_method_return, new_signal
from jeepney.io.blocking import open_dbus_connection

from app import notify
from app.calls.requests import DeskAction
from app.hotkeys.chords import HotkeyError, parse_chord
from app.hotkeys.wayland import PortalHotkeys, trigger

CHORDS = {DeskAction.PAUSE: parse_chord("Ctrl+Alt+Shift+P"), DeskAction.WRONG: parse_chord("Meta+F9")}
PORTAL = "/org/freedesktop/portal/desktop"
NAME = "org.freedesktop.portal.GlobalShortcuts"


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Give a session bus of its own."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("needs dbus-daemon")
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    )
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    yield address
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


class _Portal:
    """Answers like xdg-desktop-portal: a request object, its Response, then Activated for every shortcut bound."""

    def __init__(self, refuse: bool) -> None:
        self.refuse, self.bound = refuse, []
        self.connection = open_dbus_connection(bus="SESSION")
        self.connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self) -> None:
        try:
            while True:
                message = self.connection.receive()
                if message.header.message_type is MessageType.method_call:
                    self.answer(message)
        except (OSError, EOFError):
            return

    def answer(self, call: Any) -> None:
        fields = call.header.fields
        method, sender = fields[3], fields[7]
        options = call.body[-1]
        path = f"{PORTAL}/request/{sender[1:].replace('.', '_')}/{options['handle_token'][1]}"
        self.connection.send(new_method_return(call, "o", (path,)))
        results: dict[str, Any] = {}
        if method == "CreateSession":
            results = {"session_handle": ("s", f"{PORTAL}/session/x/{options['session_handle_token'][1]}")}
        else:
            self.bound = call.body[1]
        code = 1 if self.refuse and method == "BindShortcuts" else 0
        request = DBusAddress(path, interface="org.freedesktop.portal.Request")
        self.connection.send(new_signal(request, "Response", "ua{sv}", (code, results)))

    def activate(self) -> None:
        address = DBusAddress(PORTAL, interface=NAME)
        for name, _ in self.bound:
            self.connection.send(new_signal(address, "Activated", "osta{sv}", (f"{PORTAL}/session/x/y", name, 1, {})))

    def close(self) -> None:
        self.connection.sock.shutdown(2)
        self.thread.join()
        self.connection.close()


def test_chords_are_written_as_the_portal_wants() -> None:
    """Triggers follow the XDG shortcuts specification."""
    assert [trigger(chord) for chord in CHORDS.values()] == ["CTRL+ALT+SHIFT+p", "LOGO+F9"]


def test_presses_come_from_the_portal(qtbot: QtBot, bus: str) -> None:
    """The portal is asked once for all shortcuts; each activation tells its action."""
    portal = _Portal(refuse=False)
    owner = QObject()
    hotkeys = PortalHotkeys(owner)
    heard: list[DeskAction] = []
    hotkeys.pressed.connect(heard.append)
    assert hotkeys.bind(CHORDS) == []
    qtbot.waitUntil(lambda: len(portal.bound) == 2, timeout=20_000)
    assert portal.bound[0][0] == "pause"
    assert portal.bound[0][1]["preferred_trigger"] == ("s", "CTRL+ALT+SHIFT+p")
    qtbot.waitUntil(lambda: hotkeys.listening, timeout=20_000)
    portal.activate()
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=20_000)
    assert heard == [DeskAction.PAUSE, DeskAction.WRONG]
    hotkeys.close()
    portal.close()


def test_a_user_who_says_no_is_told_another_way(qtbot: QtBot, bus: str) -> None:
    """Refused shortcuts are told in one sentence that names `sotto toggle`."""
    told: list[notify.Message] = []
    notify.door.attach(told.append)
    portal = _Portal(refuse=True)
    owner = QObject()
    hotkeys = PortalHotkeys(owner)
    hotkeys.bind(CHORDS)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "did not give" in told[0].text
    assert "sotto toggle" in told[0].mend
    hotkeys.close()
    portal.close()


def test_a_desktop_without_a_portal_is_told_another_way(qtbot: QtBot, bus: str) -> None:
    """A bus with no portal gives the same advice."""
    told: list[notify.Message] = []
    notify.door.attach(told.append)
    owner = QObject()
    hotkeys = PortalHotkeys(owner)
    hotkeys.bind(CHORDS)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "no portal" in told[0].text
    hotkeys.close()


def test_without_a_bus_one_sentence(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """No session bus gives one sentence and another way."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    owner = QObject()
    with pytest.raises(HotkeyError, match="sotto toggle"):
        PortalHotkeys(owner)
