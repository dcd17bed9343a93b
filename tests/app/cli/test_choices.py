"""JSON on standard output or in a file: alone, whole and readable."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.choices import STANDARD_OUTPUT, check_json_target, write_json
from app.errors import OutputError


def test_a_minus_means_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing but the document, ended by a line break, and nothing beside it."""
    write_json({"a": [1, None]}, STANDARD_OUTPUT)
    said = capsys.readouterr()
    assert json.loads(said.out) == {"a": [1, None]}
    assert (said.out[-1], said.err) == ("\n", "")


def test_letters_stay_letters(tmp_path: Path) -> None:
    """Whoever opens the file can read it."""
    write_json({"text": "café “no” 界"}, str(tmp_path / "a.json"))
    assert "café “no” 界" in (tmp_path / "a.json").read_text(encoding="utf-8")


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    """Nothing of a longer document before is left behind."""
    file = tmp_path / "a.json"
    write_json(list(range(100)), str(file))
    write_json([], str(file))
    assert json.loads(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("target", [None, STANDARD_OUTPUT])
def test_what_is_no_file_needs_no_place(target: str | None) -> None:
    """Neither nothing nor standard output can be refused before the work."""
    check_json_target(target)


def test_a_place_that_cannot_be_written_is_refused_before_the_work(tmp_path: Path) -> None:
    """Hours of analysis are not lost to a typing mistake; asking leaves no file behind."""
    for target in (tmp_path, tmp_path / "none" / "a.json"):
        with pytest.raises(OutputError) as caught:
            check_json_target(str(target))
        assert caught.value.mend
    check_json_target(str(tmp_path / "a.json"))
    assert list(tmp_path.iterdir()) == []


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(document=_JSON)
def test_any_document_comes_back(tmp_path_factory: pytest.TempPathFactory, document: Any) -> None:
    """Whatever is in it, also lone line separators and signs that terminals act on."""
    file = tmp_path_factory.getbasetemp() / "any.json"
    write_json(document, str(file))
    assert json.loads(file.read_text(encoding="utf-8")) == document
