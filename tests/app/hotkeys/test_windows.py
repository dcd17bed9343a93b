"""What can be said of Windows' hotkeys on any system: the codes."""

from app.hotkeys.chords import Modifier
from app.hotkeys.windows import modifier_bits, virtual_key


def test_keys_have_their_virtual_codes() -> None:
    """Letters and digits are their ASCII codes, F1 … F12 follow 0x70 (WinUser.h)."""
    assert [virtual_key(key) for key in ("A", "Z", "0", "9", "F1", "F12")] == [0x41, 0x5A, 0x30, 0x39, 0x70, 0x7B]


def test_modifiers_have_their_bits() -> None:
    """MOD_ALT 1, MOD_CONTROL 2, MOD_SHIFT 4, MOD_WIN 8, always with MOD_NOREPEAT."""
    assert modifier_bits(Modifier.CTRL | Modifier.SHIFT) == 0x4000 | 2 | 4
    assert modifier_bits(Modifier.ALT | Modifier.META) == 0x4000 | 1 | 8
