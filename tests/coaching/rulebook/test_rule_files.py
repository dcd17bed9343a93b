"""Folders of rule files are read in order; what is no rule file is left alone."""

from collections.abc import Callable
from pathlib import Path

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
