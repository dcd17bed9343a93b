"""`sotto run` for real: the program on an X server of the test's own, asked by `sotto` commands."""

import http.client
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import app
from app.calls.token import load_token
from app.overlay.binding import BindingError, check_binding

ROOT = Path(app.__file__).parent.parent
PORT = 27_614
Sotto = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def sotto(tmp_path: Path, home: Path) -> Iterator[Sotto]:
    """Give a way to run `sotto` commands beside a running, resident Sotto."""
    try:
        check_binding()
    except BindingError as error:
        pytest.skip(str(error))
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        pytest.skip("needs Xvfb and xdotool")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-noreset", "-displayfd", str(write), "-screen", "0", "800x600x24"], pass_fds=[write]
    )
    os.close(write)
    with os.fdopen(read) as told:
        display = f":{told.readline().strip()}"
    hidden = {"WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"DISPLAY": display, "XDG_RUNTIME_DIR": str(tmp_path), "SOTTO_HOME": str(home)}
    settings = home / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"[calls]\nendpoint = true\nendpoint_port = {PORT}\n")

    def command(*arguments: str) -> "subprocess.CompletedProcess[str]":
        line = [sys.executable, "-m", "app", *arguments]
        return subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    resident = subprocess.Popen([sys.executable, "-m", "app", "run"], cwd=ROOT, env=environment)
    while command("call", "status").returncode:
        assert resident.poll() is None
    yield command
    resident.terminate()
    assert resident.wait() == 0
    server.terminate()
    server.wait()


@pytest.mark.slow
def test_all_doors_lead_to_the_one_instance(sotto: Sotto) -> None:
    """A second start, commands and the endpoint all reach the first; a polite end leaves with 0."""
    assert sotto("call", "status").stdout == "idle\n"
    second = sotto("run")
    assert (second.returncode, second.stderr.strip()) == (
        0,
        "Sotto is already running. It was asked to show itself.",
    )
    assert sotto("toggle", "show").returncode == 0
    refused = sotto("call", "end")
    assert refused.returncode == 1
    assert refused.stderr.startswith("error: No call is under way.")
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
    connection.request("GET", "/v1/call", headers={"Authorization": f"Bearer {load_token()}"})
    assert json.loads(connection.getresponse().read())["state"] == "idle"
    connection.close()
