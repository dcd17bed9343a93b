"""No library that Sotto loads reports to anybody, whichever part is loaded first."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import speech

_SPARED = {"CI", "GITHUB_ACTIONS", "TF_BUILD", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS", "XDG_CACHE_HOME"}
"""Where these are set onnxruntime is silent anyway, or writes elsewhere."""


@pytest.mark.parametrize("module", ["speech.vad", "coaching.paraphrase.classifier"])
def test_loading_leaves_no_device_number(module: str, tmp_path: Path) -> None:
    """The runtime of the models keeps its reports and the device's number in the user's folder; with Sotto there are none."""
    kept = {name: value for name, value in os.environ.items() if name not in _SPARED}
    homes = {"HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path), "USERPROFILE": str(tmp_path)}
    subprocess.run(
        [sys.executable, "-c", f"import {module}"],
        check=True,
        env=kept | homes,
        cwd=Path(speech.__file__).parent.parent,
    )
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == []
