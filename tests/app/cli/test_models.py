"""`sotto models` as the user types it."""

import functools
import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click
import pytest
from typer.testing import CliRunner, Result

from app import notify
from app.cli import models as module
from app.cli import models_view
from app.cli.console import show_message
from app.cli.models import app
from app.paths import HOME_VARIABLE, paths
from speech.errors import ModelError
from speech.models import install as install_module
from speech.models.catalogue import Catalogue, ModelEntry

NAME = "vosk-model-small-xx-0.1"


class Quiet(SimpleHTTPRequestHandler):
    """A file server that writes no log."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The archive of a small model, in a folder to be served."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bundle:
        for name in ("am/final.mdl", "conf/mfcc.conf"):
            bundle.writestr(f"{NAME}/{name}", name * 100)
    path = tmp_path / "served" / f"{NAME}.zip"
    path.parent.mkdir()
    path.write_bytes(buffer.getvalue())
    return path


@pytest.fixture
def url(archive: Path) -> Iterator[str]:
    """The address of a server that has the archive."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(archive.parent)))
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{http.server_address[1]}"
    http.shutdown()
    thread.join()
    http.server_close()


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, archive: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    """A catalogue of that model and of one that the server does not have, in a fresh home."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    monkeypatch.setenv("NO_PROXY", "*")
    entry = ModelEntry(
        id="small-xx", language="Test", language_code="xx", name=NAME, size_bytes=archive.stat().st_size,
        licence="Apache-2.0", note="For tests.", sha256=hashlib.sha256(archive.read_bytes()).hexdigest(), sources=("a", "b"),
    )  # fmt: skip
    other = ModelEntry(
        id="small-yy",
        language="Other",
        language_code="yy",
        name="vosk-model-small-yy-0.1",
        size_bytes=2_000_000,
        licence="",
        note="",
    )
    offered = Catalogue(schema_version=1, base_url=url, default="small-xx", model=(entry, other))
    for each in (module, models_view, install_module):
        monkeypatch.setattr(each, "catalogue", lambda: offered)
    monkeypatch.setattr("speech.models.store.catalogue", lambda: offered)
    return offered


def sotto(*arguments: str, typed: str | None = None) -> Result:
    """Run `sotto models …` with the door open; errors come back as exceptions, as `app.__main__` gets them."""
    notify.door.attach(show_message)
    try:
        return CliRunner().invoke(app, list(arguments), input=typed, catch_exceptions=True)
    finally:
        notify.door.detach()


def error_of(result: Result) -> str:
    """The sentence of the error that a command raised for the boundary."""
    assert isinstance(result.exception, ModelError), result.output
    return str(result.exception)


def test_the_list_shows_what_there_is_and_what_is_here() -> None:
    """Every model has its language, size and kind of checksum; an installed one says so."""
    before = sotto("list").stdout
    assert "small-xx" in before
    assert "published" in before
    assert "recorded at first download" in before
    assert "2 MB" in before
    assert "installed" not in before
    sotto("install", "small-xx")
    assert "installed" in sotto("list").stdout


def test_the_list_as_json_is_json_alone() -> None:
    """`--json -` writes one JSON object with catalogue and installation of every model."""
    sotto("install")
    data = json.loads(sotto("list", "--json", "-").stdout)
    assert data["default"] == "small-xx"
    here, absent = data["models"]
    assert here["id"] == "small-xx"
    assert here["installed"]["usable"]
    assert here["installed"]["manifest"]["trust"] == "published"
    assert "files" not in here["installed"]["manifest"]
    assert absent["installed"] is None
    assert absent["catalogue"]["sha256"] is None


def test_only_installed_models_can_be_listed() -> None:
    """`--installed` leaves the catalogue out, and says what to do while there is nothing."""
    assert "sotto models install small-xx" in sotto("list", "--installed").stdout
    sotto("install")
    shown = sotto("list", "--installed").stdout
    assert "small-xx" in shown
    assert "small-yy" not in shown


@pytest.fixture
def companys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a model that IT copied to where everybody on this computer finds it."""
    model = tmp_path / "everybody" / "vosk-model-company"
    for name in ("am/final.mdl", "conf/model.conf", "conf/mfcc.conf", "graph/HCLr.fst", "graph/Gr.fst"):
        (model / name).parent.mkdir(parents=True, exist_ok=True)
        (model / name).write_bytes(b"x")
    monkeypatch.setattr("app.company_folders.shared_models", lambda: (model.parent,))
    return model


def test_a_model_for_everybody_is_listed_with_its_place(companys: Path) -> None:
    """What is in force without the user's doing is not kept from the list, nor from its JSON."""
    sotto("install")
    shown = sotto("list", "--installed").stdout
    assert "vosk-model-company" in shown
    assert "for everybody" in shown
    mine, everybodys = json.loads(sotto("list", "--installed", "--json", "-").stdout)["models"]
    assert (mine["id"], mine["installed"]["place"]) == ("small-xx", "user")
    assert (everybodys["id"], everybodys["installed"]["place"]) == ("vosk-model-company", "computer")
    assert everybodys["installed"]["folder"] == str(companys)


def test_a_model_for_everybody_is_not_removed(companys: Path) -> None:
    """It is not the user's: the sentence says whose, and the files stay."""
    told = error_of(sotto("remove", "vosk-model-company", "--yes"))
    assert "for everybody on this computer" in told
    assert (companys / "am" / "final.mdl").exists()


def test_install_takes_the_default_model_and_says_where_it_went() -> None:
    """Without a name the default model is installed; the sentence goes to standard error and names folder and trust."""
    result = sotto("install")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert (
        f"The model small-xx is installed in {paths().models / NAME}. Its checksum is the published one."
        in result.stderr
    )


def test_install_as_json(tmp_path: Path) -> None:
    """`--json FILE` writes what was installed to the file."""
    target = tmp_path / "out.json"
    assert sotto("install", "--json", str(target)).exit_code == 0
    data = json.loads(target.read_text())
    assert data["id"] == "small-xx"
    assert data["installed"]["folder"] == str(paths().models / NAME)


def test_a_missing_file_on_the_server_is_one_sentence() -> None:
    """The error names the address and comes to the boundary as a ModelError."""
    sentence = error_of(sotto("install", "small-yy"))
    assert sentence.startswith("There is no file at http://127.0.0.1")
    assert "vosk-model-small-yy-0.1.zip" in sentence


def test_a_typing_mistake_brings_a_suggestion() -> None:
    """`models install smal-xx` is answered with the model that was meant."""
    assert "Did you mean `small-xx`?" in error_of(sotto("install", "smal-xx"))


def test_the_second_installation_needs_replace() -> None:
    """An installed model is installed again only on request."""
    sotto("install")
    assert "already installed" in error_of(sotto("install"))
    assert sotto("install", "--replace").exit_code == 0


def test_a_file_is_installed_without_network(archive: Path, catalogue: Catalogue) -> None:
    """`--from` works with a server that cannot be reached."""
    result = sotto("install", "small-xx", "--from", str(archive), "--mirror", "http://127.0.0.1:9")
    assert result.exit_code == 0, result.output
    assert archive.exists()


def test_a_model_of_ones_own(archive: Path) -> None:
    """`--own --from` installs any Vosk model under a name of one's own, and says how far it can be trusted."""
    result = sotto("install", "acme-support", "--own", "--from", str(archive))
    assert "as trustworthy as the file that you gave" in result.stderr
    assert "acme-support" in sotto("list").stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["acme", "--own"], "--own needs --from"),
        (["Acme!", "--own", "--from", "x.zip"], "small letters, digits"),
        (["small-xx", "--own", "--from", "x.zip"], "is an official model"),
        (["small-xx", "--mirror", "mirror.example"], "begins with https://"),
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str], complaint: str) -> None:
    """Options that do not fit together are wrong usage, explained in one sentence."""
    result = sotto("install", *arguments)
    assert result.exit_code == 2
    assert complaint in " ".join(click.unstyle(result.stderr).replace("│", " ").split())


def test_the_mirror_of_the_settings_is_used(url: str, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """The company's address in the settings file replaces the official one."""
    monkeypatch.setattr(
        install_module, "catalogue", lambda: Catalogue(1, "http://127.0.0.1:9", catalogue.default, catalogue.model)
    )
    file = paths().settings_file
    file.parent.mkdir(parents=True)
    file.write_text(f'[models]\nmirror = "{url}"\n')
    assert sotto("install").exit_code == 0


def test_a_dropped_connection_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What happens on the line is told on standard error, also where no bar is shown."""

    def drop(*args: Any) -> Any:
        args[-1].progress(
            models_view.Progress(models_view.Stage.DOWNLOAD, 5, 10, "The connection dropped; trying again in 1 s.")
        )
        raise ModelError("The connection keeps dropping.", "Try again.")

    monkeypatch.setattr(module, "install_model", drop)
    result = sotto("install")
    assert "warning: The connection dropped; trying again in 1 s." in result.stderr


def test_verify_says_that_all_is_well() -> None:
    """A whole model exits with 0 and counts its files."""
    sotto("install")
    result = sotto("verify")
    assert result.exit_code == 0
    assert result.stdout == "small-xx: all 2 files are as installed.\n"


def test_verify_names_the_damage_and_the_mend() -> None:
    """A damaged model is named file by file, in JSON too, and the command fails with what to do."""
    sotto("install")
    (paths().models / NAME / "am" / "final.mdl").write_text("damaged")
    (paths().models / NAME / "conf" / "mfcc.conf").unlink()
    result = sotto("verify", "small-xx")
    assert result.stdout == "small-xx: conf/mfcc.conf is missing; am/final.mdl has changed.\n"
    assert "`sotto models install small-xx --replace`" in error_of(result)
    data = json.loads(sotto("verify", "--json", "-").stdout)
    assert data["models"][0]["whole"] is False
    assert data["models"][0]["changed"] == ["am/final.mdl"]


def test_verify_of_a_model_for_everybody_says_whose_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged model that IT copied is not the user's to install again."""
    sotto("install")
    everybodys = paths().models.with_name("everybody")
    paths().models.rename(everybodys)
    monkeypatch.setattr("app.company_folders.shared_models", lambda: (everybodys,))
    (everybodys / NAME / "am" / "final.mdl").write_text("damaged")
    told = error_of(sotto("verify", "small-xx"))
    assert "ask whoever looks after it" in told
    assert "--replace" not in told


def test_verify_without_any_model_says_so() -> None:
    """With nothing installed there is nothing to verify."""
    assert "No model is installed." in error_of(sotto("verify"))


@pytest.mark.parametrize("typed", ["n\n", "\n"])
def test_remove_asks_first(typed: str) -> None:
    """Without a yes the model stays."""
    sotto("install")
    result = sotto("remove", "small-xx", typed=typed)
    assert result.exit_code == 1
    assert "Delete the model small-xx" in result.stderr
    assert "was kept" in result.stderr
    assert (paths().models / NAME).is_dir()


@pytest.mark.parametrize(("arguments", "typed"), [(["--yes"], None), ([], "y\n")])
def test_remove_removes(arguments: list[str], typed: str | None) -> None:
    """After a yes, typed or given as an option, the model is gone."""
    sotto("install")
    result = sotto("remove", "small-xx", *arguments, typed=typed)
    assert result.exit_code == 0
    assert "The model small-xx was removed." in result.stderr
    assert not (paths().models / NAME).exists()


def test_removing_what_is_not_there_is_one_sentence() -> None:
    """A model that is not installed cannot be removed."""
    assert "small-xx is not installed" in error_of(sotto("remove", "small-xx", "--yes"))


def test_json_to_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """A wrong place for JSON is one sentence."""
    result = sotto("list", "--json", str(tmp_path / "no" / "folder.json"))
    assert "There is no folder" in str(result.exception)
