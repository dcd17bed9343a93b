"""`sotto report`: one kept session, or a team's calendar week, as a file.

Place in the flow: the session comes from the store, `app.reports` writes it down. Agents get their own sessions,
supervisors those that were released.
"""

import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from app import notify
from app.assembly import load_rules, load_settings
from app.errors import OutputError
from app.output import check_target, print_text, write_bytes
from app.paths import paths
from app.reports.csv_export import csv_report
from app.reports.digest import Digest, digest_html, digest_json, parse_week, week_digest
from app.reports.html import html_report
from app.reports.kept import session_document
from app.review.context import ReviewContext
from app.review.opening import open_sessions
from app.review.settings import RoleChoice
from coaching.rulebook.schema import Rulebook

STANDARD_OUTPUT = Path("-")


class Format(StrEnum):
    """How the report is written."""

    HTML = "html"
    PDF = "pdf"
    CSV = "csv"
    JSON = "json"


def report(
    session: Annotated[
        str | None, typer.Argument(metavar="SESSION", help="Id, its first letters, or the call's reference.")
    ] = None,
    *,
    week: Annotated[
        str | None,
        typer.Option(
            "--week",
            metavar="2026-W47",
            help="A calendar week instead of a session: a team's, or as an agent your own.",
        ),
    ] = None,
    team: Annotated[str, typer.Option("--team", help="With --week: this team alone.")] = "",
    format_: Annotated[Format, typer.Option("--format", "-f", help="html and json also for a week.")] = Format.HTML,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE|-", help="Where to; - prints it.", show_default=False)
    ] = None,
    from_team: Annotated[bool, typer.Option("--from-team", help="From the team's server.")] = False,
    role: Annotated[
        RoleChoice | None, typer.Option("--as", help="Who asks; the settings decide when left out.", show_default=False)
    ] = None,
) -> None:
    """Write a kept session, or a week of a team's or of your own calls, as a report."""
    if (session is None) == (week is None):
        raise typer.BadParameter("Name one session, or a week with --week.")
    if output is not None and output != STANDARD_OUTPUT:
        check_target(output)
    if output == STANDARD_OUTPUT and format_ is Format.PDF:
        raise OutputError("A PDF is not printed to a terminal.", "Name a file with --output.")
    settings = load_settings()
    rulebook = load_rules(settings)
    store, viewer = open_sessions(settings, role, team=from_team)
    with store:
        context = ReviewContext(store, viewer, rulebook)
        if week is not None:
            name, data = _week(context, week, team, format_)
        else:
            name, data = _session(context, str(session), format_)
    _deliver(data, output, name)


def _session(context: ReviewContext, wanted: str, format_: Format) -> tuple[str, bytes]:
    store, viewer = context.store, context.viewer
    detail = store.detail(store.find(wanted))
    viewer.check(detail.row, context.clock())
    document = session_document(detail)
    store.log_view(detail.row.id, viewer.name, viewer.role)
    name = f"{detail.row.started_at:%Y%m%d-%H%M}-{detail.row.id.hex[:8]}.{format_}"
    return name, _WRITERS[format_](document, context.rulebook)


def _week(context: ReviewContext, week: str, team: str, format_: Format) -> tuple[str, bytes]:
    writers: dict[Format, Callable[[Digest], str]] = {Format.HTML: digest_html, Format.JSON: digest_json}
    if format_ not in writers:
        raise OutputError(f"A week cannot be written as {format_}.", "Use --format html or --format json.")
    digest = week_digest(context, parse_week(week), team)
    whose = team or ("own" if digest.own else "all")
    return f"{week}-{whose}.{format_}".replace(" ", "-").replace("/", "-"), writers[format_](digest).encode()


def _pdf(document: Any, rulebook: Rulebook) -> bytes:
    from app.reports.pdf import pdf_report  # noqa: PLC0415  Qt is loaded only for a PDF

    return pdf_report(document, rulebook)


def _json(document: Any, rulebook: Rulebook) -> bytes:  # noqa: ARG001  all writers are called alike
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


_WRITERS: dict[Format, Callable[[Any, Rulebook], bytes]] = {
    Format.HTML: lambda document, rulebook: html_report(document, rulebook).encode(),
    Format.PDF: _pdf,
    Format.CSV: lambda document, rulebook: csv_report(document, rulebook).encode(),
    Format.JSON: _json,
}


def _deliver(data: bytes, output: Path | None, name: str) -> None:
    if output == STANDARD_OUTPUT:
        print_text(data.decode())
        return
    if output is None:
        folder = paths().reports
        folder.mkdir(parents=True, exist_ok=True)
        output = folder / name
    write_bytes(output, data)
    notify.info(f"Wrote {output}.")
