"""Says on which line of a TOML text a key or a list entry stands, because no TOML reader keeps that.

Place in the flow: the rule loader and the app settings name the line of each mistake with it. It only follows the
outer form of TOML (headers, keys, strings, brackets), so the text must have been read by `tomllib` before.
"""

import re
from collections.abc import Mapping
from typing import Final, TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys and list indices from the top, such as ("rule", 2, "triggers", 0)."""

_BLANK: Final = re.compile(r"(?:[\s,]|#[^\n]*)*")
_INLINE_BLANK: Final = re.compile(r"[ \t]*")
_KEY_PART: Final = re.compile(r"""[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)[ \t]*""")
_STRING: Final = re.compile(
    r'"""(?:[^\\]|\\.)*?"""{1,3}|' + r"'''.*?'''{1,3}|" + r""""(?:[^"\\\n]|\\.)*"|'[^'\n]*'""", re.DOTALL
)
_PLAIN_VALUE: Final = re.compile(r"[^\s,\]}#]+(?: \d[^\s,\]}#]*)?")


def toml_line(text: str, path: KeyPath) -> int | None:
    """Return the line (from 1) where `path` is set in `text`.

    When the path itself is not there (a missing key), the line of its nearest parent that is; None when there is none
    or when the text is no TOML.
    """
    lines = toml_lines(text)
    for length in range(len(path), 0, -1):
        if (line := lines.get(path[:length])) is not None:
            return line
    return None


def toml_lines(text: str) -> Mapping[KeyPath, int]:
    """Return the line of every key, table and list entry of `text`; of as many as can be followed in a broken text."""
    scanner = _Scanner(text.replace("\r\n", "\n"))
    scanner.document()
    return scanner.lines


class _Scanner:
    """One pass over the text, left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._counted_to = 0
        self.lines: dict[KeyPath, int] = {}
        self._array_sizes: dict[KeyPath, int] = {}

    def document(self) -> None:
        table: KeyPath = ()
        while self._skip(_BLANK) and self._at < len(self._text):
            before = self._at
            if self._text.startswith("[", self._at):
                table = self._header()
            else:
                self._assignment(table)
            if self._at == before:
                return

    def _header(self) -> KeyPath:
        is_array = self._text.startswith("[[", self._at)
        self._at += 2 if is_array else 1
        path = self._through_arrays(self._key())
        if is_array:
            size = self._array_sizes.get(path, 0)
            self._array_sizes[path] = size + 1
            self._note(path)
            path = (*path, size)
        for length in range(1, len(path) + 1):
            self._note(path[:length])
        self._at += 2 if is_array else 1
        return path

    def _through_arrays(self, keys: KeyPath) -> KeyPath:
        """Return the path of a header: parents that are arrays of tables mean their latest table."""
        path: KeyPath = ()
        for position, key in enumerate(keys):
            path = (*path, key)
            if position < len(keys) - 1 and path in self._array_sizes:
                path = (*path, self._array_sizes[path] - 1)
        return path

    def _assignment(self, table: KeyPath) -> None:
        start_line = self._current_line()
        path = table
        for key in self._key():
            path = (*path, key)
            self.lines.setdefault(path, start_line)
        if self._text.startswith("=", self._at):
            self._at += 1
            self._skip(_INLINE_BLANK)
            self._value(path)

    def _value(self, path: KeyPath) -> None:
        self._note(path)
        opening = self._text[self._at : self._at + 1]
        if opening in {"[", "{"}:
            self._at += 1
            closing = "]" if opening == "[" else "}"
            self._members(path, closing)
        elif (found := _STRING.match(self._text, self._at) or _PLAIN_VALUE.match(self._text, self._at)) is not None:
            self._at = found.end()

    def _members(self, path: KeyPath, closing: str) -> None:
        """Follow the entries of a list or an inline table up to its end; nested ones are followed by a stack-safe depth."""
        if len(path) > _MAX_DEPTH:
            self._at = len(self._text)
            return
        index = 0
        while self._skip(_BLANK) and self._at < len(self._text):
            before = self._at
            if self._text.startswith(closing, self._at):
                self._at += 1
                return
            if closing == "]":
                self._value((*path, index))
                index += 1
            else:
                self._assignment(path)
            if self._at == before:
                self._at = len(self._text)

    def _key(self) -> KeyPath:
        keys: list[str] = []
        while (found := _KEY_PART.match(self._text, self._at)) is not None:
            self._at = found.end()
            keys.append(_unquote(found[1]))
            if not self._text.startswith(".", self._at):
                break
            self._at += 1
        return tuple(keys)

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        if (found := pattern.match(self._text, self._at)) is not None:
            self._at = found.end()
        return True

    def _note(self, path: KeyPath) -> None:
        self.lines.setdefault(path, self._current_line())

    def _current_line(self) -> int:
        self._line += self._text.count("\n", self._counted_to, self._at)
        self._counted_to = self._at
        return self._line


_MAX_DEPTH: Final = 64
"""Deeper lists are no rule or settings file."""


def _unquote(key: str) -> str:
    return key[1:-1] if key[0] in "\"'" else key
