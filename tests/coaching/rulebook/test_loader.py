"""Rule files: laid over each other, validated, and every mistake reported with its place."""

from collections.abc import Callable
from pathlib import Path

import pytest
import tomlkit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.errors import RulebookError, RuleProblem
from coaching.rulebook.loader import load_rulebook

Text = Callable[..., str]
Folder = Callable[..., Path]


def problems(built_in: Path, company: Path | None = None) -> list[RuleProblem]:
    """Return the problems of rules that must not load."""
    with pytest.raises(RulebookError) as caught:
        load_rulebook(company, built_in=built_in)
    assert caught.value.problems
    assert str(caught.value.problems[0]) in caught.value.message
    return list(caught.value.problems)


def problems_if_any(built_in: Path, company: Path | None = None) -> tuple[RuleProblem, ...]:
    """Return the problems of rules that may or may not load; without problems they do."""
    try:
        load_rulebook(company, built_in=built_in)
    except RulebookError as error:
        return error.problems or (RuleProblem("", None, "", "an error without problems", ""),)
    return ()


def test_loads(folder: Folder, rule_text: Text) -> None:
    """Rules of all files are read in the order of the files."""
    rulebook = load_rulebook(None, built_in=folder("in", b=rule_text("two"), a=rule_text("one")))
    assert [rule.id for rule in rulebook.rules] == ["one", "two"]
    assert rulebook.rule("two") is not None
    assert rulebook.rule("three") is None


def test_company_rules(folder: Folder, rule_text: Text) -> None:
    """A company changes single keys, extends lists, switches rules off and adds its own."""
    built_in = folder("in", a=rule_text("one") + rule_text("two") + '\n[classes]\nwho = ["me"]\n')
    company = folder(
        "company",
        a='[[rule]]\nid = "one"\nheadline = "Ours"\nadd_triggers = ["{who} again"]\n[[rule]]\nid = "two"\nenabled = false\n',
        b=rule_text("three") + '\n[add_to_classes]\nwho = ["you"]\n',
    )
    rulebook = load_rulebook(company, built_in=built_in)
    one = rulebook.rule("one")
    assert one is not None
    assert (one.headline, one.triggers, one.title) == ("Ours", ("you are wrong", "{who} again"), "A title")
    assert rulebook.company_triggers == {("one", "{who} again"), ("three", "you are wrong")}
    assert [rule.id for rule in rulebook.rules] == ["one", "three"]
    assert [rule.id for rule in rulebook.disabled] == ["two"]
    assert rulebook.known_rule("two") is not None
    assert rulebook.word_classes == {"who": ("me", "you")}


def test_version(folder: Folder, rule_text: Text) -> None:
    """The version changes with the rules, not with comments."""
    first = load_rulebook(None, built_in=folder("a", a=rule_text("one")))
    same = load_rulebook(None, built_in=folder("b", a="# hello\n" + rule_text("one")))
    other = load_rulebook(None, built_in=folder("c", a=rule_text("one", '["other"]')))
    assert first.version == same.version != other.version


@pytest.mark.parametrize(
    ("text", "line", "key", "part"),
    [
        ('[[rule]]\nid = "one"\n', 1, "rule.title", "Field required"),
        ("[[rule]]\ntitle = 'x'\n", 1, "rule.id", "no id"),
        ("{one}\nsevrity = 'gentle'\n", 10, "rule.sevrity", "not permitted"),
        ("{one}\nseverity = 'huge'\n", 10, "rule.severity", "'gentle', 'normal' or 'severe'"),
        ("{one}\ngrace_s = 4.0\n", 10, "rule.grace_s", "grace"),
        ("{one}\nunless = ['fine',\n 'not (closed']\n", 11, "rule.unless", "never closed"),
        ("{one}\nunless = ['{nobody} x']\n", 10, "rule.unless", "no word class"),
        ("{one}\nunless = ['']\n", 10, "rule.unless", "at least 1 character"),
        ("{one}\nadd_unless = 'x'\n", 10, "rule.add_unless", "must be a list"),
        ("{one}{one}", 10, "rule.id", "used twice"),
        ("{one}\nx = [1", 10, "", "not TOML"),
        ("[classes]\nA = ['x']\n", 2, "classes.A", "no class name"),
        ("[classes]\na = []\n", 2, "classes.a", "list of phrases"),
        ("[classes]\na = ['x',\n '[y]']\n", 3, "classes.a", "no word at all"),
        ("[classes]\na = ['{b}']\nb = ['{a}']\n", 2, "classes.a", "circle"),
        ("[classes]\na = ['" + "x" * 1001 + "']\n", 2, "classes.a", "1001 letters"),
        ("[rule]\nid = 'x'\n", 1, "rule", "written as tables"),
        ("classes = 3\n", 1, "classes", "written as a table"),
        ("other = 3\n", 1, "other", "no such key"),
    ],
)
def test_mistakes(*, folder: Folder, rule_text: Text, text: str, line: int, key: str, part: str) -> None:
    """Each mistake is one problem (missing keys: the first of several) with file, line, key and mend."""
    found = problems(folder("in", a=text.replace("{one}", rule_text("one"))))
    first = found[0]
    assert (Path(first.file).name, first.line, first.key) == ("a.toml", line, key)
    assert part in first.message
    assert first.mend
    assert len(found) == 1 or "Field required" in first.message


def test_all_at_once(folder: Folder, rule_text: Text) -> None:
    """Mistakes in several files are reported together, a broken file does not hide the others."""
    found = problems(folder("in", a="x = [", b=rule_text("one", '["(a"]'), c=rule_text("two", '["b)"]')))
    assert [Path(problem.file).name for problem in found] == ["a.toml", "b.toml", "c.toml"]


def test_broken_class_reported_once(folder: Folder, rule_text: Text) -> None:
    """A broken class is reported where it stands, not at every trigger that uses it."""
    text = '[classes]\na = ["(x"]\n' + rule_text("one", '["{a} y", "{a} z"]')
    assert [problem.key for problem in problems(folder("in", a=text))] == ["classes.a"]


def test_place_of_overridden_key(folder: Folder, rule_text: Text) -> None:
    """A mistake in a company key is reported in the company's file, also in an extended list."""
    company = folder("company", ours='[[rule]]\nid = "one"\nadd_triggers = [\n"fine",\n"(a"]\n')
    (problem,) = problems(folder("in", a=rule_text("one")), company)
    assert (Path(problem.file).name, problem.line) == ("ours.toml", 5)


def test_unreadable_files(folder: Folder) -> None:
    """A file that is too large, of another encoding, or nested without end is one clear problem each."""
    target = folder("in", c="a = " + "[" * 5000)
    (target / "a.toml").write_bytes(b"# " + b"x" * 10_000_000)
    (target / "b.toml").write_bytes('a = 1\nb = "caf\u00e9"\n'.encode("latin-1"))
    found = problems(target)
    assert [problem.line for problem in found] == [None, 2, None]
    assert ["1 MB" in found[0].message, "UTF-8" in found[1].message, "nested" in found[2].message] == [True] * 3


def test_missing_folder(folder: Folder, tmp_path: Path) -> None:
    """A folder that is not there is named."""
    (problem,) = problems(folder("in"), tmp_path / "nowhere")
    assert problem.file.endswith("nowhere")


def test_byte_order_mark(folder: Folder, rule_text: Text) -> None:
    """A file saved by a Windows editor with a byte order mark is read."""
    assert load_rulebook(None, built_in=folder("in", a="\ufeff" + rule_text("one"))).rules


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.binary(max_size=80), cut=st.integers(0, 300))
def test_any_bytes(folder: Folder, rule_text: Text, data: bytes, cut: int) -> None:
    """Any bytes in a rule file give a rulebook or a RulebookError with problems, nothing else."""
    target = folder("fuzz")
    valid = rule_text("one").encode()
    (target / "a.toml").write_bytes(valid[:cut] + data + valid[cut:])
    assert all(problem.mend for problem in problems_if_any(target))


VALUES = st.recursive(
    st.one_of(st.integers(), st.booleans(), st.text(alphabet="a b|[](){}<>^$*_=", max_size=12), st.just("b" * 1200)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("ab"), inner, max_size=2)),
    max_leaves=4,
)
KEYS = st.sampled_from(
    ["title", "triggers", "add_triggers", "unless", "grace_s", "timing", "say_instead", "enabled", "zzz"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    table=st.dictionaries(KEYS, VALUES, max_size=4), classes=st.dictionaries(st.sampled_from("abc"), VALUES, max_size=3)
)
def test_any_values(folder: Folder, rule_text: Text, table: dict[str, object], classes: dict[str, object]) -> None:
    """Any values under any keys of a company file give a rulebook or problems that name a line."""
    company = folder("company", a=tomlkit.dumps({"rule": [{"id": "one", **table}], "classes": classes}))
    found = problems_if_any(folder("in", a=rule_text("one")), company)
    assert all(problem.line is not None and problem.mend for problem in found)
