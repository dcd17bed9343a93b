"""How installed and offered models are shown to people and to programs."""

import json
from pathlib import Path

import pytest
from rich.console import Console

from app.cli.choices import write_json
from app.cli.models_view import model_row, models_table, progress_bar, verdict, verification_row
from app.company_folders import Place, PlacedModel
from app.errors import OutputError
from speech.models.catalogue import ModelEntry, catalogue
from speech.models.progress import Progress, Stage
from speech.models.records import FileRecord, Manifest, Trust
from speech.models.store import InstalledModel
from speech.models.verify import Verification

_ENTRY: ModelEntry = catalogue().model[0]
_SUM = "a" * 64


def _installed(folder: Path, *, own: bool = False, files: int = 2) -> InstalledModel:
    """Return a model that was installed, or (`own`) copied by hand."""
    if own:
        return InstalledModel("my-model", folder / "my-model", None)
    records = tuple(FileRecord(f"am/{number}.bin", 10, _SUM) for number in range(files))
    manifest = Manifest(
        _ENTRY.id,
        _ENTRY.name,
        _ENTRY.language,
        "file.zip",
        _SUM,
        100,
        Trust.LOCAL_FILE,
        "2026-03-02T09:00:00Z",
        records,
    )
    return InstalledModel(_ENTRY.id, folder / _ENTRY.name, manifest)


def _table(here: list[InstalledModel], absent: list[ModelEntry], place: Place = Place.USER) -> list[str]:
    console = Console(width=400, color_system=None)
    with console.capture() as capture:
        console.print(models_table([PlacedModel(model, place) for model in here], absent))
    return [line.rstrip() for line in capture.get().splitlines()]


def test_a_model_without_its_files_is_called_incomplete(tmp_path: Path) -> None:
    """Vosk could not open it."""
    row = _table([_installed(tmp_path)], [])[1]
    assert row.startswith(_ENTRY.id)
    assert "installed, incomplete" in row


@pytest.mark.parametrize(
    ("place", "told"),
    [(Place.COMPUTER, "installed for everybody on this computer"), (Place.BUILT_IN, "came with Sotto")],
)
def test_a_model_of_the_computer_says_so_and_where(tmp_path: Path, place: Place, told: str) -> None:
    """What the user did not install is told apart, with its folder."""
    row = _table([_installed(tmp_path)], [], place)[1]
    assert told in row
    assert str(tmp_path / _ENTRY.name) in row


def test_ones_own_model_has_no_size_and_no_checksum(tmp_path: Path) -> None:
    """Nothing is known of it, and nothing is invented."""
    row = _table([_installed(tmp_path, own=True)], [])[1]
    assert row.split()[:2] == ["my-model", "unknown"]
    assert "MB" not in row
    assert "published" not in row


@pytest.mark.parametrize("entry", catalogue().model, ids=lambda entry: entry.id)
def test_every_offered_model_says_how_far_its_checksum_can_be_trusted(entry: ModelEntry) -> None:
    """Published, or recorded at the first download."""
    row = _table([], [entry])[1]
    assert ("published" if entry.sha256 else "recorded at first download") in row
    assert f"{entry.size_bytes / 1e6:,.0f} MB" in row
    assert "installed" not in row


def test_a_program_gets_what_is_offered_and_what_is_here(tmp_path: Path) -> None:
    """Null where there is nothing; plain JSON; the list of files is left out."""
    offered, own, both = (
        model_row(_ENTRY, None),
        model_row(None, _installed(tmp_path, own=True)),
        model_row(_ENTRY, _installed(tmp_path)),
    )
    assert (offered["id"], offered["installed"]) == (_ENTRY.id, None)
    assert (own["id"], own["catalogue"], own["installed"]["manifest"]) == ("my-model", None, None)
    assert both["installed"]["manifest"]["trust"] == "local-file"
    assert "files" not in both["installed"]["manifest"]
    assert both["catalogue"]["url"].endswith(f"{_ENTRY.name}.zip")
    assert json.loads(json.dumps([offered, own, both])) == [offered, own, both]


def test_a_whole_model_is_told_with_the_number_of_its_files(tmp_path: Path) -> None:
    """One sentence."""
    result = Verification(_installed(tmp_path, files=3), (), (), ())
    assert verdict(result) == f"{_ENTRY.id}: all 3 files are as installed."
    assert verification_row(result)["whole"] is True


def test_every_damaged_file_is_named(tmp_path: Path) -> None:
    """Missing ones first, then those that changed."""
    result = Verification(_installed(tmp_path), ("am/0.bin",), ("am/1.bin", "README"), ())
    assert verdict(result) == (f"{_ENTRY.id}: am/0.bin is missing; am/1.bin has changed; README has changed.")
    row = verification_row(result)
    assert (row["whole"], list(row["missing"]), list(row["changed"])) == (False, ["am/0.bin"], ["am/1.bin", "README"])


def test_json_goes_alone_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    """Also where it holds what looks like markup."""
    write_json({"note": "[bold]x[/bold] é"}, "-")
    said = capsys.readouterr()
    assert (json.loads(said.out), said.err) == ({"note": "[bold]x[/bold] é"}, "")


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """With what to do."""
    write_json({"a": 1}, str(tmp_path / "a.json"))
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == {"a": 1}
    with pytest.raises(OutputError, match="none") as caught:
        write_json({}, str(tmp_path / "none" / "a.json"))
    assert caught.value.mend


def test_progress_writes_nothing_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    """A bar in a log would be a thousand lines."""
    with progress_bar() as show:
        for done in range(0, 101, 10):
            show(Progress(Stage.DOWNLOAD, done, 100))
        show(Progress(Stage.CHECK, 1, 1))
    said = capsys.readouterr()
    assert (said.out, said.err.strip()) == ("", "")
