"""Folders of rule files are read in order; what is no rule file is left alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.errors import RuleProblem
from coaching.rulebook.rule_files import MAX_BYTES, built_in_rules, read_folder, rule_paths


def test_order(folder: Callable[..., Path]) -> None:
    """Files are read by name; hidden files, other files and folders are not."""
    target = folder("in", b="", a="")
    (target / ".hidden.toml").write_text("x =", encoding="utf-8")
    (target / "notes.txt").write_text("x =", encoding="utf-8")
    (target / "folder.toml").mkdir()
    problems: list[RuleProblem] = []
    assert [Path(file.name).name for file in read_folder(target, problems)] == ["a.toml", "b.toml"]
    assert problems == []


def test_limit(folder: Callable[..., Path]) -> None:
    """A file of exactly the limit is read, one byte more is refused."""
    target = folder("in")
    (target / "a.toml").write_bytes(b"#" * MAX_BYTES)
    (target / "b.toml").write_bytes(b"#" * (MAX_BYTES + 1))
    problems: list[RuleProblem] = []
    assert len(read_folder(target, problems)) == 1
    assert [Path(problem.file).name for problem in problems] == ["b.toml"]


def test_problem_of_the_whole_file(folder: Callable[..., Path]) -> None:
    """A problem prints as file, line, key, sentence and mend in one line."""
    problems: list[RuleProblem] = []
    read_folder(folder("in", a="rule = 3\n"), problems)
    (problem,) = problems
    assert str(problem).endswith("a.toml:1: rule: Rules are written as tables. Write [[rule]] with two brackets.")


def test_built_in() -> None:
    """The built-in rules are found wherever Sotto is installed."""
    assert "classes.toml" in [path.name for path in rule_paths(built_in_rules())]


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"a = 1\nb = \xff\n", 2, "not UTF-8"),
        (b"a = 1\n[[rule]\n", 2, "not TOML"),
        (b'a = "never closed', 1, "not TOML"),
        (b"[[rule]]\nid = 1\nid = 2\n", None, "not TOML"),
        (b"x = " + b"[" * 5000, None, "nested too deep"),
        (b"rules = 1\n", 1, "There is no such key here"),
        (b"\nclasses = 3\n", 2, "Word classes are written as a table"),
    ],
)
def test_a_damaged_file_is_one_problem_with_its_line(
    tmp_path: Path, content: bytes, line: int | None, said: str
) -> None:
    """Each says what is wrong and what to do; the line is named where it is known."""
    (tmp_path / "ours.toml").write_bytes(content)
    problems: list[RuleProblem] = []
    read_folder(tmp_path, problems)
    (problem,) = problems
    assert said in problem.message
    assert problem.mend
    assert line is None or problem.line == line


def test_a_mark_of_windows_editors_is_no_letter(tmp_path: Path) -> None:
    """The byte order mark at the beginning is skipped."""
    (tmp_path / "ours.toml").write_bytes(b'\xef\xbb\xbffamily = "x"\n')
    problems: list[RuleProblem] = []
    (file,) = read_folder(tmp_path, problems)
    assert (file.data, problems) == ({"family": "x"}, [])


def test_one_damaged_file_does_not_hide_the_others(folder: Callable[..., Path]) -> None:
    """They are read, and the damaged one is told."""
    problems: list[RuleProblem] = []
    files = read_folder(folder("in", a="x =", b="", c="[["), problems)
    assert [Path(file.name).name for file in files] == ["b.toml"]
    assert [Path(problem.file).name for problem in problems] == ["a.toml", "c.toml"]


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """No file is read, nothing is raised."""
    problems: list[RuleProblem] = []
    assert read_folder(tmp_path / "none", problems) == []
    assert "cannot be read" in problems[0].message
    assert "--rules" in problems[0].mend


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=60) | st.text(alphabet="[]rule=\n\"'.# 1", max_size=60).map(str.encode))
def test_any_file_is_read_or_told(tmp_path: Path, content: bytes) -> None:
    """Whatever stands in it: never an exception, and never both missing and untold."""
    (tmp_path / "ours.toml").write_bytes(content)
    problems: list[RuleProblem] = []
    files = read_folder(tmp_path, problems)
    assert files or problems
    assert all("\n" not in str(problem) for problem in problems)


def test_a_file_in_place_of_the_folder_is_told_so(tmp_path: Path) -> None:
    """Nobody is asked to create a folder where a file lies."""
    (tmp_path / "mine.toml").write_text("")
    problems: list[RuleProblem] = []
    assert read_folder(tmp_path / "mine.toml", problems) == []
    assert problems[0].mend == "Name the folder that it is in."
