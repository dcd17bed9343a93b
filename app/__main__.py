"""Where the program begins, and the one boundary at which errors become a sentence and an exit code.

Place in the flow: `sotto` and `python -m app` start here. Exit codes: 0 done; 1 the thing asked for failed, with one
line on standard error saying why and what to do; 2 wrong usage. Nobody ever sees a traceback.
"""

import multiprocessing
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from app import crash, notify
from app.cli.console import show_message
from app.cli.main import app
from app.paths import paths

_INTERRUPTED = 130
"""What the command line library exits with on Ctrl-C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; `arguments` are those of the process unless given."""
    multiprocessing.freeze_support()
    _make_streams_forgiving()
    notify.door.attach(show_message)
    logs = paths().logs
    native_crashes = crash.install(logs)
    try:
        return _run(arguments)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  (the boundary)
        message = notify.explain(error)
        if message is None:
            crash.tell(error, logs)
        else:
            notify.door.tell(message)
        return 1
    finally:
        if native_crashes is not None:
            native_crashes.close()


def _run(arguments: Sequence[str] | None) -> int:
    try:
        app(args=None if arguments is None else list(arguments), prog_name="sotto")
    except SystemExit as leaving:
        if leaving.code == _INTERRUPTED:
            raise KeyboardInterrupt from None
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    return 0


def _make_streams_forgiving() -> None:
    """Let a terminal that cannot show a character show a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
