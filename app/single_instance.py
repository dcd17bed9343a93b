"""One Sotto for each user: a second start, and every `sotto call`, talks to the first through a local socket.

Place in the flow: `sotto run` claims the place with `InstanceServer`; `app.cli.call`, `app.cli.toggle` and a second
`sotto run` use `ask`. The set-up (`app.wizard.program`) holds a place of its own, so that both can say that it is open. One line of JSON there and one back. The socket is the user's own: on Linux and macOS it lies in a
folder that nobody else may enter, on Windows the pipe is for this user only.
"""

import getpass
import hashlib
import json
import os
import stat
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeAlias

import platformdirs
from filelock import FileLock
from PySide6.QtCore import QObject, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.calls.errors import CallError, NotRunningError
from app.calls.requests import REQUEST_MOST, Request, decode, encode
from app.errors import AppError
from app.paths import paths

TIMEOUT_MS: Final = 3_000
"""An instance that is alive answers within milliseconds; a busy machine may take its time."""
_CLIENTS_MOST: Final = 32

Answer: TypeAlias = Callable[[Request], dict[str, Any]]
"""Carries a request out in the GUI thread and returns what to reply; raises AppError when it cannot."""


class AlreadyRunningError(AppError):
    """Another Sotto of this user holds the place."""

    code = "already-running"


def instance_name() -> str:
    """Return the name of this user's socket: one for each data folder, so that a portable copy stands alone."""
    return _socket_name("sotto")


def setup_name() -> str:
    """Return the name of the socket of this user's set-up window; only one is open at a time."""
    return _socket_name("setup")


def _socket_name(what: str) -> str:
    # As short as it may be: a socket's path has 107 bytes at the most, and the folder may be deep.
    key = hashlib.sha256(f"{getpass.getuser()}\0{paths().data}".encode()).hexdigest()[:16]
    if sys.platform == "win32":
        return f"{what}-{key}"
    return str(_own_folder() / f"{what}-{key}")


def ask(request: Request, timeout_ms: int = TIMEOUT_MS, *, name: str | None = None) -> dict[str, Any]:
    """Have the running Sotto (or what holds the place `name`) carry out `request` and return its reply.

    Raises NotRunningError when none is running, CallError (with its own sentence) when it refused.
    """
    socket = QLocalSocket()
    socket.connectToServer(name or instance_name())
    try:
        if not socket.waitForConnected(timeout_ms):
            raise _not_running()
        socket.write(encode(request).encode() + b"\n")
        reply = _read_line(socket, timeout_ms)
    finally:
        socket.abort()
    if reply is None:
        raise NotRunningError("The running Sotto does not answer.", "End it and start it again.")
    if "error" in reply:
        raise CallError(str(reply["error"]), str(reply.get("mend", "")))
    return reply


def _not_running() -> NotRunningError:
    if somebody_at(setup_name()):
        return NotRunningError(
            "Sotto is not running yet: its set-up is still open.", "Finish the set-up, then try again."
        )
    return NotRunningError("Sotto is not running.", "Start it with “sotto run”.")


def somebody_at(name: str, timeout_ms: int = TIMEOUT_MS) -> bool:
    """Return whether a process answers at the place `name`."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    there = socket.waitForConnected(timeout_ms)
    socket.abort()
    return there


class InstanceServer(QObject):
    """Holds the place of the one instance and answers those that ask. Lives in the GUI thread."""

    def __init__(self, answer: Answer, parent: QObject | None = None) -> None:
        """Take what carries requests out; nothing is claimed yet."""
        super().__init__(parent)
        self._answer = answer
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._waiting: dict[QLocalSocket, bytes] = {}

    def claim(self, name: str | None = None) -> None:
        """Take the place, the resident program's unless named. Raises AlreadyRunningError when another answers there."""
        name = name or instance_name()
        paths().data.mkdir(parents=True, exist_ok=True)
        with FileLock(paths().data / "instance.lock"):  # of two starts at once one must wait for the other
            probe = QLocalSocket()
            probe.connectToServer(name)
            if probe.waitForConnected(TIMEOUT_MS):
                probe.abort()
                raise AlreadyRunningError("Sotto is already running.", "It was asked to show itself.")
            if probe.error() is QLocalSocket.LocalSocketError.ConnectionRefusedError:
                QLocalServer.removeServer(name)  # left behind by one that crashed
            if not self._server.listen(name):
                raise AppError(
                    f"No place to listen for a second start ({self._server.errorString()}).", "Start Sotto again."
                )

    def close(self) -> None:
        """Give the place up."""
        for socket in list(self._waiting):
            socket.abort()
        self._server.close()

    @Slot()
    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if len(self._waiting) >= _CLIENTS_MOST:
                socket.abort()
                socket.deleteLater()
                continue
            socket.setParent(self)
            self._waiting[socket] = b""
            socket.readyRead.connect(self._on_bytes)
            socket.disconnected.connect(self._on_gone)

    @Slot()
    def _on_bytes(self) -> None:
        for socket in [socket for socket in self._waiting if socket.bytesAvailable()]:
            self._waiting[socket] += bytes(socket.readAll().data())
            line, newline, _ = self._waiting[socket].partition(b"\n")
            if newline:
                socket.write(json.dumps(self._reply(line)).encode() + b"\n")
                socket.flush()
                socket.disconnectFromServer()
            elif len(line) > REQUEST_MOST:
                socket.abort()

    @Slot()
    def _on_gone(self) -> None:
        gone = [s for s in self._waiting if s.state() is QLocalSocket.LocalSocketState.UnconnectedState]
        for socket in gone:
            del self._waiting[socket]
            socket.deleteLater()

    def _reply(self, line: bytes) -> dict[str, Any]:
        try:
            return self._answer(decode(line.decode("utf-8", errors="replace")))
        except AppError as error:
            return {"error": error.message, "mend": error.mend}


def _read_line(socket: QLocalSocket, timeout_ms: int) -> dict[str, Any] | None:
    heard = b""
    until_s = time.monotonic() + timeout_ms / 1000
    while b"\n" not in heard and (left_s := until_s - time.monotonic()) > 0:
        if not socket.bytesAvailable() and not socket.waitForReadyRead(max(1, round(left_s * 1000))):
            break
        heard += bytes(socket.readAll().data())
    try:
        reply = json.loads(heard.partition(b"\n")[0])
    except ValueError:
        return None
    return reply if isinstance(reply, dict) else None


def _own_folder() -> Path:
    """Return a folder that only this user may enter, made when it is not there. Raises AppError when it is another's."""
    with warnings.catch_warnings():
        # Without XDG_RUNTIME_DIR (cron, plain ssh) platformdirs takes a folder below /tmp and warns; it is checked below anyway.
        warnings.simplefilter("ignore", platformdirs.RuntimeDirWarning)
        folder = Path(platformdirs.user_runtime_dir("sotto", appauthor=False))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise AppError(f"{folder} belongs to somebody else.", "Ask the administrator of this machine to remove it.")
    if found.st_mode & 0o077:
        folder.chmod(0o700)
    return folder
