"""What the installed programs import before they know whether they are a listener's process."""

import subprocess
import sys

import pytest
from release.owners import ROOT

_START = ROOT / "packaging" / "pyinstaller"
_PARENT = """
import multiprocessing, sys
from multiprocessing import spawn

def command(**numbers):
    # As a frozen program starts its children: itself, with a mark. PyInstaller's own hook replaces freeze_support.
    child = (
        "import multiprocessing, runpy, sys; from multiprocessing import spawn;"
        "multiprocessing.freeze_support = spawn.freeze_support; runpy.run_path({start!r}, run_name='__main__')"
    )
    marks = [f"{{name}}={{value}}" for name, value in numbers.items()]
    return [sys.executable, "-c", child, "--multiprocessing-fork", *marks]

spawn.get_command_line = command
context = multiprocessing.get_context("spawn")
here, there = context.Pipe(duplex=False)
code = "import sys, speech.process.child; told.send(sorted(sys.modules))"
sys.modules["__main__"] = type(sys)("__main__")  # as speech.child_start does
child = context.Process(target=exec, args=(code, {{"told": there}}))
child.start()
there.close()
print(*here.recv())
"""


@pytest.mark.parametrize("program", ["sotto_command.py", "sotto_desktop.py"])
def test_a_listener_loads_no_command_line(program: str) -> None:
    """Of the program that it is started from, a listener's process goes no further than its first lines."""
    parent = _PARENT.format(start=str(_START / program))
    shown = subprocess.run([sys.executable, "-c", parent], cwd=ROOT, capture_output=True, text=True, check=True)
    modules = set(shown.stdout.split())
    assert "speech.process.child" in modules
    left_out = {"typer", "click", "rich", "app", "coaching", "PySide6", "sqlalchemy"}
    assert {name.split(".")[0] for name in modules} & left_out == set()
