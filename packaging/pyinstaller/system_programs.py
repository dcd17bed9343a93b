"""Lets programs of the system start with the system's libraries.

Place in the flow: a PyInstaller runtime hook (`sotto.spec`), before Sotto itself. PyInstaller's loader points
LD_LIBRARY_PATH at the built folder; what Sotto starts (`parec`, a browser for a report) would inherit that and fail or
misbehave with our copies. Sotto's own child processes set it again for themselves.
"""

import os

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = _before
