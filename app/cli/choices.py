"""Arguments and options that several commands share, said once.

Place in the flow: imported by the command modules of `app.cli`.
"""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from app.output import check_target, print_text, write_text

Engine = Annotated[
    str | None,
    typer.Option("--engine", metavar="auto|vosk|moonshine", help="Recognizer; the settings decide when left out."),
]
Rules = Annotated[
    Path | None, typer.Option("--rules", metavar="DIR", help="Folder of the company's own rules, for this run.")
]
JsonTarget = Annotated[
    str | None,
    typer.Option("--json", metavar="OUT|-", help="Write JSON to a file, or alone to standard output with -."),
]

STANDARD_OUTPUT = "-"


def check_json_target(target: str | None) -> None:
    """Find out before long work whether the JSON can be written. Raises OutputError."""
    if target is not None and target != STANDARD_OUTPUT:
        check_target(Path(target))


def write_json(document: Any, target: str) -> None:
    """Write a JSON document to a file, or alone to standard output. Raises OutputError or OSError naming the place."""
    check_json_target(target)
    text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    if target == STANDARD_OUTPUT:
        print_text(text)
    else:
        write_text(Path(target), text)
