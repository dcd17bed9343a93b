"""What was heard of a call, and what not, is said in the user's language: also what the call's own document says."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.reports.agenda import agenda_of, agenda_sentence
from app.reports.said import lines_of
from app.reports.view import report_view
from app.review.background import BackgroundWork
from app.review.heard_words import TEMPLATES, in_users_figures, in_users_words
from app.review.session_page import SessionPage
from app.store.records import SessionOrigin
from app.store.recovery import GAP_REASON
from coaching.call_record import SEEM_SWAPPED
from coaching.rulebook.schema import Rulebook
from coaching.scorecard import ScoreSettings
from coaching.silent_sides import SilentSides
from coaching.summary import CallSummary, NotMeasured
from coaching.summary_json import summary_json
from speech.events import LevelMeasured, Side
from speech.process.continuity import RESTART_REASON
from tests.app.review.conftest import MakeContext, look_of
from tests.app.store.conftest import MakeSession
from tests.app.translation.conftest import Speak, speak

__all__ = ["speak"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.mark.parametrize("template", TEMPLATES)
def test_each_sentence_is_said_in_german_with_its_values(template: str, speak: Speak) -> None:
    """Whatever is filled in, and no other sentence takes it for its own."""
    names = re.findall(r"\{(\w+)\}", template)
    speak("de")
    said = in_users_words(template.format(**{name: f"«{name}»" for name in names}))
    assert said != template
    assert sorted(re.findall("«(.*?)»", said)) == sorted(names)


def reasons() -> Iterator[NotMeasured]:
    """Yield what coaching itself says of silent sides."""
    for loudest_dbfs in (-95.0, -60.0):
        sides = SilentSides()
        for side in Side:
            sides.accept(LevelMeasured(1.0, side, 0.1, loudest_dbfs, loudest_dbfs, speaking=False))
        yield from sides.not_measured(60.0, two_sided=True)
    yield NotMeasured("loudness", f"{SEEM_SWAPPED} (from 12 s)")


def documents(summary: CallSummary) -> Iterator[dict]:
    """Yield a call's document in every shape that changes what is said of its hearing."""
    document = summary_json(replace(summary, complete=False))
    coverage = document["coverage"]
    coverage["gaps"] = [
        {"side": "agent", "start_s": 1.0, "end_s": 2.0, "reason": reason}
        for reason in (GAP_REASON, RESTART_REASON, "unplugged", "overflow", "device-changed", "muted", "unknown")
    ]
    coverage["paused"] = [(3.0, 4.0)]
    coverage["not_measured"] = [{"what": one.what, "reason": one.reason} for one in reasons()] + ["your words"]
    for bleed_db in (None, -12.0):
        for cancelled in (True, False):
            echo = {"detected": True, "bleed_db": bleed_db, "cancelled": cancelled}
            yield document | {"coverage": coverage | {"echo": echo}}


def test_everything_that_reports_say_of_hearing_is_german(
    summary: CallSummary, rulebook: Rulebook, speak: Speak
) -> None:
    """No sentence of a report, nor what it takes from the call's document, is left in English."""
    speak("de")
    english = re.compile(
        r"\b(the|of|not|heard|your|call|from|said|stopped|restarted|unplugged|changed|muted)\b", re.IGNORECASE
    )
    for document in documents(summary):
        sentences = [*report_view(document, rulebook).coverage]
        sentences += [line.pieces[0].text for line in lines_of(document, rulebook) if line.speaker == "customer"]
        assert len(sentences) > 15
        assert [one for one in map(in_users_words, sentences) if english.search(one)] == []


def test_the_companys_words_stay(speak: Speak) -> None:
    """A point of the agenda that is called like one of Sotto's own texts is not translated."""
    speak("de")
    items = [{"status": status, "label": "muted", "spoken_s": None, "evidence": ""} for status in ("spoken", "missing")]
    sentence = agenda_sentence(agenda_of({"agenda": items}))
    assert in_users_words(sentence) == "Gesprächsplan: 1 von 2 gesagt. Nicht gehört: muted."
    assert in_users_words("Anything else.") == "Anything else."


@pytest.mark.parametrize(
    ("value", "german"),
    [
        ("0.8 s", "0,8 s"),
        ("44 / 56", "44 / 56"),
        ("1:05 min", "1:05 min"),
        ("not measured", "nicht gemessen"),
        ("12 %", "12 %"),
    ],
)
def test_measures_have_the_countrys_figures(value: str, german: str, speak: Speak) -> None:
    """A decimal point is a comma in German; names of units stay."""
    assert in_users_figures(value) == value
    speak("de")
    assert in_users_figures(value) == german


def test_the_page_of_a_session_is_german(
    make_context: MakeContext, work: BackgroundWork, make_session: MakeSession, speak: Speak, qtbot: QtBot
) -> None:
    """Whose call it is, how it was heard and when the customer spoke."""
    speak("de")
    new, context = make_session(origin=SessionOrigin.GENERATED), make_context()
    context.store.add([new])
    page = SessionPage(context, work, ScoreSettings(), frozenset(), may_delete=False)
    qtbot.addWidget(page)
    page.use_look(look_of())
    with qtbot.waitSignal(page._reading.answered):
        page.show_session(new.labels.id)
    assert page.subtitle.text().startswith("anna · north · 02.03.26")
    assert "erzeugt, kein echtes Gespräch" in page.subtitle.text()
    assert page.coverage.text().startswith("100 % des Gesprächs mit Vosk gehört.")
    assert "Kunde spricht (nicht mitgeschrieben)" in page.transcript.toPlainText()
    assert not any("." in tile.accessibleName() for tile in page.tiles.tiles)
