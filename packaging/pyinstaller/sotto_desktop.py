"""Start of Sotto from a menu, at login or by a link: no terminal, and `run` where nothing else is asked for.

Place in the flow: PyInstaller makes the windowed program of this (`sotto.spec`): on Windows, where a program is either for
terminals or for windows, and on macOS, where it is the app. It also starts its own listener and side windows, so none
of them opens a terminal.
"""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from app.__main__ import main

    asked = sys.argv[1:]
    if not asked or asked[0].startswith("sotto:"):
        asked = ["run", *asked]
    sys.exit(main(asked))
