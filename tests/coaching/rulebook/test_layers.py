"""Layers: what a company writes changes exactly what it names, and every key knows where it stands."""

import tomllib

from coaching.errors import RuleProblem
from coaching.rulebook.layers import layer_classes, layer_rules
from coaching.rulebook.rule_files import RuleFile


def file(name: str, text: str) -> RuleFile:
    """Return a file as read."""
    return RuleFile(name, text, tomllib.loads(text))


BUILT_IN = file("built-in", '[[rule]]\nid = "a"\ntitle = "old"\ntriggers = ["x",\n"y"]\n[[rule]]\nid = "b"\n')


def test_override_and_extend() -> None:
    """Named keys are replaced, `add_` lists are extended, everything else stays, in the first order."""
    company = file(
        "company", '[[rule]]\nid = "c"\n[[rule]]\nid = "a"\ntitle = "new"\nadd_triggers = ["z"]\nadd_unless = ["u"]\n'
    )
    problems: list[RuleProblem] = []
    rules = layer_rules([[BUILT_IN], [company]], problems)
    assert [rule.values["id"] for rule in rules] == ["a", "b", "c"]
    assert rules[0].values == {"id": "a", "title": "new", "triggers": ["x", "y", "z"], "unless": ["u"]}
    assert problems == []


def test_replace_then_extend() -> None:
    """A table may replace a list and extend it at once, whatever the order of its keys."""
    company = file("company", '[[rule]]\nid = "a"\nadd_triggers = ["z"]\ntriggers = ["new"]\n')
    (first, _) = layer_rules([[BUILT_IN], [company]], [])
    assert first.values["triggers"] == ["new", "z"]


def test_places() -> None:
    """Each entry of an extended list is found in the file that wrote it, missing keys at the rule's table."""
    company = file("company", '[[rule]]\nid = "a"\nadd_triggers = [\n"z"]\n')
    (first, _) = layer_rules([[BUILT_IN], [company]], [])
    places = [first.place_of(("triggers", index)).problem("m", "n") for index in range(3)]
    assert [(place.file, place.line) for place in places] == [("built-in", 4), ("built-in", 5), ("company", 4)]
    missing = first.place_of(("why",)).problem("m", "n")
    assert (missing.file, missing.line, missing.key) == ("built-in", 1, "rule.why")


def test_duplicates() -> None:
    """The same id twice in one layer is a problem, in two layers a change."""
    problems: list[RuleProblem] = []
    layer_rules([[BUILT_IN, file("other", '[[rule]]\nid = "b"\n')]], problems)
    assert [(problem.file, problem.line) for problem in problems] == [("other", 2)]
    assert "built-in" in problems[0].message


def test_classes() -> None:
    """A later layer replaces a class, `add_to_classes` extends it, twice in one layer is a problem."""
    problems: list[RuleProblem] = []
    first = file("first", '[classes]\na = ["x"]\nb = ["x"]\n')
    second = file("second", '[classes]\na = ["y"]\n[add_to_classes]\nb = ["y"]\nc = ["z"]\n')
    table = layer_classes([[first], [second]], problems)
    assert table is not None
    assert table.values == {"a": ["y"], "b": ["x", "y"], "c": ["z"]}
    assert table.place_of(("b", 1)).problem("m", "n").line == 4
    assert problems == []
    layer_classes([[first, file("third", '[classes]\na = ["z"]\n')]], problems)
    assert [problem.key for problem in problems] == ["classes.a"]
    assert layer_classes([[BUILT_IN]], []) is None
