"""The tables of `sotto rules list` and `sotto rules test`.

Place in the flow: `app.cli.rules` hands in what to show and the console to show it on.
"""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from coaching.rulebook.labelled import NONE_LABEL
from coaching.rulebook.quality import Quality, RuleTest
from coaching.rulebook.schema import Rule, Rulebook

_WORST = 10


def print_rules(console: Console, rulebook: Rulebook) -> None:
    """Print one line a rule; rules that are switched off come last, dimmed."""
    table = Table("rule", "what not to do", "severity", "cue comes", "triggers", "cue", box=None, pad_edge=False)
    for rule in rulebook.rules:
        table.add_row(*_cells(rule))
    for rule in rulebook.disabled:
        table.add_row(*_cells(rule), style="dim")
    console.print(table)
    console.print(
        f"{len(rulebook.rules)} rules in force, {len(rulebook.disabled)} switched off; version {rulebook.version}"
    )


def _cells(rule: Rule) -> tuple[str, ...]:
    timing = f"after {rule.grace_s:g} s grace" if rule.timing == "grace" else rule.timing
    triggers = str(len(rule.triggers)) if rule.triggers else "sound"
    severity = rule.severity if rule.enabled else "off"
    return (rule.id, escape(rule.title), severity, timing, triggers, escape(rule.headline))


def print_quality(console: Console, result: RuleTest) -> None:
    """Print the measures of each rule, overall, and the worst confusions with examples."""
    table = Table(box=None, pad_edge=False)
    table.add_column("rule")
    for column in ("precision", "recall", "F1", "lines"):
        table.add_column(column, justify="right")
    for rule_id, quality in result.per_rule.items():
        table.add_row(rule_id, *_measures(quality))
    table.add_section()
    table.add_row("all lines (micro)", *_measures(result.micro), style="bold")
    table.add_row("mean of rules (macro)", *_measures(result.macro), style="bold")
    console.print(table)
    if result.false_alarm_rate_none is not None:
        console.print(f"False alarms on harmless lines: {result.false_alarm_rate_none:.2%}")
    if result.confusions:
        console.print("\nWorst confusions")
    for confusion in result.confusions[:_WORST]:
        said = "nothing" if confusion.predicted == NONE_LABEL else confusion.predicted
        console.print(f"{confusion.count:4}  {confusion.label}: {said} was found", highlight=False)
        for example in confusion.examples:
            console.print(f"      “{example}”", markup=False, highlight=False, style="dim")


def _measures(quality: Quality) -> tuple[str, ...]:
    return (f"{quality.precision:.2f}", f"{quality.recall:.2f}", f"{quality.f1:.2f}", str(quality.support))
