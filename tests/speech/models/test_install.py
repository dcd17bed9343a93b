"""Installing: everything or nothing, whatever goes wrong in between."""

import dataclasses
import errno
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from speech.errors import ModelError
from speech.models import install as module
from speech.models.catalogue import Catalogue, ModelEntry
from speech.models.install import InstallOptions, install_file, install_model
from speech.models.progress import Progress, Stage
from speech.models.records import MANIFEST_NAME, Trust, first_checksums, read_manifest
from speech.models.settings import DownloadSettings
from speech.models.store import InstalledModel, installed_models, model_lock
from speech.models.verify import verify_model

QUICK = DownloadSettings(attempts=4, first_wait_s=0)
OPTIONS = InstallOptions(sleep=lambda _: None, now=lambda: datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
Install = Callable[..., InstalledModel]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The models folder, which nobody has made yet."""
    return tmp_path / "data" / "models"


@pytest.fixture
def install(folder: Path, entry: ModelEntry, offered: Catalogue) -> Install:
    """Return a function that installs the test's model from the test's server, or another entry."""

    def run(which: ModelEntry = entry, **options: Any) -> InstalledModel:
        return install_model(which, folder, QUICK, dataclasses.replace(OPTIONS, **options), offered)

    return run


@pytest.fixture
def file(tmp_path: Path, model_zip: bytes) -> Path:
    """The model's archive, brought on a stick."""
    path = tmp_path / "stick" / "brought.zip"
    path.parent.mkdir()
    path.write_bytes(model_zip)
    return path


def names(folder: Path) -> set[str]:
    """What lies in the models folder and, apart from locks, in its work folder."""
    work = {f".work/{path.name}" for path in (folder / ".work").iterdir() if path.suffix != ".lock"}
    return work | {path.name for path in folder.iterdir() if path.name != ".work"}


def test_a_model_is_installed_whole_and_alone(install: Install, folder: Path, entry: ModelEntry, server: Any) -> None:
    """After an installation there is the model with its manifest, it verifies, and nothing else is left."""
    model = install()
    assert names(folder) == {entry.name}
    assert verify_model(model).whole
    assert (model.folder / "am" / "final.mdl").stat().st_size == 256 * 4096
    assert server.paths == [f"/{entry.archive_name}"]


def test_the_manifest_says_everything(install: Install, entry: ModelEntry, server: Any) -> None:
    """Id, origin, checksums, trust and date are written down and read back the same."""
    model = install()
    manifest = read_manifest(model.folder)
    assert manifest == model.manifest
    assert manifest is not None
    assert (manifest.id, manifest.name, manifest.trust) == ("small-xx", entry.name, Trust.PUBLISHED)
    assert manifest.source == f"{server.url}/{entry.archive_name}"
    assert (manifest.archive_sha256, manifest.archive_bytes) == (entry.sha256, entry.size_bytes)
    assert manifest.installed_at == "2026-01-02T03:04:05+00:00"
    assert [file.path for file in manifest.files] == ["README", "am/final.mdl", "conf/mfcc.conf"]


def test_progress_tells_download_and_unpacking(install: Install) -> None:
    """Both stages are reported, each to its end."""
    seen: list[Progress] = []
    install(progress=seen.append)
    for stage in (Stage.DOWNLOAD, Stage.UNPACK):
        last = [progress for progress in seen if progress.stage is stage][-1]
        assert last.done_bytes == last.total_bytes


def test_an_installed_model_is_not_installed_again(install: Install, server: Any) -> None:
    """The second time is an error that names the way, and asks the server for nothing."""
    install()
    server.paths.clear()
    with pytest.raises(ModelError, match=r"small-xx is already installed\. `--replace`"):
        install()
    assert server.paths == []


def test_replacing_leaves_no_file_of_the_old_one(install: Install, folder: Path, entry: ModelEntry) -> None:
    """`--replace` puts the new folder in place of the old one, not over it."""
    (install().folder / "stray").write_text("x")
    model = install(replace=True)
    assert verify_model(model).added == ()
    assert names(folder) == {entry.name}


@pytest.mark.parametrize("moment", ["unpack", "write_manifest", "check_model_folder"])
def test_a_failure_at_any_moment_leaves_what_was(
    install: Install, folder: Path, entry: ModelEntry, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """A disk that fills up while unpacking, checking or writing leaves the installed model as it was, and no draft."""
    before = install()

    def full(*args: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "somewhere")

    monkeypatch.setattr(module, moment, full)
    with pytest.raises(ModelError, match="The disk is full: somewhere"):
        install(replace=True)
    monkeypatch.undo()
    assert verify_model(before).whole
    assert names(folder) == {entry.name, f".work/{entry.archive_name}"}


def test_the_download_is_kept_when_only_the_unpacking_failed(
    install: Install, folder: Path, monkeypatch: pytest.MonkeyPatch, server: Any
) -> None:
    """A right archive is not fetched twice."""
    monkeypatch.setattr(module, "unpack", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full", "x")))
    with pytest.raises(ModelError, match="disk is full"):
        install()
    monkeypatch.undo()
    server.paths.clear()
    install()
    assert server.paths == []


def test_a_damaged_kept_download_is_fetched_anew(install: Install, folder: Path, entry: ModelEntry) -> None:
    """What lies in the work folder is believed only with the right checksum."""
    (folder / ".work").mkdir(parents=True)
    (folder / ".work" / entry.archive_name).write_bytes(b"damaged")
    assert verify_model(install()).whole


def test_a_failed_last_step_puts_the_old_model_back(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the new folder cannot take the name (Windows keeps it while it is in use), the old one gets it back."""
    before = install()
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if ".new-" in self.name:
            raise PermissionError(errno.EACCES, "in use", str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(ModelError, match=r"No permission for .*Close what uses the model"):
        install(replace=True)
    monkeypatch.undo()
    assert verify_model(before).whole


def test_a_killed_replacement_is_mended_by_the_next(install: Install, folder: Path, entry: ModelEntry) -> None:
    """A power cut between the two renames leaves the old model aside: the next run finds and restores it."""
    before = install()
    before.folder.rename(folder / ".work" / f"{entry.name}.old-1")
    (folder / ".work" / f"{entry.name}.new-2").mkdir()
    with pytest.raises(ModelError, match="already installed"):
        install()
    assert verify_model(before).whole
    assert names(folder) == {entry.name}


def test_no_room_for_the_download_is_said_before_it(
    install: Install, server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Download and unpacked model must both fit, or nothing is fetched."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 5_000_000))  # type: ignore[attr-defined]
    with pytest.raises(ModelError, match=r"no room for small-xx: 71 MB are needed, 5 MB are free"):
        install()
    assert server.paths == []


def test_a_wrong_archive_on_the_server_installs_nothing(install: Install, folder: Path, server: Any) -> None:
    """A file of the right size with other bytes is refused, and nothing is left of it."""
    server.content = bytes(len(server.content))
    with pytest.raises(ModelError, match="checksum is wrong"):
        install()
    assert names(folder) == set()


def test_a_dropping_line_still_installs(install: Install, server: Any, answer: Any) -> None:
    """Drops, a range that is ignored and a busy server on the way to a model that verifies."""
    server.answers = [answer(drop_after=500_000), answer(drop_after=200_000, ignore_range=True), answer(status=503)]
    assert verify_model(install()).whole


def test_two_installations_at_once_exclude_each_other(install: Install, folder: Path, entry: ModelEntry) -> None:
    """While one Sotto works on a model, another says so instead of disturbing it."""
    with (
        model_lock(folder / entry.name),
        pytest.raises(ModelError, match="Another Sotto is working on the model") as caught,
    ):
        install()
    assert not caught.value.permanent
    assert verify_model(install()).whole


def test_the_first_download_is_remembered(install: Install, folder: Path, unvouched: ModelEntry, server: Any) -> None:
    """Without a published checksum the first one is recorded, in the manifest and beside the models."""
    model = install(unvouched)
    assert model.manifest is not None
    assert model.manifest.trust is Trust.FIRST_DOWNLOAD
    assert first_checksums(folder)[unvouched.name].sha256 == server.sha256


def test_a_changed_download_is_refused_until_it_is_accepted(
    install: Install, folder: Path, unvouched: ModelEntry, server: Any, zip_of: Callable[..., bytes]
) -> None:
    """A later download must match the first one, also after the model was removed; the user may say otherwise."""
    shutil.rmtree(install(unvouched).folder)
    server.content = zip_of({"am/final.mdl": b"new", "conf/mfcc.conf": b"new"})
    with pytest.raises(ModelError, match=r"has changed since it was first downloaded on 2026-01-02.*--accept-changed"):
        install(unvouched)
    assert installed_models(folder) == []
    install(unvouched, accept_changed=True)
    assert first_checksums(folder)[unvouched.name].sha256 == server.sha256


def test_rubbish_is_never_trusted_first(install: Install, folder: Path, unvouched: ModelEntry, server: Any) -> None:
    """Only an archive that was a model is recorded; anything else is thrown away."""
    server.content = b"rubbish"
    with pytest.raises(ModelError, match="not a zip archive"):
        install(unvouched)
    assert first_checksums(folder) == {}
    assert names(folder) == set()


def test_a_damaged_record_is_not_overruled(install: Install, folder: Path, unvouched: ModelEntry) -> None:
    """When the recorded checksums cannot be read, nothing is trusted anew behind the user's back."""
    folder.mkdir(parents=True)
    (folder / "first-checksums.json").write_text("{")
    with pytest.raises(ModelError, match="list of recorded checksums"):
        install(unvouched)


def test_the_mirror_is_asked_instead(entry: ModelEntry, offered: Catalogue, folder: Path, server: Any) -> None:
    """With a mirror in the settings only the mirror is asked."""
    elsewhere = dataclasses.replace(offered, base_url="http://127.0.0.1:9")
    install_model(entry, folder, DownloadSettings(mirror=f"{server.url}/copy/"), OPTIONS, elsewhere)
    assert server.paths == [f"/copy/{entry.archive_name}"]


def test_a_file_installs_without_any_network(file: Path, folder: Path, entry: ModelEntry, server: Any) -> None:
    """`--from` checks and installs the archive and leaves it where it is."""
    model = install_file(file, entry, folder, OPTIONS)
    assert verify_model(model).whole
    assert model.manifest is not None
    assert (model.manifest.trust, model.manifest.source) == (Trust.PUBLISHED, "brought.zip")
    assert file.exists()
    assert server.paths == []


def test_a_wrong_file_is_refused(file: Path, folder: Path, entry: ModelEntry) -> None:
    """A file that is not the published archive is not installed under its name."""
    other = dataclasses.replace(entry, sha256="0" * 64)
    with pytest.raises(ModelError, match=r"brought\.zip is not the published archive of small-xx"):
        install_file(file, other, folder, OPTIONS)


def test_an_own_model_gets_the_given_name(file: Path, folder: Path) -> None:
    """A company's own model is installed, listed and verified like any other."""
    model = install_file(file, "acme-support", folder, OPTIONS)
    assert model.folder == folder / "acme-support"
    assert [each.id for each in installed_models(folder)] == ["acme-support"]
    assert model.manifest is not None
    assert model.manifest.trust is Trust.LOCAL_FILE


def test_a_name_that_windows_keeps_for_itself_is_refused(file: Path, folder: Path) -> None:
    """A model folder called `con` could not exist on Windows."""
    with pytest.raises(ModelError, match="cannot be called 'con'"):
        install_file(file, "con", folder, OPTIONS)


def test_a_missing_file_is_named(tmp_path: Path, folder: Path, entry: ModelEntry) -> None:
    """`--from` with a wrong name says which file is not there."""
    with pytest.raises(ModelError, match=r"There is no file .*nowhere\.zip"):
        install_file(tmp_path / "nowhere.zip", entry, folder, OPTIONS)


def test_half_a_model_is_refused(tmp_path: Path, folder: Path, zip_of: Callable[..., bytes]) -> None:
    """An archive with a core but without its configuration is no model that Vosk could open."""
    path = tmp_path / "half.zip"
    path.write_bytes(zip_of({"m/am/final.mdl": b"x"}))
    with pytest.raises(ModelError, match=r"half\.zip holds no complete Vosk model"):
        install_file(path, "half", folder, OPTIONS)
    assert installed_models(folder) == []


def test_windows_needs_plain_letters_in_the_path(file: Path, tmp_path: Path, entry: ModelEntry) -> None:
    """Vosk opens no path beyond ASCII on Windows: said before anything is fetched, with a mend."""
    folder = tmp_path / "J\u00fcrgen" / "models"
    with pytest.raises(ModelError, match=r"Vosk cannot read models below .*SOTTO_HOME"):
        install_file(file, entry, folder, dataclasses.replace(OPTIONS, platform="win32"))
    assert not folder.exists()
    assert verify_model(install_file(file, entry, folder, dataclasses.replace(OPTIONS, platform="linux"))).whole


def test_the_manifest_is_no_file_of_the_archive(
    tmp_path: Path, folder: Path, zip_of: Callable[..., bytes], model_files: dict[str, bytes]
) -> None:
    """An archive that brings a manifest of its own does not get to say what was installed."""
    path = tmp_path / "sly.zip"
    path.write_bytes(zip_of({**model_files, f"vosk-model-small-xx-0.1/{MANIFEST_NAME}": b"{}"}))
    model = install_file(path, "sly", folder, OPTIONS)
    assert read_manifest(model.folder) == model.manifest
    assert model.manifest is not None
    assert MANIFEST_NAME not in [file.path for file in model.manifest.files]
    assert verify_model(model).whole
