"""The rule editor: checked while somebody types, published with its history, and nothing lost in between."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from app.notify import Level, Message
from app.overlay.look import Look
from app.review.background import BackgroundWork
from app.review.rules.replay import Difference, Totals
from app.review.rules.replay_run import Progress, ReplayJob
from app.review.rules.rules_page import RulesPage
from coaching.settings import CoachingSettings
from tests.app.review.conftest import MakeContext

OFF = '# ours\n[[rule]]\nid = "prying"\nenabled = false\n'
_NO_IDS = ('our "slogan"', "a\\b", "über", "../evil", "-", "x" * 80)
WAIT_MS = 60_000
MakePage = Callable[..., RulesPage]


class Run(QObject):
    """Stands for the processes of a run: keeps what was asked, and answers when the test says so."""

    progressed, finished, failed = Signal(object), Signal(object), Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[ReplayJob] = []
        self.cancelled = 0
        self.busy = False

    def start(self, job: ReplayJob) -> None:
        """Keep the job."""
        self.jobs.append(job)
        self.busy = True

    def cancel(self) -> None:
        """Count it."""
        self.cancelled += 1

    def join(self) -> None:
        """Wait for nothing."""

    def end(self, progress: Progress | None) -> None:
        """Be done."""
        self.busy = False
        self.finished.emit(progress)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the company's folder, which is not there yet."""
    return tmp_path / "rules"


@pytest.fixture
def make_page(make_context: MakeContext, work: BackgroundWork, folder: Path, look: Look, *, qtbot: QtBot) -> MakePage:
    """Return a maker of pages that have read the rules and checked the first of them."""
    kept: list[RulesPage] = []

    def make() -> RulesPage:
        made = RulesPage(make_context(), work, folder, CoachingSettings(), Run())  # type: ignore[arg-type]
        qtbot.addWidget(made)
        kept.append(made)  # qtbot holds it weakly
        made.use_look(look)
        made.open_rules()
        qtbot.waitUntil(lambda: made.checked is not None, timeout=WAIT_MS)
        return made

    return make


def place_of(page: RulesPage, rule_id: str) -> int:
    """Return where a rule stands in the list."""
    return next(
        place for place in range(page.list.count()) if page.list.item(place).data(Qt.ItemDataRole.UserRole) == rule_id
    )


def choose(page: RulesPage, rule_id: str, qtbot: QtBot) -> None:
    """Choose a rule and wait until it was checked."""
    with qtbot.waitSignal(page._checking.answered, timeout=WAIT_MS):
        page.list.setCurrentRow(place_of(page, rule_id))


def typed(page: RulesPage, triggers: str, qtbot: QtBot) -> None:
    """Type triggers and wait until they were checked."""
    with qtbot.waitSignal(page._checking.answered, timeout=WAIT_MS):
        page.form.texts["triggers"].setPlainText(triggers)


def written(page: RulesPage, qtbot: QtBot, act: Callable[[], object]) -> str:
    """Do something that writes, wait until the rules were read again, and return what was told."""
    with qtbot.waitSignals([page.told, page._reading.answered], timeout=WAIT_MS):
        told: list[str] = []
        page.told.connect(told.append)
        act()
    return told[0]


def test_every_rule_is_listed_with_what_the_company_did(make_page: MakePage, folder: Path) -> None:
    """Its title and id; switched off, changed and own ones say so."""
    folder.mkdir()
    (folder / "ours.toml").write_text(
        OFF
        + '\n[[rule]]\nid = "gossip"\nheadline = "Something kind"\n\n[[rule]]\nid = "our-slogan"\ntitle = "Slogans"\n'
        'why = "w"\nsource = "s"\nheadline = "Plain words"\ntriggers = ["just do it"]\nsay_instead = ["x"]\n'
    )
    page = make_page()
    notes = {
        id_: page.list.item(place_of(page, id_)).text().split("\n")[1]
        for id_ in ("prying", "gossip", "our-slogan", "late")
    }
    assert notes == {
        "prying": "prying · changed, off", "gossip": "gossip · changed", "our-slogan": "our-slogan · your own", "late": "late",
    }  # fmt: skip
    assert page.list.count() == 29


def test_looking_at_rules_makes_no_drafts(make_page: MakePage, qtbot: QtBot) -> None:
    """Nothing can be published or discarded, and the state says that the rules hold together."""
    page = make_page()
    choose(page, "gossip", qtbot)
    assert page.drafts == {}
    assert not page.publish.isEnabled()
    assert not page.discard.isEnabled()
    assert page.state.text() == "The rules hold together."


def test_a_mistake_is_told_while_somebody_types(make_page: MakePage, qtbot: QtBot) -> None:
    """With file and place, as a problem; publishing and trying wait until it is mended."""
    page = make_page()
    choose(page, "dead-end", qtbot)
    page.form.texts["triggers"].setPlainText("(open")
    assert page.state.text() == "Checking…"
    assert not page.publish.isEnabled()
    with qtbot.waitSignal(page._checking.answered, timeout=WAIT_MS):
        pass
    assert "dead-end.toml" in page.state.text()
    assert page.state.property("kind") == "problem"
    assert not page.publish.isEnabled()
    assert not page.replay.run.isEnabled()
    typed(page, "zebra crossing", qtbot)
    assert page.state.text() == "The rules hold together. Nothing is published yet."
    assert page.publish.isEnabled()
    assert page.replay.run.isEnabled()


def test_an_example_that_does_not_trigger_is_told(make_page: MakePage, qtbot: QtBot) -> None:
    """Such a draft can be tried on calls, not published."""
    page = make_page()
    choose(page, "dead-end", qtbot)
    with qtbot.waitSignal(page._checking.answered, timeout=WAIT_MS):
        page.form.texts["examples"].setPlainText("good morning to you")
    assert "good morning to you" in page.state.text()
    assert not page.publish.isEnabled()
    assert page.replay.run.isEnabled()


def test_sentences_show_their_flags_as_text(make_page: MakePage, qtbot: QtBot) -> None:
    """One after another, with words and trigger; what looks like markup is shown as it is typed."""
    page = make_page()
    choose(page, "dead-end", qtbot)
    typed(page, "zebra crossing", qtbot)
    with qtbot.waitSignal(page._checking.answered, timeout=WAIT_MS):
        page.sentences.setPlainText("mind the zebra crossing\n<b>good</b> morning\n")
    assert page.results.text().split("\n") == [
        "“mind the zebra crossing”", "    dead-end: “zebra crossing” (zebra crossing)", "“<b>good</b> morning”", "    no flag",
    ]  # fmt: skip
    assert page.results.textFormat() is Qt.TextFormat.PlainText


def test_drafts_of_several_rules_wait_side_by_side(make_page: MakePage, folder: Path, qtbot: QtBot) -> None:
    """Going to another rule and back loses nothing; discarding takes back the one that is shown."""
    page = make_page()
    choose(page, "dead-end", qtbot)
    typed(page, "zebra crossing", qtbot)
    choose(page, "gossip", qtbot)
    typed(page, "have you heard", qtbot)
    choose(page, "dead-end", qtbot)
    assert page.form.texts["triggers"].toPlainText() == "zebra crossing"
    with qtbot.waitSignal(page._checking.answered, timeout=WAIT_MS):
        page.discard.click()
    assert page.form.texts["triggers"].toPlainText() == ""
    assert set(page.drafts) == {"gossip"}
    assert not folder.exists()


def test_publishing_writes_the_shown_rule_alone(make_page: MakePage, folder: Path, qtbot: QtBot) -> None:
    """With who and what; the other drafts stay, and the same rule stays in sight."""
    page = make_page()
    choose(page, "gossip", qtbot)
    typed(page, "have you heard", qtbot)
    choose(page, "dead-end", qtbot)
    typed(page, "zebra crossing", qtbot)
    assert "Published" in written(page, qtbot, page.publish.click)
    (version,) = page.history.versions()
    assert (version.by, version.what) == ("sam", "Changed dead-end")
    assert sorted(file.name for file in folder.glob("*.toml")) == ["dead-end.toml"]
    assert set(page.drafts) == {"gossip"}
    assert page.draft is not None
    assert page.draft.rule_id == "dead-end"
    assert "changed" in page.list.item(place_of(page, "dead-end")).text()


def test_what_cannot_be_published_keeps_the_draft(make_page: MakePage, folder: Path, qtbot: QtBot) -> None:
    """Somebody broke the folder meanwhile: one sentence, and what was typed is still there."""
    page = make_page()
    choose(page, "dead-end", qtbot)
    typed(page, "zebra crossing", qtbot)
    folder.mkdir()
    (folder / "theirs.toml").write_text("broken =")
    with qtbot.waitSignal(page.failed, timeout=WAIT_MS) as caught:
        page.publish.click()
    assert "theirs.toml" in str(caught.args[0])
    assert page.form.texts["triggers"].toPlainText() == "zebra crossing"
    assert "dead-end" in page.drafts


def test_a_rollback_takes_drafts_along(make_page: MakePage, folder: Path, qtbot: QtBot) -> None:
    """They were made over rules that are not in force any more."""
    page = make_page()
    written(
        page, qtbot, lambda: page._write("done", lambda: page.history.publish("ours.toml", OFF, by="sam", what="a"))
    )
    choose(page, "dead-end", qtbot)
    typed(page, "zebra crossing", qtbot)
    page.past.list.setCurrentRow(0)
    assert "in force again" in written(page, qtbot, page.past.back.click)
    assert page.drafts == {}
    assert list(folder.glob("*.toml")) == []
    assert [version.number for version in page.history.versions()] == [2, 1]


def test_rules_travel_by_file(make_page: MakePage, folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    """Export and import tell what they did; an archive of something else is one sentence and changes nothing."""
    page, archive = make_page(), tmp_path / "rules.zip"
    written(
        page, qtbot, lambda: page._write("done", lambda: page.history.publish("ours.toml", OFF, by="sam", what="a"))
    )
    assert str(archive) in written(page, qtbot, lambda: page.past.export_asked.emit(archive))
    assert zipfile.ZipFile(io.BytesIO(archive.read_bytes())).namelist() == ["ours.toml"]
    (folder / "ours.toml").unlink()
    assert "imported" in written(page, qtbot, lambda: page.past.import_asked.emit(archive))
    assert (folder / "ours.toml").read_text() == OFF
    archive.write_bytes(b"no archive")
    with qtbot.waitSignal(page.failed, timeout=WAIT_MS) as caught:
        page.past.import_asked.emit(archive)
    assert "rules.zip" in str(caught.args[0])


@pytest.mark.parametrize(("answer", "rule_id"), [("  Our Slogan ", "our-slogan"), ("our-slogan", "our-slogan")])
def test_a_new_rule_begins_with_the_template(
    make_page: MakePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: str, rule_id: str
) -> None:
    """Under the id that was asked for, in a file of its own; nothing is written yet."""
    page = make_page()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: (answer, True))
    with qtbot.waitSignal(page._checking.answered, timeout=WAIT_MS):
        page.new.click()
    assert page.draft is not None
    assert (page.draft.rule_id, page.draft.file_name) == (rule_id, f"{rule_id}.toml")
    assert "what to listen for" in page.form.source.toPlainText().lower()


def test_an_id_that_is_none_is_told(
    make_page: MakePage, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence; the rule that was edited stays, and no file is made anywhere."""
    page, answers = make_page(), iter(_NO_IDS)
    before = page.draft
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: (next(answers), True))
    for _ in _NO_IDS:
        with qtbot.waitSignal(page.failed) as caught:
            page.new.click()
        assert "no id" in str(caught.args[0])
        assert page.draft is before
    assert not folder.exists()


@pytest.mark.parametrize("reply", [("our-slogan", False), ("  ", True)])
def test_a_new_rule_can_be_thought_better_of(
    make_page: MakePage, monkeypatch: pytest.MonkeyPatch, reply: tuple[str, bool]
) -> None:
    """Closing the question changes nothing."""
    page = make_page()
    before = page.draft
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: reply)
    page.new.click()
    assert page.draft is before


def test_search_finds_titles_and_ids(make_page: MakePage) -> None:
    """In any case; clearing it shows all."""
    page = make_page()

    def visible() -> set[str]:
        items = (page.list.item(place) for place in range(page.list.count()))
        return {item.data(Qt.ItemDataRole.UserRole) for item in items if not item.isHidden()}

    page.search.setText("DEAD-end")
    assert visible() == {"dead-end"}
    page.search.setText("no way FORWARD")
    assert visible() == {"dead-end"}
    page.search.setText("zzz")
    assert visible() == set()
    page.search.clear()
    assert len(visible()) == page.list.count()


def test_a_run_takes_the_draft_and_only_what_may_be_read(make_page: MakePage, qtbot: QtBot) -> None:
    """The rules in force against the draft, over finished and released calls, so many as were asked for."""
    page = make_page()
    choose(page, "dead-end", qtbot)
    typed(page, "zebra crossing", qtbot)
    page.replay.count.setValue(37)
    page.replay.run.click()
    run: Run = page.run  # type: ignore[assignment]
    (job,) = run.jobs
    assert job.most == 37
    assert job.wanted.finished
    assert job.wanted.released_by == page._context.clock()
    assert "zebra crossing" not in job.before.known_rule("dead-end").triggers  # type: ignore[union-attr]
    assert "zebra crossing" in job.after.known_rule("dead-end").triggers  # type: ignore[union-attr]
    assert not page.replay.run.isEnabled()
    page.replay.cancel.click()
    assert run.cancelled == 1


def test_results_stand_until_the_next_run(make_page: MakePage, qtbot: QtBot) -> None:
    """They come while it goes on; its end frees the button."""
    page = make_page()
    page.replay.run.click()
    run: Run = page.run  # type: ignore[assignment]
    totals = Totals(1, 0, 1, 2, [Difference("c", "i", "dead-end", 1.0, "zebra", gained=True)])
    run.progressed.emit(Progress(1, 2, totals))
    assert page.replay.gained.rowCount() == 1
    run.end(Progress(2, 2, totals))
    assert page.replay.gained.rowCount() == 1
    assert page.replay.run.isEnabled()
    assert page.replay.told.text().startswith("2 of 2 calls")


def test_a_run_that_was_cancelled_or_failed_frees_the_button(make_page: MakePage, qtbot: QtBot) -> None:
    """Nothing waits for ever; a failure is one sentence."""
    page = make_page()
    run: Run = page.run  # type: ignore[assignment]
    page.replay.run.click()
    run.end(None)
    assert page.replay.run.isEnabled()
    page.replay.run.click()
    run.busy = False
    with qtbot.waitSignal(page.failed) as caught:
        run.failed.emit(Message(Level.ERROR, "The disk is full."))
    assert str(caught.args[0]) == "The disk is full."
    assert page.replay.run.isEnabled()
    assert not page.replay.cancel.isVisibleTo(page)
