"""`sotto rules list|check|test|new`: see, check, measure and start rules without opening a session.

Place in the flow: everything is decided in `coaching.rulebook`; this prints it. Results go to standard output, the
word that something is wrong to standard error with exit code 1.
"""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer
from rich.progress import track

from app import notify
from app.assembly import load_rules, load_settings
from app.cli.choices import STANDARD_OUTPUT, check_json_target, write_json
from app.cli.console import err, out
from app.cli.rule_tables import print_quality, print_rules
from app.output import check_target, print_text, write_text
from coaching.errors import RulebookError
from coaching.rulebook.example_check import failing_examples
from coaching.rulebook.labelled import read_labelled
from coaching.rulebook.quality import judge_rows, measure
from coaching.rulebook.schema import Rulebook
from coaching.rulebook.template import rule_template
from coaching.standard_judge import standard_judge

app = typer.Typer(help="See, check, measure and write rules.", no_args_is_help=True)

RulesOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--rules", metavar="DIR", help="Folder of company rules, instead of the settings' one.", show_default=False
    ),
]
JsonOption: TypeAlias = Annotated[
    str | None, typer.Option("--json", metavar="OUT|-", help="Write JSON to a file, or with - to standard output.")
]


def _load(folder: Path | None) -> Rulebook:
    return load_rules(load_settings(), folder)


def _emit(document: object, target: str) -> None:
    write_json(document, target)
    if target != STANDARD_OUTPUT:
        notify.info(f"Wrote {target}.")


@app.command("list")
def list_rules(rules: RulesOption = None, json_target: JsonOption = None) -> None:
    """List all rules with severity, timing and cue."""
    rulebook = _load(rules)
    if json_target is None:
        print_rules(out(), rulebook)
        return
    listed = [rule.model_dump(mode="json") for rule in (*rulebook.rules, *rulebook.disabled)]
    _emit({"schema_version": 1, "version": rulebook.version, "rules": listed}, json_target)


@app.command("check")
def check(rules: RulesOption = None) -> None:
    """Report every mistake in the rule files, with its line and how to mend it, and try every example."""
    try:
        rulebook = _load(rules)
    except RulebookError as error:
        for problem in error.problems:
            err().print(str(problem), markup=False, highlight=False, soft_wrap=True)
        count = len(error.problems)
        notify.fail(f"The rules have {count} mistake{'s' * (count > 1)}.", "Mend the lines above and check again.")
        raise typer.Exit(1) from error
    failures = list(failing_examples(rulebook))
    for failure in failures:
        err().print(str(failure), markup=False, highlight=False, soft_wrap=True)
    if failures:
        verb = "does" if len(failures) == 1 else "do"
        notify.fail(f"{len(failures)} of the rules' examples {verb} not do what it says.", "See the lines above.")
        raise typer.Exit(1)
    tried = sum(len(rule.examples) + len(rule.do_not_trigger) for rule in rulebook.rules)
    out().print(f"{len(rulebook.rules)} rules in force, {len(rulebook.disabled)} switched off; {tried} examples hold.")


@app.command("test")
def measure_rules(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.tsv", help="Columns id, label and text; label `none` is harmless.")
    ],
    rules: RulesOption = None,
    json_target: JsonOption = None,
) -> None:
    """Measure precision and recall on labelled utterances and show the worst confusions."""
    check_json_target(json_target)
    rulebook = _load(rules)
    known = [rule.id for rule in (*rulebook.rules, *rulebook.disabled)]
    rows = read_labelled(file, known)
    judge = standard_judge(rulebook)
    judged = judge_rows(judge, track(rows, "Judging", console=err(), transient=True, disable=not err().is_terminal))
    result = measure(judged)
    if json_target is None:
        print_quality(out(), result)
    else:
        _emit(result.as_json(), json_target)


@app.command("new")
def new(
    rule_id: Annotated[
        str, typer.Argument(metavar="ID", help="Of the new rule, or of a built-in rule to change.")
    ] = "my-rule",
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE|-", help="Write it to a new file.", show_default=False)
    ] = None,
) -> None:
    """Write a commented rule file to start from."""
    text = rule_template(rule_id)
    if output is None or str(output) == STANDARD_OUTPUT:
        print_text(text)
        return
    if output.exists():
        notify.fail(f"{output} is there already.", "Name another file; nothing was changed.")
        raise typer.Exit(1)
    check_target(output)
    write_text(output, text)
    notify.info(f"Wrote {output}. Edit it, put it into the rules folder, then run `sotto rules check`.")
