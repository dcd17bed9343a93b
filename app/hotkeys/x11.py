"""Global hotkeys on X11: passive grabs on the root window, through a connection of their own (xcffib, Apache-2.0).

Place in the flow: `app.hotkeys.opening` makes one where Qt runs on xcb without Wayland. CapsLock and NumLock make other
keys of the same ones, so each chord is grabbed in all four combinations (Xlib manual, XGrabKey).
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import xcffib
from PySide6.QtCore import QObject, QSocketNotifier, Slot
from xcffib import xproto

from app.calls.requests import DeskAction
from app.hotkeys.base import Hotkeys
from app.hotkeys.chords import Chord, HotkeyError, Modifier, taken
from app.translation.words import translate

_MASKS: Final = {Modifier.SHIFT: 1, Modifier.CTRL: 4, Modifier.ALT: 8, Modifier.META: 64}
"""X.h: ShiftMask, ControlMask, Mod1Mask, Mod4Mask."""
_HELD: Final = sum(_MASKS.values())
_CAPS_LOCK: Final = 2
_NUM_LOCK_KEYSYM: Final = 0xFF7F
_F1_KEYSYM: Final = 0xFFBE


def keysym(key: str) -> int:
    """Return X's name of a key: small letters and digits are their Latin-1 code, F1 is 0xffbe (keysymdef.h)."""
    return ord(key.lower()) if len(key) == 1 else _F1_KEYSYM + int(key[1:]) - 1


def mask_of(modifiers: Modifier) -> int:
    """Return X's bits of what is held."""
    return sum(mask for modifier, mask in _MASKS.items() if modifier in modifiers)


class X11Hotkeys(Hotkeys):
    """Grabs keys on the default screen's root window."""

    def __init__(self, parent: QObject) -> None:
        """Connect to the X server that DISPLAY names; raises HotkeyError when there is none."""
        super().__init__(parent)
        try:
            self._connection: Any = xcffib.connect()  # type: ignore[no-untyped-call]
        except xcffib.ConnectionException:
            raise HotkeyError(
                translate("Problems", "No X server to take hotkeys from."),
                translate("Problems", "Bind “sotto toggle” to a key instead."),
            ) from None
        self._chords: dict[DeskAction, Chord] = {}
        self._grabbed: dict[tuple[int, int], DeskAction] = {}
        self._released: tuple[int, int] = (0, 0)
        setup = self._connection.get_setup()
        self._root = setup.roots[self._connection.pref_screen].root
        self._keycodes = range(setup.min_keycode, setup.max_keycode + 1)
        self._notifier = QSocketNotifier(
            self._connection.get_file_descriptor(), QSocketNotifier.Type.Read, self
        )  # fmt: skip
        self._notifier.activated.connect(self._on_events)

    def bind(self, chords: Mapping[DeskAction, Chord]) -> list[HotkeyError]:
        """Grab the chords; return those that the keyboard has not or another program holds."""
        self._give_back()
        self._chords = dict(chords)
        keysyms, locks = self._keysyms(), self._lock_masks()
        problems: list[HotkeyError] = []
        for action, chord in chords.items():
            codes = [code for code, names in keysyms.items() if names[0] == keysym(chord.key)]
            if not codes:
                words = translate("Problems", "This keyboard has no key for the hotkey {hotkey}.")
                problems.append(HotkeyError(words.format(hotkey=chord), translate("Problems", "Choose another.")))
            elif not all(self._grab(code, mask_of(chord.modifiers), locks) for code in codes):
                problems.append(taken(chord))
            else:
                self._grabbed |= {(code, mask_of(chord.modifiers)): action for code in codes}
        self._connection.flush()
        return problems

    def close(self) -> None:
        """Give all keys back."""
        self._notifier.setEnabled(False)
        self._connection.disconnect()

    @Slot()
    def _on_events(self) -> None:
        try:
            while (event := self._connection.poll_for_event()) is not None:
                self._take(event)
        except xcffib.ConnectionException:
            self._notifier.setEnabled(False)  # the X server is gone, and with it the session

    def _take(self, event: Any) -> None:
        match event:
            case xproto.KeyReleaseEvent():
                self._released = (event.detail, event.time)
            case xproto.KeyPressEvent():
                # A key held down repeats as a release and a press of the same time.
                repeated = self._released == (event.detail, event.time)
                action = self._grabbed.get((event.detail, event.state & _HELD))
                if action is not None and not repeated:
                    self.pressed.emit(action)
            case xproto.MappingNotifyEvent():
                self.bind(self._chords)  # another keyboard layout: the keys lie elsewhere now
            case _:
                pass

    def _grab(self, code: int, mask: int, locks: Iterable[int]) -> bool:
        grabs = [
            self._connection.core.GrabKeyChecked(
                True, self._root, mask | lock, code, xproto.GrabMode.Async, xproto.GrabMode.Async  # noqa: FBT003
            )
            for lock in locks
        ]  # fmt: skip
        try:
            for grab in grabs:
                grab.check()
        except xproto.AccessError:
            for lock in locks:  # what was grabbed until then is given back
                self._connection.core.UngrabKey(code, self._root, mask | lock)
            return False
        return True

    def _give_back(self) -> None:
        if self._grabbed:
            self._connection.core.UngrabKey(xproto.Grab.Any, self._root, xproto.ModMask.Any)
            self._grabbed.clear()

    def _keysyms(self) -> dict[int, list[int]]:
        """Return the names of each key of the keyboard, the plain one first."""
        reply = self._connection.core.GetKeyboardMapping(self._keycodes.start, len(self._keycodes)).reply()
        width, names = reply.keysyms_per_keycode, list(reply.keysyms)
        return {code: names[n * width : (n + 1) * width] for n, code in enumerate(self._keycodes)}

    def _lock_masks(self) -> list[int]:
        """Return the combinations of CapsLock and NumLock; the latter lies on one of the five free modifiers."""
        reply = self._connection.core.GetModifierMapping().reply()
        width, codes = reply.keycodes_per_modifier, list(reply.keycodes)
        keysyms = self._keysyms()
        num = 0
        for n, code in enumerate(codes):
            if _NUM_LOCK_KEYSYM in keysyms.get(code, ()):
                num = 1 << (n // width)
        return sorted({0, _CAPS_LOCK, num, _CAPS_LOCK | num})
