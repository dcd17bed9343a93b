"""`sotto rules list|check|test|new`, through the real boundary."""

import json
from pathlib import Path

import pytest

from app.__main__ import main
from coaching.rulebook.example_check import failing_examples
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.schema import RULE_IDS

pytestmark = pytest.mark.usefixtures("_hooks")

ROWS = (
    "id\tlabel\ttext\n1\tdead-end\tthere is nothing more i can do\n2\tnone\thow can i help you\n3\targuing\tthe sky\n"
)
BROKEN = '[[rule]]\nid = "prying"\nseverity = "huge"\ntriggers = ["(open"]\n'


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """Return a small file of labelled utterances."""
    file = tmp_path / "rows.tsv"
    file.write_text(ROWS, encoding="utf-8")
    return file


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """Return a folder of company rules with mistakes."""
    folder = tmp_path / "company"
    folder.mkdir()
    (folder / "ours.toml").write_text(BROKEN, encoding="utf-8")
    return folder


def test_list(capsys: pytest.CaptureFixture[str]) -> None:
    """The table has a line for each built-in rule."""
    assert main(["rules", "list"]) == 0
    printed = capsys.readouterr().out
    assert [rule_id for rule_id in RULE_IDS if rule_id not in printed] == []


def test_list_json(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON alone goes to standard output, with every key of every rule."""
    assert main(["rules", "list", "--json", "-"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert {rule["id"] for rule in document["rules"]} == set(RULE_IDS)
    assert all(rule["say_instead"] for rule in document["rules"])


def test_list_shows_what_is_off(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rules that the company switched off are listed as off."""
    (company / "ours.toml").write_text('[[rule]]\nid = "prying"\nenabled = false\n', encoding="utf-8")
    assert main(["rules", "list", "--rules", str(company)]) == 0
    assert "27 rules in force, 1 switched off" in capsys.readouterr().out


def test_check_good(capsys: pytest.CaptureFixture[str]) -> None:
    """Checking agrees with the rulebook: the built-in rules are fine when all their examples hold."""
    fine = not list(failing_examples(load_rulebook(None)))
    assert main(["rules", "check"]) == (0 if fine else 1)
    assert ("28 rules in force" in capsys.readouterr().out) is fine


def test_check_mistakes(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every mistake is one line on standard error with file, line, key and mend; the exit code is 1."""
    assert main(["rules", "check", "--rules", str(company)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    lines = printed.err.splitlines()
    assert "ours.toml:3: rule.severity:" in lines[0]
    assert "1 mistake" in lines[-1]
    assert "Traceback" not in printed.err


def test_check_examples(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An example that does not trigger is reported."""
    text = '[[rule]]\nid = "prying"\nadd_examples = ["Nothing of the kind."]\n'
    (company / "ours.toml").write_text(text, encoding="utf-8")
    assert main(["rules", "check", "--rules", str(company)]) == 1
    assert 'prying: the example "Nothing of the kind." triggers nothing.' in capsys.readouterr().err


def test_test_json(rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`rules test --json -` writes the contract's document alone."""
    assert main(["rules", "test", str(rows), "--json", "-"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [(row["id"], row["predicted"]) for row in document["rows"]] == [("1", ["dead-end"]), ("2", []), ("3", [])]
    assert document["per_rule"]["dead-end"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "support": 1}
    assert document["false_alarm_rate_none"] == 0.0


def test_test_json_file(rows: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a file name the document goes there."""
    target = tmp_path / "out.json"
    assert main(["rules", "test", str(rows), "--json", str(target)]) == 0
    assert json.loads(target.read_text(encoding="utf-8"))["schema_version"] == 1
    assert capsys.readouterr().out == ""


def test_test_table(rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table shows measures, false alarms and the worst confusions with their words."""
    assert main(["rules", "test", str(rows)]) == 0
    printed = capsys.readouterr().out
    assert "all lines (micro)" in printed
    assert "False alarms on harmless lines: 0.00%" in printed
    assert "arguing: nothing was found" in printed
    assert "the sky" in printed


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["test", "absent.tsv"], "absent.tsv cannot be read"),
        (["list", "--rules", "nowhere"], "nowhere"),
        (["test", "absent.tsv", "--json", "no/such/folder/out.json"], "There is no folder"),
    ],
)
def test_failures(arguments: list[str], part: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be done is one sentence and exit code 1."""
    assert main(["rules", *arguments]) == 1
    printed = capsys.readouterr()
    assert part in printed.err
    assert "Traceback" not in printed.err


def test_broken_rules_elsewhere(company: Path, rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Other commands name the first mistake and point to `rules check`."""
    assert main(["rules", "test", str(rows), "--rules", str(company)]) == 1
    assert "`sotto rules check` lists all." in capsys.readouterr().err


def test_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`rules new` writes a file that passes the check, and never overwrites one."""
    folder = tmp_path / "rules"
    folder.mkdir()
    target = folder / "ours.toml"
    assert main(["rules", "new", "our-rule", "--output", str(target)]) == 0
    assert load_rulebook(folder).rule("our-rule") is not None
    target.write_text("# mine\n", encoding="utf-8")
    assert main(["rules", "new", "our-rule", "--output", str(target)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "# mine\n"


def test_new_refuses_an_odd_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Quotes, spaces and capitals never reach a file: one sentence, exit code 1, nothing written."""
    target = tmp_path / "ours.toml"
    for odd in ('our "rule"', "Our-Rule"):
        assert main(["rules", "new", odd, "--output", str(target)]) == 1
        printed = capsys.readouterr()
        assert (printed.out, printed.err.count("\n")) == ("", 1)
        assert odd in printed.err
    assert not target.exists()


def test_new_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file the template is printed; for a built-in rule it is one for changes."""
    assert main(["rules", "new", "dead-end"]) == 0
    assert 'id = "dead-end"' in capsys.readouterr().out
