"""Archives that mean harm, and archives that are merely odd."""

import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from speech.errors import ModelError
from speech.models.archive import ArchiveLimits, inspect, unpack

Make = Callable[..., bytes]
CORE = {"m/am/final.mdl": b"model", "m/conf/mfcc.conf": b"conf"}


@pytest.fixture
def archive(tmp_path: Path, zip_of: Make) -> Callable[..., Path]:
    """Return a function that writes an archive, with the core of a model unless told otherwise."""

    def make(members: dict[str, bytes], *, core: bool = True, compression: int = zipfile.ZIP_STORED) -> Path:
        path = tmp_path / "model.zip"
        path.write_bytes(zip_of({**(CORE if core else {}), **members}, compression))
        return path

    return make


def unpacked(path: Path, folder: Path) -> dict[str, bytes]:
    """Unpack and return what then lies in the folder."""
    folder.mkdir()
    unpack(inspect(path), folder, lambda _: None)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_top_folder_is_stripped(archive: Callable[..., Path], tmp_path: Path) -> None:
    """Official archives hold one folder; its content becomes the model's folder."""
    assert unpacked(archive({"m/graph/phones/x": b"x"}), tmp_path / "out") == {
        "am/final.mdl": b"model",
        "conf/mfcc.conf": b"conf",
        "graph/phones/x": b"x",
    }


@pytest.mark.parametrize("prefix", ["", "a/", "a/b/c/"])
@pytest.mark.parametrize("layout", ["am/final.mdl", "final.mdl"])
def test_the_model_is_found_wherever_it_lies(
    archive: Callable[..., Path], tmp_path: Path, prefix: str, layout: str
) -> None:
    """Archives packed again by hand may have no folder or several, in the new or the old layout."""
    path = archive({f"{prefix}{layout}": b"1", "LICENSE": b"l"}, core=False)
    found = unpacked(path, tmp_path / "out")
    assert found[layout] == b"1"
    assert ("LICENSE" in found) is (prefix == "")


def test_clutter_of_the_mac_is_left_out(archive: Callable[..., Path], tmp_path: Path) -> None:
    """What the Finder adds to an archive does not become part of the model."""
    path = archive({"__MACOSX/m/am/._final.mdl": b"", "m/.DS_Store": b"", "__MACOSX/final.mdl": b""})
    assert set(unpacked(path, tmp_path / "out")) == {"am/final.mdl", "conf/mfcc.conf"}


def test_what_was_written_is_on_record(archive: Callable[..., Path], tmp_path: Path) -> None:
    """Every file has its size and checksum in the result, sorted by path, and progress ends at the total."""
    plan, seen = inspect(archive({})), []
    (tmp_path / "out").mkdir()
    records = unpack(plan, tmp_path / "out", seen.append)
    assert [record.path for record in records] == ["am/final.mdl", "conf/mfcc.conf"]
    assert [record.size_bytes for record in records] == [5, 4]
    assert records[0].sha256 == "9372c470eeadd5ecd9c3c74c2b3cb633f8e2f2fad799250a0f70d652b6b825e4"
    assert seen[-1] == plan.unpacked_bytes == 9


@pytest.mark.parametrize(
    "name",
    [
        "../evil", "m/../../evil", "/etc/evil", "m/./x", "m//x", "C:/evil", "m/C:evil", "..\\evil", "m\\evil",
        "m/con", "m/AUX.txt", "m/lpt1", "m/x.", "m/x ", " m/x", "m/a\nb", "m/a*b", "m/" + "x" * 300,
    ],
)  # fmt: skip
def test_unsafe_names_are_refused(archive: Callable[..., Path], name: str) -> None:
    """Names that lead out of the folder, or that some system cannot have, stop the installation."""
    with pytest.raises(ModelError, match="unsafe file name"):
        inspect(archive({name: b"x"}))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.sampled_from("./\\:ab ~-\u00e9\u200e\x01"), min_size=1, max_size=12))
@example(name="....//....//x")
@example(name="a/..")
@example(name="~/x")
def test_no_name_ever_leads_out_of_the_folder(name: str, archive: Callable[..., Path], tmp_path: Path) -> None:
    """Whatever a member is called, it is refused or lands below the folder."""
    try:
        plan = inspect(archive({name: b"x"}))
    except ModelError:
        return
    folder = (tmp_path / "out").resolve()
    for _, path in plan.members:
        assert (folder / path).resolve().is_relative_to(folder)
        assert ".." not in path.parts
        assert not path.is_absolute()


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_special_files_are_refused(tmp_path: Path, kind: int) -> None:
    """A symbolic link could point out of the folder; a model has none, nor any device or pipe."""
    info = zipfile.ZipInfo("m/link")
    info.external_attr = (kind | 0o777) << 16
    path = tmp_path / "model.zip"
    with zipfile.ZipFile(path, "w") as bundle:
        for name, content in CORE.items():
            bundle.writestr(name, content)
        bundle.writestr(info, "/etc")
    with pytest.raises(ModelError, match="link or special file"):
        inspect(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(archive: Callable[..., Path]) -> None:
    """An archive that grows far beyond what models grow is refused by its table of contents."""
    path = archive({"m/graph/HCLr.fst": bytes(64 * 1024**2)}, compression=zipfile.ZIP_DEFLATED)
    assert path.stat().st_size < 100_000
    with pytest.raises(ModelError, match="would unpack to an implausible"):
        inspect(path)


def test_a_lie_about_the_size_cannot_write_more(tmp_path: Path, zip_of: Make) -> None:
    """A member that declares fewer bytes than it holds is found damaged, and never writes more than it declared."""
    data = bytearray(zip_of({**CORE, "m/big": bytes(1_000_000)}, zipfile.ZIP_DEFLATED))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.rfind(mark)
        data[at + offset : at + offset + 4] = (10).to_bytes(4, "little")
    path = tmp_path / "model.zip"
    path.write_bytes(data)
    plan = inspect(path)
    assert plan.unpacked_bytes == 19
    (tmp_path / "out").mkdir()
    with pytest.raises(ModelError, match=r"archive model\.zip is damaged"):
        unpack(plan, tmp_path / "out", lambda _: None)
    assert sum(file.stat().st_size for file in (tmp_path / "out").rglob("*") if file.is_file()) <= 19


def test_too_many_files_are_refused(archive: Callable[..., Path]) -> None:
    """A model has tens of files, not thousands."""
    path = archive({f"m/{i}": b"" for i in range(20)})
    with pytest.raises(ModelError, match="holds 22 files"):
        inspect(path, ArchiveLimits(most_files=21))


@pytest.mark.parametrize("names", [("m/README", "m/readme"), ("m/a", "m/a/b"), ("m/A/x", "m/a")])
def test_colliding_names_are_refused(archive: Callable[..., Path], names: tuple[str, str]) -> None:
    """Two names that are one on Windows or macOS would overwrite each other."""
    with pytest.raises(ModelError, match="two files of one name"):
        inspect(archive(dict.fromkeys(names, b"x")))


def test_a_password_is_named(archive: Callable[..., Path]) -> None:
    """An encrypted archive says so."""
    path = archive({})
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(ModelError, match="protected by a password"):
        inspect(path)


@pytest.mark.parametrize("content", [b"", b"PK", b"<html>", b"PK\x05\x06" + bytes(17)])
def test_what_is_no_zip_is_called_so(tmp_path: Path, content: bytes) -> None:
    """Empty files, web pages and cut-off archives are no zip archives."""
    path = tmp_path / "model.zip"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"model\.zip (is not a zip archive|is damaged|holds no)"):
        inspect(path)


def test_an_archive_without_a_model_is_refused(archive: Callable[..., Path]) -> None:
    """Any other zip archive is told from a model."""
    with pytest.raises(ModelError, match=r"holds no Vosk model: am/final\.mdl is missing"):
        inspect(archive({"photos/a.jpg": b"x"}, core=False))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 2000), value=st.integers(0, 255))
def test_any_flipped_byte_is_refused_or_harmless(
    place: int, value: int, archive: Callable[..., Path], tmp_path: Path
) -> None:
    """Damage anywhere in the archive gives a sentence, or the very same files: never other content, never a traceback."""
    whole = archive({"m/graph/words": b"word " * 50}, compression=zipfile.ZIP_DEFLATED)
    data = bytearray(whole.read_bytes())
    data[place % len(data)] = value
    whole.write_bytes(data)
    folder = tmp_path / f"out-{place}-{value}"
    if folder.exists():
        return
    try:
        found = unpacked(whole, folder)
    except ModelError:
        return
    original = {"am/final.mdl": b"model", "conf/mfcc.conf": b"conf", "graph/words": b"word " * 50}
    assert set(found.values()) <= set(original.values())


def test_member_paths_are_relative_to_the_model(archive: Callable[..., Path]) -> None:
    """The plan maps names in the archive to places in the model's folder."""
    assert ("m/am/final.mdl", PurePosixPath("am/final.mdl")) in inspect(archive({})).members


def test_cut_off_archives_are_damaged(tmp_path: Path, zip_of: Make) -> None:
    """An archive that lost its middle is found out by the checksum of the member."""
    data = bytearray(zip_of({**CORE, "m/graph/x": bytes(range(256)) * 20}))
    at = data.find(bytes(range(100, 140)))
    data[at : at + 40] = bytes(40)
    path = tmp_path / "model.zip"
    path.write_bytes(bytes(io.BytesIO(data).getbuffer()))
    with pytest.raises(ModelError, match="is damaged"):
        unpacked(path, tmp_path / "out")
