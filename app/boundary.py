"""The one boundary at which errors become a sentence and an exit code.

Place in the flow: `app.__main__` calls `run_program`. Exit codes: 0 done; 1 the thing asked for failed, with one
line on standard error saying why and what to do; 2 wrong usage; 130 ended by Ctrl-C. Nobody ever sees a traceback: the command
line is imported inside the boundary, as Ctrl-C may come while it loads.
"""

import sys
from collections.abc import Sequence
from io import TextIOWrapper

from app import crash, notify
from app.interrupt import CTRL_C_EXIT_CODE, ctrl_c_came, forget_signals
from app.paths import paths


def run_program(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; `arguments` are those of the process unless given."""
    _make_streams_forgiving()
    forget_signals()
    logs = paths().logs
    native_crashes = crash.install(logs)
    try:
        code = _run(arguments)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  (the boundary)
        message = notify.explain(error)
        if message is None:
            crash.tell(error, logs)
        else:
            notify.door.tell(message)
        code = CTRL_C_EXIT_CODE if isinstance(error, KeyboardInterrupt) else 1
    finally:
        if native_crashes is not None:
            native_crashes.close()
    return CTRL_C_EXIT_CODE if ctrl_c_came() else code


def _run(arguments: Sequence[str] | None) -> int:
    from app.cli.console import show_message  # noqa: PLC0415  inside the boundary, as the next

    notify.door.attach(show_message)
    from app.cli.main import app  # noqa: PLC0415
    from app.cli.usage import run_commands  # noqa: PLC0415

    try:
        code = run_commands(app, arguments)
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    if code == CTRL_C_EXIT_CODE:
        raise KeyboardInterrupt
    return code


def _make_streams_forgiving() -> None:
    """Let a terminal that cannot show a character show a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
