"""What the Debian package says of itself."""

import gzip
from pathlib import Path

from release import deb


def test_size_is_counted_as_debian_counts(tmp_path: Path) -> None:
    """Each file takes whole kibibytes, a folder or a link one."""
    (tmp_path / "a").write_bytes(b"x" * 1025)
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "link").symlink_to("a")
    sizes = {name: deb.kibibytes(tmp_path / name) for name in ("a", "empty", "link", ".")}
    assert sizes == {"a": 2, "empty": 0, "link": 1, ".": 1}


def test_builder_answers_for_the_package() -> None:
    """A company's own address goes in by Debian's variables; without one no stranger gets mail."""
    assert deb.maintainer({"DEBFULLNAME": "IT", "DEBEMAIL": "it@company.example"}) == "IT <it@company.example>"
    assert deb.maintainer({}).endswith(".invalid>")


def test_packed_documents_have_no_time() -> None:
    """The same text gives the same bytes, as Debian wants it."""
    assert deb.packed(b"text") == deb.packed(b"text")
    assert gzip.decompress(deb.packed(b"text")) == b"text"
    assert deb.packed(b"text")[4:8] == bytes(4)


def test_files_belong_to_root_and_run_where_they_must(tmp_path: Path) -> None:
    """The program may be run, everything else read, whatever the builder's own files were like."""
    program = tmp_path / deb.HOME / "sotto"
    program.parent.mkdir(parents=True, mode=0o700)
    program.write_bytes(b"x")
    (program.parent / "data").write_bytes(b"x")
    (program.parent / "data").chmod(0o600)
    deb._set_modes(tmp_path)
    modes = [each.stat().st_mode & 0o777 for each in (program.parent, program, program.parent / "data")]
    assert modes == [0o755, 0o755, 0o644]
