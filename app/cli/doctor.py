"""`sotto doctor`: what is right and wrong here, and how to mend it.

Place in the flow: `app.doctor` looks, this prints. Exit code 1 when something fails.
"""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain
from typing import Annotated

import typer
from rich.text import Text

from app import __version__, notify
from app.cli.choices import JsonTarget, write_json
from app.cli.console import out
from app.doctor.check import Finding, State
from app.doctor.examination import examine
from app.doctor.parts import check_settings
from app.errors import UnhealthyError

_SIGNS = {State.OK: ("ok  ", "green"), State.WARN: ("warn", "yellow"), State.FAIL: ("FAIL", "bold red")}


def doctor(
    *,
    echo: Annotated[
        bool, typer.Option("--echo", help="Also test for ten seconds whether the microphone hears the far end.")
    ] = False,
    json_target: JsonTarget = None,
) -> None:
    """Check devices, permissions, recognizer, models, settings, rules, folders, disk and display."""
    findings: list[Finding] = []
    for finding in chain(examine(), _echo() if echo else ()):
        findings.append(finding)
        if json_target is None:
            _print(finding)
    if json_target is not None:
        write_json(_document(findings), json_target)
    failed = [finding.name for finding in findings if finding.state is State.FAIL]
    if failed:
        raise UnhealthyError(
            f"{len(failed)} of {len(findings)} checks failed: {', '.join(failed)}.", "The mends stand with them."
        )


def _echo() -> Iterator[Finding]:
    from app.doctor.echo import check_echo  # noqa: PLC0415  (loads the voice detector)

    def on_opened() -> None:
        notify.info("Echo test: play a voice and stay quiet for ten seconds.")

    yield check_echo(check_settings()[0], on_opened=on_opened)


def _document(findings: list[Finding]) -> dict[str, object]:
    return {"schema_version": 1, "sotto": __version__, "checks": [asdict(finding) for finding in findings]}


def _print(finding: Finding) -> None:
    sign, style = _SIGNS[finding.state]
    out().print(Text.assemble((sign, style), f"  {finding.name:<12} {finding.text}"), soft_wrap=True)
    if finding.mend:
        out().print(Text(f"                    → {finding.mend}", style="dim"), soft_wrap=True)
