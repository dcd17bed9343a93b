"""The PDF."""

import re
import zlib
from typing import Any

from PySide6.QtGui import QGuiApplication

from app.reports.pdf import pdf_of, pdf_report
from coaching.rulebook.schema import Rulebook


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
