"""Global hotkeys on Wayland: the desktop's portal (org.freedesktop.portal.GlobalShortcuts) over the session bus.

Place in the flow: `app.hotkeys.opening` makes one on Wayland. The desktop asks the user once which keys to take and may
choose others than ours. Spoken with jeepney, as Qt's D-Bus in Python cannot write the arrays of structures that the
portal wants. One thread talks to the bus; presses cross to the GUI thread as a signal. Without a portal, `sotto toggle`
can be bound in the desktop's own keyboard settings.
"""

import os
import threading
from collections.abc import Mapping
from typing import Any, Final

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    MatchRule,
    MessageType,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app import notify
from app.calls.requests import DeskAction
from app.hotkeys.actions import TEXTS
from app.hotkeys.base import Hotkeys
from app.hotkeys.chords import Chord, HotkeyError, Modifier
from app.translation.words import QT_TRANSLATE_NOOP, translate, translated

_ELSE: Final = QT_TRANSLATE_NOOP(
    "Problems", "Bind “sotto toggle” to a key in your desktop's keyboard settings instead."
)
_PORTAL: Final = DBusAddress(
    "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Desktop", "org.freedesktop.portal.GlobalShortcuts"
)
_REQUEST: Final = "org.freedesktop.portal.Request"
_ANSWER_S: Final = 300.0
"""The user may be asked, and may take time."""
_NAMES: Final = {Modifier.CTRL: "CTRL", Modifier.ALT: "ALT", Modifier.SHIFT: "SHIFT", Modifier.META: "LOGO"}


def trigger(chord: Chord) -> str:
    """Return a chord as the XDG shortcuts specification writes it: "CTRL+ALT+p"."""
    key = chord.key.lower() if len(chord.key) == 1 else chord.key
    return "+".join([*(name for modifier, name in _NAMES.items() if modifier in chord.modifiers), key])


def _refused(why: str) -> HotkeyError:
    return HotkeyError(why, translated("Problems", _ELSE))


class PortalHotkeys(Hotkeys):
    """Asks the portal in a thread of its own, so that no dialog of the desktop holds the overlay up."""

    _heard = Signal(str)

    def __init__(self, parent: QObject) -> None:
        """Open the session bus; raises HotkeyError when there is none."""
        super().__init__(parent)
        try:
            self._bus: DBusConnection = open_dbus_connection(bus="SESSION")
        except (OSError, KeyError, ValueError, RuntimeError):
            raise _refused(translate("Problems", "No session bus to ask for hotkeys.")) from None
        self._thread: threading.Thread | None = None
        self._closing = False
        self.listening = False
        """True once the portal granted the keys."""
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)

    def bind(self, chords: Mapping[DeskAction, Chord]) -> list[HotkeyError]:
        """Ask for the chords; what the portal refuses is told through `app.notify` later. Once only."""
        self._thread = threading.Thread(target=self._work, args=(dict(chords),), name="hotkeys", daemon=True)
        self._thread.start()
        return []

    def close(self) -> None:
        """Leave the bus: the portal gives the keys back."""
        self._closing = True
        self._bus.sock.shutdown(2)  # wakes the thread
        if self._thread is not None:
            self._thread.join()
        self._bus.close()

    @Slot(str)
    def _on_heard(self, shortcut: str) -> None:
        if shortcut in set(DeskAction):
            self.pressed.emit(DeskAction(shortcut))

    def _work(self, chords: Mapping[DeskAction, Chord]) -> None:
        try:
            session = self._session()
            shortcuts = [
                (
                    str(action),
                    {
                        "description": ("s", translated("Hotkeys", TEXTS[action])),
                        "preferred_trigger": ("s", trigger(chord)),
                    },
                )
                for action, chord in chords.items()
            ]
            self._ask("BindShortcuts", "oa(sa{sv})sa{sv}", (session, shortcuts, "", {}))
            self._listen()
        except HotkeyError as error:
            if not self._closing:
                notify.warn(error.message, error.mend)
        except (OSError, EOFError, TimeoutError):
            if not self._closing:
                refused = _refused(translate("Problems", "The desktop gives no hotkeys."))
                notify.warn(refused.message, refused.mend)

    def _session(self) -> str:
        options = {"session_handle_token": ("s", f"sotto{os.getpid()}")}
        return str(self._ask("CreateSession", "a{sv}", (options,))["session_handle"][1])

    def _ask(self, method: str, signature: str, body: tuple[Any, ...]) -> dict[str, Any]:
        """Call the portal and wait for its answer, which comes as a signal of a request object."""
        token = f"sotto{os.getpid()}{method}"
        sender = self._bus.unique_name.removeprefix(":").replace(".", "_")
        path = f"/org/freedesktop/portal/desktop/request/{sender}/{token}"
        rule = MatchRule(type="signal", interface=_REQUEST, member="Response", path=path)
        self._bus.send_and_get_reply(message_bus.AddMatch(rule))
        *others, options = body
        call = new_method_call(_PORTAL, method, signature, (*others, options | {"handle_token": ("s", token)}))
        with self._bus.filter(rule) as answers:
            reply = self._bus.send_and_get_reply(call)
            if reply.header.message_type is MessageType.error:
                raise _refused(translate("Problems", "This desktop has no portal for hotkeys."))
            answer = self._bus.recv_until_filtered(answers, timeout=_ANSWER_S)
        code, results = answer.body
        if code != 0:
            raise _refused(translate("Problems", "The desktop did not give the hotkeys."))
        return dict(results)

    def _listen(self) -> None:
        rule = MatchRule(type="signal", interface=_PORTAL.interface, member="Activated", path=_PORTAL.object_path)
        self._bus.send_and_get_reply(message_bus.AddMatch(rule))
        self.listening = True
        while not self._closing:
            message = self._bus.receive()
            if rule.matches(message):
                self._heard.emit(str(message.body[1]))
