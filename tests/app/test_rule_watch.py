"""Rules change while sessions run: noticed, told, and in force for what is said from then on."""

from pathlib import Path
from threading import Event
from typing import Any

import pytest

from app import notify, rule_watch
from app.notify import Level, Message
from app.rule_watch import CurrentReasons, ReloadingCoach, RuleWatch
from coaching.rulebook.folder import RulebookFolder
from coaching.rulebook.judge import UtteranceJudge
from coaching.settings import CoachingSettings
from speech.events import FinalTranscript, SessionStarted, Word

RULE = """
[[rule]]
id = "{id}"
title = "The rule {id}"
why = "Because of {id}."
source = "The test"
triggers = ["{trigger}"]
headline = "Pause a moment"
say_instead = ["Say this."]
"""


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """Return a company's folder with one rule."""
    folder = tmp_path / "company"
    folder.mkdir()
    (folder / "a.toml").write_text(RULE.format(id="first", trigger="hello there"), encoding="utf-8")
    return folder


@pytest.fixture
def watch(tmp_path: Path, company: Path) -> RuleWatch:
    """Return a watch over nothing but the company's rules."""
    built_in = tmp_path / "built-in"
    built_in.mkdir()
    return RuleWatch(RulebookFolder(company, built_in=built_in), UtteranceJudge)


@pytest.fixture
def told() -> list[Message]:
    """Return what the user is told."""
    seen: list[Message] = []
    notify.door.attach(seen.append)
    return seen


def said(text: str, at_s: float, utterance_id: int) -> FinalTranscript:
    """Return a finished utterance."""
    words = tuple(Word(word, at_s + i, at_s + i + 1.0) for i, word in enumerate(text.split()))
    return FinalTranscript(at_s + len(words), utterance_id, words, text)


def ids(watch: RuleWatch) -> list[str]:
    """Return the rules in force."""
    return [rule.id for rule in watch.rulebook.rules]


def test_a_new_file_is_in_force_and_told(watch: RuleWatch, company: Path, told: list[Message]) -> None:
    """A file that appears brings its rules, with one line to say so; looking again says nothing."""
    (company / "b.toml").write_text(RULE.format(id="second", trigger="good bye"), encoding="utf-8")
    watch.look()
    watch.look()
    assert ids(watch) == ["first", "second"]
    assert [str(message) for message in told] == ["The company's rules changed: 2 rules are in force now."]


@pytest.mark.parametrize(
    ("broken", "part"),
    [
        (b"[[rule]\n", "This is not TOML"),
        (b"\xff\xfe", "not UTF-8"),
        (RULE.format(id="first", trigger="(never closed").encode(), "never closed"),
        (RULE.format(id="first", trigger="").encode(), "at least 1 character"),
        ((RULE.format(id="x", trigger="a") * 2).encode(), "used twice"),
        (b"#" * 10_000_000, "larger than 1 MB"),
        (b'[classes]\na = ["{b}"]\nb = ["{a}"]\n', "circle"),
    ],
)
def test_a_broken_file_gives_one_line_and_changes_nothing(
    watch: RuleWatch, company: Path, told: list[Message], *, broken: bytes, part: str
) -> None:
    """The last good rules stay; the one line names the file, the mistake and what is in force."""
    (company / "a.toml").write_bytes(broken)
    before = watch.current
    watch.look()
    watch.look()
    (message,) = told
    assert watch.current is before
    assert message.level is Level.WARNING
    assert "a.toml" in str(message)
    assert part in str(message)
    assert "stay in force" in str(message)
    assert "\n" not in str(message)


def test_mending_the_file_is_noticed(watch: RuleWatch, company: Path, told: list[Message]) -> None:
    """After a mistake the mended file is taken."""
    (company / "a.toml").write_text("x =", encoding="utf-8")
    watch.look()
    (company / "a.toml").write_text(RULE.format(id="mended", trigger="hello there"), encoding="utf-8")
    watch.look()
    assert ids(watch) == ["mended"]
    assert [message.level for message in told] == [Level.WARNING, Level.INFO]


def test_the_coach_takes_new_rules_between_two_events(watch: RuleWatch, company: Path, told: list[Message]) -> None:
    """What is said after the change is judged by the new rules, and the record names both rulebooks."""
    coach = ReloadingCoach(watch, CoachingSettings())
    coach.accept(
        SessionStarted(0.0, "x", has_customer=False, engine="e", model="m", engine_version="1", engine_reason="")
    )
    coach.accept(said("hello there", 1.0, 1))
    first = watch.rulebook.version
    (company / "a.toml").write_text(RULE.format(id="second", trigger="good bye"), encoding="utf-8")
    watch.look()
    coach.accept(said("hello there good bye", 10.0, 2))
    summary = coach.finish()
    assert [found.rule_id for found in summary.detections] == ["first", "second"]
    assert [(used.version, used.from_s) for used in summary.rulebooks] == [(first, 0.0), (watch.rulebook.version, 3.0)]


def test_reasons_follow_the_rules(watch: RuleWatch, company: Path, told: list[Message]) -> None:
    """A rule that came during the call is explained under “Why?” too."""
    reasons = CurrentReasons(watch)
    assert list(reasons) == ["first"]
    (company / "a.toml").write_text(RULE.format(id="second", trigger="good bye"), encoding="utf-8")
    watch.look()
    assert (len(reasons), reasons["second"].why, reasons.get("first")) == (1, "Because of second.", None)


def test_the_thread_looks_until_it_is_closed(watch: RuleWatch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Started, the watch looks again and again; closed, its thread is gone."""
    looked, looks = Event(), []
    monkeypatch.setattr(rule_watch, "LOOK_EVERY_S", 0.001)

    def look() -> None:
        looks.append(1)
        if len(looks) == 3:
            looked.set()

    monkeypatch.setattr(watch, "look", look)
    with watch:
        assert looked.wait(30.0)
    thread: Any = watch._thread
    assert not thread.is_alive()


def test_a_watch_that_fails_says_so(watch: RuleWatch, monkeypatch: pytest.MonkeyPatch, told: list[Message]) -> None:
    """What nobody foresaw is told, and not again every second."""

    def fail() -> None:
        raise PermissionError(13, "denied", "rules")

    monkeypatch.setattr(rule_watch, "LOOK_EVERY_S", 0.001)
    monkeypatch.setattr(watch, "look", fail)
    watch.start()
    thread: Any = watch._thread
    thread.join(30.0)
    watch.close()
    (message,) = told
    assert "not followed any more: No permission for rules." in str(message)
