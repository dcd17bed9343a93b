"""Hot reload keeps the last good rules."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coaching.errors import RulebookError
from coaching.rulebook.folder import Reload, RulebookFolder

Text = Callable[..., str]
Folder = Callable[..., Path]


def test_reload(folder: Folder, rule_text: Text) -> None:
    """A change is seen once, mistakes leave the last good rules in force, and mending them is seen again."""
    built_in, company = folder("in", a=rule_text("one")), folder("company")
    watched = RulebookFolder(company, built_in=built_in)
    assert watched.poll() == Reload()
    folder("company", b=rule_text("two"))
    changed = watched.poll()
    assert changed.rulebook is watched.current
    assert [rule.id for rule in watched.current.rules] == ["one", "two"]
    assert watched.poll() == Reload()
    folder("company", b=rule_text("two", '["(broken"]'))
    broken = watched.poll()
    assert broken.rulebook is None
    assert len(broken.problems) == 1
    assert watched.current is changed.rulebook
    assert watched.poll() == Reload()
    (company / "b.toml").unlink()
    assert [rule.id for rule in watched.current.rules] == ["one", "two"]
    assert watched.poll().rulebook is not None
    assert [rule.id for rule in watched.current.rules] == ["one"]


def test_comment(folder: Folder, rule_text: Text) -> None:
    """A change that leaves the rules the same is none."""
    watched = RulebookFolder(folder("company"), built_in=folder("in", a=rule_text("one")))
    folder("company", a="# only a comment\n")
    assert watched.poll() == Reload()


def test_folder_appears(folder: Folder, rule_text: Text, tmp_path: Path) -> None:
    """A company folder that is not there counts as empty until it appears."""
    watched = RulebookFolder(tmp_path / "company", built_in=folder("in", a=rule_text("one")))
    folder("company", a=rule_text("two"))
    assert watched.poll().rulebook is not None


def test_a_folder_that_goes_away_changes_nothing(folder: Folder, rule_text: Text) -> None:
    """A share that cannot be reached is told once; its rules stay in force, and coming back is no news."""
    company = folder("company", b=rule_text("two"))
    watched = RulebookFolder(company, built_in=folder("in", a=rule_text("one")))
    away = company.rename(company.with_name("away"))
    (problem,) = watched.poll().problems
    assert problem.file == str(company)
    assert "gone" in problem.message
    assert watched.poll() == Reload()
    assert [rule.id for rule in watched.current.rules] == ["one", "two"]
    away.rename(company)
    assert watched.poll() == Reload()


def test_rules_for_everybody_are_watched_too(folder: Folder, rule_text: Text) -> None:
    """A change in the computer's own folder is seen; the company's folder still has the last word."""
    everybody, company = folder("everybody"), folder("company", c=rule_text("one", '["from the company"]'))
    watched = RulebookFolder(company, built_in=folder("in", a=rule_text("one")), machine_folder=everybody)
    folder("everybody", b=rule_text("two") + rule_text("one", '["from everybody"]'))
    changed = watched.poll().rulebook
    assert changed is not None
    assert {rule.id: rule.triggers for rule in changed.rules} == {
        "one": ("from the company",), "two": ("you are wrong",),
    }  # fmt: skip


def test_a_folder_for_everybody_that_comes_later_is_noticed(folder: Folder, rule_text: Text, tmp_path: Path) -> None:
    """IT may put rules on a computer on which Sotto runs already; taking them away is noticed, too."""
    everybody = tmp_path / "etc" / "everybody"
    watched = RulebookFolder(folder("company"), built_in=folder("in", a=rule_text("one")), machine_folder=everybody)
    assert watched.poll() == Reload()
    everybody.mkdir(parents=True)
    assert watched.poll() == Reload()
    (everybody / "b.toml").write_text(rule_text("two"), encoding="utf-8")
    changed = watched.poll().rulebook
    assert changed is not None
    assert [rule.id for rule in changed.rules] == ["one", "two"]
    (everybody / "b.toml").unlink()
    gone = watched.poll().rulebook
    assert gone is not None
    assert [rule.id for rule in gone.rules] == ["one"]


def test_a_folder_for_everybody_that_may_not_be_read_counts_as_empty(
    folder: Folder, rule_text: Text, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A user who may not see it is coached by the other rules, rather than not at all."""
    everybody = folder("everybody", b=rule_text("two"))
    listing = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path == everybody:
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    watched = RulebookFolder(folder("company"), built_in=folder("in", a=rule_text("one")), machine_folder=everybody)
    assert [rule.id for rule in watched.current.rules] == ["one"]


def test_mistakes_at_start(folder: Folder) -> None:
    """With no good rules to keep, mistakes are an error."""
    with pytest.raises(RulebookError):
        RulebookFolder(folder("company", a="x ="), built_in=folder("in"))
