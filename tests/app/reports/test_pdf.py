"""The PDF."""

import re
import zlib
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from app.reports.pdf import pdf_of, pdf_report
from coaching.rulebook.schema import Rulebook
from tests.app.reports.pdf_text import without_blanks, words


def pages(data: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", data))


def drawing(data: bytes) -> bytes:
    """Return the unpacked content of all pages."""
    unpacked = b""
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            unpacked += zlib.decompress(stream)
        except zlib.error:
            continue
    return unpacked


def test_a_call_becomes_a_pdf(qapp: QGuiApplication, document: dict[str, Any], rulebook: Rulebook) -> None:
    """The file is a PDF of at least one page, with text that can be searched and lines drawn as vectors."""
    data = pdf_report(document, rulebook)
    assert data.startswith(b"%PDF-")
    assert pages(data) >= 1
    assert b"/ToUnicode" in data
    assert b" re\n" in drawing(data) or b" l\n" in drawing(data)


def test_long_calls_take_more_pages(qapp: QGuiApplication, document: dict[str, Any], rulebook: Rulebook) -> None:
    """Nothing is cut off at the end of a page."""
    short = pages(pdf_report(document, rulebook))
    document["transcript"] = document["transcript"] * 120
    assert pages(pdf_report(document, rulebook)) > short


def test_words_cannot_smuggle_in_markup(qapp: QGuiApplication, document: dict[str, Any], rulebook: Rulebook) -> None:
    """A reference that looks like an image is text, and loads nothing."""
    document["session"] = {"reference": '<img src="file:///etc/passwd">', "agent": "a", "team": "t", "origin": "local",
                           "started_at": "2026-03-02T09:00:00+00:00", "notes": [], "not_counted": []}  # fmt: skip
    assert b"/Subtype /Image" not in pdf_report(document, rulebook)


def test_text_alone_needs_no_timeline(qapp: QGuiApplication) -> None:
    """Pages without a timeline can be set as well."""
    assert pages(pdf_of("<p>Nothing</p>", "Nothing")) == 1


def test_its_text_can_be_searched(qapp: QGuiApplication, document: dict[str, Any], rulebook: Rulebook) -> None:
    """Title, flags with their words and advice, measures, what was not measured, and the score are text."""
    found = words(pdf_report(document, rulebook))
    for text in (
        "call <1>.wav", "No way forward", "What I can do is", "Thanked for patience", "Promise kept", "43 / 57",
        "Not measured: loudness (no baseline yet).", "Score: 88 of 100", "words a minute",
        "There isn't anything more I can do", "customer speaks (not transcribed), 12 s",
    ):  # fmt: skip
        assert without_blanks(text) in found, text


def test_each_page_says_which_it_is(qapp: QGuiApplication, document: dict[str, Any], rulebook: Rulebook) -> None:
    """Number, how many there are, and the call's title, on every one."""
    document["transcript"] = document["transcript"] * 120
    data = pdf_report(document, rulebook)
    found, count = words(data), pages(data)
    assert count > 2
    assert all(f"{number}/{count}" in found for number in range(1, count + 1))
    assert found.count(without_blanks("Sotto · call <1>.wav")) == count


def test_the_paper_is_a4(qapp: QGuiApplication, document: dict[str, Any], rulebook: Rulebook) -> None:
    """210 by 297 mm, upright."""
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf_report(document, rulebook))
    assert box is not None
    assert [round(float(side) * 25.4 / 72) for side in box.groups()] == [210, 297]


def test_the_timeline_is_drawn_once(qapp: QGuiApplication, document: dict[str, Any], rulebook: Rulebook) -> None:
    """Its lanes and times are there; a call without speech has the lanes alone, with fewer bars."""
    full = pdf_report(document, rulebook)
    document["speech"] = {"agent": [], "customer": []}
    empty = pdf_report(document, rulebook)
    # "overlap" of a lane stands before the sentence that explains its colour.
    assert words(full).count("overlap") == words(empty).count("overlap")
    assert drawing(full).count(b" re\n") > drawing(empty).count(b" re\n")


@pytest.mark.parametrize("field", ["source", "evidence", "text"])
def test_no_name_takes_the_timelines_place(
    qapp: QGuiApplication, document: dict[str, Any], rulebook: Rulebook, field: str
) -> None:
    """The letter that stands for it in the page may stand in a name or in words of another machine."""
    plain = words(pdf_report(document, rulebook))
    mark = "\N{OBJECT REPLACEMENT CHARACTER}"
    if field == "source":
        document["source"] = f"{mark}call <1>.wav"
    elif field == "evidence":
        document["detections"][0]["evidence"] += mark
    else:
        document["transcript"][0]["text"] += mark
    found = words(pdf_report(document, rulebook))
    assert found.index("overlap") == plain.index("overlap")


@pytest.mark.parametrize(
    "evil",
    [
        '<img src="file:///etc/hostname">', "</td></tr></table><h1>own</h1>", "{{ 7 * 7 }}", "{% raw %}", "&amp;lt;",
        "<a href='https://example.org'>x</a>", "<style>p { color: white }</style>",
    ],
)  # fmt: skip
def test_hostile_text_is_set_as_it_is(
    qapp: QGuiApplication, document: dict[str, Any], rulebook: Rulebook, evil: str
) -> None:
    """Nothing is loaded, linked, or taken for a template, in whatever field it stands."""
    document["source"] = evil
    document["transcript"][0] |= {"text": evil, "words": []}
    document["detections"][0]["evidence"] = evil
    document["coverage"]["not_measured"] = [{"what": evil, "reason": evil}]
    data = pdf_report(document, rulebook)
    assert words(data).count(without_blanks(evil)) >= 5
    assert b"/Subtype /Image" not in data
    assert b"/URI" not in data
    assert "49" not in words(data)


def test_a_call_of_silence_has_a_page(qapp: QGuiApplication, document: dict[str, Any], rulebook: Rulebook) -> None:
    """It says that nothing stood out and that no words are kept."""
    document |= {"transcript": [], "interruptions": [], "detections": [], "cues": [], "praise": [], "promises": []}
    document |= {"speech": {"agent": [], "customer": []}, "duration_s": 0.02, "complete": False}
    document["score"]["lines"] = []
    data = pdf_report(document, rulebook)
    assert pages(data) == 1
    for text in ("Nothing stood out", "No words are kept", "not heard to its end"):
        assert without_blanks(text) in words(data)


def test_every_script_is_text(qapp: QGuiApplication, document: dict[str, Any], rulebook: Rulebook) -> None:
    """Names with umlauts, accents or Greek letters can be searched as well."""
    document["source"] = "Übergröße à Łódź Ωμέγα"
    assert without_blanks("Übergröße à Łódź Ωμέγα") in words(pdf_report(document, rulebook))


def test_the_file_says_who_made_it(qapp: QGuiApplication, document: dict[str, Any], rulebook: Rulebook) -> None:
    """The title of the call in the file's properties, and nothing of this computer."""
    data = pdf_report(document, rulebook)
    title = "call <1>.wav".encode("utf-16-be")
    assert title in data or b"call <1>.wav" in data
    assert b"/root" not in data
