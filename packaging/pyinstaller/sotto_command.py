"""Start of the installed `sotto` command, for terminals and for scripts.

Place in the flow: PyInstaller makes the program of this (`sotto.spec`). A listener process starts here, too, and goes no
further than `freeze_support`: it must not load the command line, the store or Qt.
"""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from app.__main__ import main

    sys.exit(main())
