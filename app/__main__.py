"""Where the program begins.

Place in the flow: `sotto` and `python -m app` start here; `app.boundary` does the rest, and is imported only when Ctrl-C can no
longer end in a traceback. The installed program begins in `packaging/pyinstaller/sotto_command.py`, where a listener's process
turns off before it loads any of this.
"""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; `arguments` are those of the process unless given."""
    try:
        from app.boundary import run_program  # noqa: PLC0415
    except KeyboardInterrupt:
        return 130  # `app.interrupt.CTRL_C_EXIT_CODE`, which may be what could not be imported
    return run_program(arguments)


if __name__ == "__main__":
    sys.exit(main())
