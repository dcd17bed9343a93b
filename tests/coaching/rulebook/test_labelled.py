"""Files of labelled utterances are read whole or refused with the line."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.rulebook.labelled import LabelledFileError, LabelledRow, read_labelled


def test_read(tmp_path: Path) -> None:
    """Columns are found by name, in any order, others and empty lines are skipped."""
    file = tmp_path / "a.tsv"
    file.write_text(
        'label\tkind\tid\ttext\nnone\tx\t1\t"quoted\n\narguing\tx\t2\tyou are wrong\n', encoding="utf-8-sig"
    )
    assert read_labelled(file, ["arguing"]) == [
        LabelledRow("1", "none", '"quoted'),
        LabelledRow("2", "arguing", "you are wrong"),
    ]


def test_nothing_of_a_text_is_lost(tmp_path: Path) -> None:
    """A tab in a text that stands last is a blank of it; only line feeds end a line, whatever Windows or Unicode writes."""
    file = tmp_path / "a.tsv"
    file.write_bytes("id\tlabel\ttext\r\n1\tnone\thello\tthere\r\n2\tnone\tone\u2028two\x85\x0cthree\r\n".encode())
    assert [row.text for row in read_labelled(file, [])] == ["hello there", "one\u2028two\x85\x0cthree"]


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "column id"),
        (b"id\ttext\n1\tx\n", "column label"),
        (b"id\tlabel\ttext\n", "holds no utterances"),
        (b"id\tlabel\ttext\n1\tnone\n", ":2: this line has 2 columns"),
        (b"id\tlabel\ttext\n1\tnonsense\tx\n", '"nonsense" of row 1'),
        (b"id\tlabel\ttext\n1\tnone\t\xff\n", "UTF-8"),
    ],
)
def test_mistakes(tmp_path: Path, content: bytes, part: str) -> None:
    """Each mistake is one sentence that names the file, with a mend."""
    file = tmp_path / "a.tsv"
    file.write_bytes(content)
    with pytest.raises(LabelledFileError) as caught:
        read_labelled(file, ["arguing"])
    assert part in caught.value.message
    assert "a.tsv" in caught.value.message
    assert caught.value.mend


@pytest.mark.parametrize("name", ["absent.tsv", "."])
def test_no_file(tmp_path: Path, name: str) -> None:
    """A file that is not there, or a folder, is refused."""
    with pytest.raises(LabelledFileError, match="cannot be read"):
        read_labelled(tmp_path / name, [])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60))
def test_any_bytes(tmp_path: Path, content: bytes) -> None:
    """Any bytes give rows or a LabelledFileError."""
    file = tmp_path / "fuzz.tsv"
    file.write_bytes(b"id\tlabel\ttext\n" + content)
    with contextlib.suppress(LabelledFileError):
        assert read_labelled(file, ["arguing"])
