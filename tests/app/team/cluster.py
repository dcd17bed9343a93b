"""A PostgreSQL of the tests' own, with or without TLS, thrown away afterwards."""

import os
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass
class Cluster:
    """A running server."""

    folder: Path
    port: int
    pg_ctl: str

    @property
    def conninfo(self) -> str:
        """How its superuser gets in."""
        return f"host={self.folder} port={self.port} user=postgres dbname=postgres"

    def stop(self) -> None:
        """Stop it at once."""
        _run(self.pg_ctl, "-D", str(self.folder / "data"), "-m", "immediate", "stop")


def start_cluster(folder: Path, *settings: str, hba: str = "", private: tuple[Path, ...] = ()) -> Cluster:
    """Start a server in `folder`, whose account owns the `private` files; skip the test where PostgreSQL is not installed."""
    pg_ctl = _program("pg_ctl")
    folder.chmod(0o755)
    for above in folder.parents[:2]:
        above.chmod(above.stat().st_mode | 0o055)
    inner = folder / "pg"
    inner.mkdir()
    if os.name != "nt" and os.geteuid() == 0:
        for mine in (inner, *private):
            shutil.chown(mine, _account())
    for file in private:
        file.chmod(0o600)
    _run(_program("initdb"), "-D", str(inner / "data"), "-U", "postgres", "-A", "trust", "--no-sync")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    lines = [f"port = {port}", f"unix_socket_directories = '{inner}'", "fsync = off", "max_connections = 50", *settings]
    with (inner / "data" / "postgresql.conf").open("a") as file:
        file.write("\n".join(lines) + "\n")
    if hba:
        (inner / "data" / "pg_hba.conf").write_text(hba)
    _run(pg_ctl, "-D", str(inner / "data"), "-w", "-l", str(inner / "log"), "start")
    return Cluster(inner, port, pg_ctl)


def _program(name: str) -> str:
    found = shutil.which(name) or next(
        (str(file) for file in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))), None
    )
    if found is None:
        pytest.skip("no PostgreSQL server answers, and none is installed that could be started")
    return found


def _run(*command: str) -> None:
    """Run under an account that PostgreSQL accepts: it refuses to run as root."""
    prefix = ["runuser", "-u", _account(), "--"] if sys.platform != "win32" and os.geteuid() == 0 else []
    # The server inherits what it is started with: a pipe would never end.
    done = subprocess.run(
        [*prefix, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        cwd="/",
    )
    if done.returncode:
        pytest.skip(f"{Path(command[0]).name} of PostgreSQL failed on this machine")


def _account() -> str:
    known = subprocess.run(["id", "postgres"], capture_output=True, check=False).returncode == 0
    return "postgres" if known else "nobody"
