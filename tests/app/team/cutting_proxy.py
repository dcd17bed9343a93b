"""A line to the server that breaks when it is told to: after so many bytes in one direction."""

import contextlib
import socket
import threading
from dataclasses import dataclass, field
from typing import Self


@dataclass
class CuttingProxy:
    """Passes bytes on between clients and a server until the budget is used up, then resets both sides."""

    host: str
    port: int
    upstream_bytes: int | None = None
    """How many bytes reach the server before the cut; None: no cut."""
    downstream_bytes: int | None = None
    """How many bytes come back before the cut."""
    passed_up: int = 0
    passed_down: int = 0
    cuts: int = 0
    _listener: socket.socket = field(default_factory=socket.socket)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> Self:
        """Listen."""
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen()
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._accepting.join()
        self._listener.close()

    @property
    def own_port(self) -> int:
        """Where clients connect to."""
        return int(self._listener.getsockname()[1])

    def heal(self) -> None:
        """Cut no more."""
        with self._lock:
            self.upstream_bytes = self.downstream_bytes = None
            self.passed_up = self.passed_down = 0

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:  # closed
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, socket.create_connection((self.host, self.port)) as server:
            back = threading.Thread(target=self._pass, args=(server, client), kwargs={"is_up": False}, daemon=True)
            back.start()
            self._pass(client, server, is_up=True)
            back.join()

    def _pass(self, source: socket.socket, target: socket.socket, *, is_up: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(16_384):
                allowed = self._allowed(len(data), is_up=is_up)
                target.sendall(data[:allowed])
                if allowed < len(data):
                    with self._lock:
                        self.cuts += 1
                    break
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _allowed(self, size: int, *, is_up: bool) -> int:
        with self._lock:
            budget, passed = (
                (self.upstream_bytes, self.passed_up) if is_up else (self.downstream_bytes, self.passed_down)
            )
            allowed = size if budget is None else max(0, min(size, budget - passed))
            if is_up:
                self.passed_up += allowed
            else:
                self.passed_down += allowed
            return allowed
