"""The summary of a call for a person at a terminal, and its report as a file.

Place in the flow: the last step of `analyze`, `demo` and `run`; it shows what the HTML report shows, in short.
"""

import datetime as dt
import re
from pathlib import Path

from rich.console import Console, Group
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from app.cli.console import harmless, out
from app.output import write_text
from app.paths import paths
from app.reports.agenda import AgendaLine
from app.reports.html import html_report
from app.reports.moments import Document, Moment
from app.reports.view import ReportView, report_view
from app.terminal_view import COLOURS
from coaching.events import CueKind
from coaching.rulebook.schema import Rulebook

_UNSAFE = re.compile(r"[^\w.-]+")


def show_summary(document: Document, rulebook: Rulebook, report: Path | None) -> None:
    """Print the summary of a call's JSON document to standard output."""
    _print(out(), report_view(document, rulebook), report)


def write_report(document: Document, rulebook: Rulebook) -> Path:
    """Write the call's HTML report into the reports folder and return its path. Raises OSError naming the file."""
    folder = paths().reports
    folder.mkdir(parents=True, exist_ok=True)
    now = dt.datetime.now().astimezone()
    name = _UNSAFE.sub("-", Path(str(document["source"])).stem).strip("-.") or "call"
    file = folder / f"{now:%Y%m%d-%H%M%S}-{name[:60]}.html"
    write_text(file, html_report(document, rulebook))
    return file


def _print(console: Console, view: ReportView, report: Path | None) -> None:
    console.print(
        Rule(harmless(f"{view.title} · {view.length}"), align="left", style="dim"), width=min(console.width, 80)
    )
    if view.subtitle:
        console.print(harmless(f"{view.subtitle} · score {view.score.total} of 100"), markup=False)
    for sentence in view.coverage:
        console.print(sentence, markup=False, style="dim")
    console.print(_facts(view), "")
    console.print(_moments(view.moments), soft_wrap=True)
    if view.agenda:
        console.print(_agenda(view.agenda), soft_wrap=True)
    if report is not None:
        console.print(f"\nReport: {report}", markup=False, soft_wrap=True)


def _facts(view: ReportView) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    for fact in view.all_facts:
        table.add_row(Text(fact.value, style="bold", justify="right"), fact.label)
    return table


def _agenda(lines: tuple[AgendaLine, ...]) -> Text:
    text = Text("\nAgenda", style="bold")
    for line in lines:
        text.append(f"\n{line.sign} {line.label}", style="not bold").append(f"  {line.became}", style="not bold dim")
    return text


def _moments(moments: tuple[Moment, ...]) -> Group:
    if not moments:
        return Group(Text("Nothing stood out in what was heard."))
    lines: list[Text] = []
    for moment in moments:
        colour = COLOURS[CueKind(moment.kind)]
        evidence = f"  {harmless(moment.shown_evidence)}" if moment.evidence else ""
        lines.append(Text.assemble((f"{moment.sign} {moment.at:>5}  ", colour), (moment.title, "bold"), evidence))
        if moment.advice:
            lines.append(Text(f"         instead: {moment.advice}", style="dim"))
    return Group(*lines)
