"""`sotto report`."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.main import app
from app.paths import paths
from app.reports.digest import WeekError
from app.review.settings import ReviewSettings
from app.store.errors import AmbiguousIdError, NoSuchSessionError, NotAllowedError
from app.store.opening import open_store
from app.store.repository import Store
from app.store.workstation import workstation_file
from tests.app.store.conftest import MakeSession, make_session, rulebook, summary

__all__ = ["make_session", "rulebook", "summary"]

AS = ("--as", "supervisor")


@pytest.fixture
def kept(make_session: MakeSession) -> str:
    """Keep two sessions on this machine and return the first one's id."""
    new = make_session(reference="ticket-7")
    with open_store(workstation_file()) as store:
        store.add([new, make_session(0, agent="ben")])
    return str(new.labels.id)


def run(*arguments: str) -> str:
    """Run the command and return its standard output; what it raises is raised."""
    return CliRunner().invoke(app, ["report", *arguments], catch_exceptions=False, standalone_mode=False).output


def the_store() -> Store:
    """Open the store again."""
    return open_store(workstation_file())


@pytest.mark.parametrize(("format_", "beginning"), [("html", "\n<!doctype"), ("csv", "type,"), ("json", "{")])
def test_each_format_reaches_the_file(kept: str, tmp_path: Path, format_: str, beginning: str) -> None:
    """The file that was named holds the report, and that somebody looked is on record."""
    target = tmp_path / "report"
    run(kept, *AS, "--format", format_, "--output", str(target))
    assert target.read_text(encoding="utf-8").lstrip().startswith(beginning.lstrip())
    with the_store() as store:
        (view,) = store.detail(store.find(kept)).views
    assert view.role == "supervisor"


def test_printed_json_is_alone(kept: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With - nothing but the document is on standard output; a reference finds the session as well as an id does."""
    document = json.loads(run("ticket-7", *AS, "--format", "json", "--output", "-"))
    assert document["session"]["id"] == kept


def test_without_a_name_it_lies_among_the_reports(kept: str) -> None:
    """The reports folder is made when it is not there."""
    run(kept, *AS)
    assert [file.suffix for file in paths().reports.iterdir()] == [".html"]


def test_lines_of_a_table_end_as_rfc_4180_says(kept: str, tmp_path: Path) -> None:
    """CR LF once, on every system."""
    run(kept, *AS, "--format", "csv", "--output", str(tmp_path / "t.csv"))
    data = (tmp_path / "t.csv").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") > 3


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("nobody", *AS), NoSuchSessionError),
        (("019c", *AS), AmbiguousIdError),
        (("--week", "2026-W10", *AS, "--format", "csv"), Exception),
        (("--week", "2020-W10", *AS), WeekError),
        (("ticket-7", "--as", "agent"), NotAllowedError),
    ],
)
def test_what_cannot_be_reported_is_told(kept: str, arguments: tuple[str, ...], error: type[Exception]) -> None:
    """Unknown and ambiguous ids, impossible formats, empty weeks and others' sessions are each an error of their own."""
    with pytest.raises(error):
        run(*arguments)


def test_a_team_week(kept: str) -> None:
    """The digest is written like a session's report."""
    run("--week", "2026-W10", "--team", "north", *AS)
    (file,) = paths().reports.iterdir()
    assert file.name == "2026-W10-north.html"


def test_agents_are_the_default() -> None:
    """Nobody is a supervisor by accident."""
    assert ReviewSettings().role == "agent"
