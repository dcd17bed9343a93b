"""The HTML page: self-contained, escaped, well-formed, accessible."""

import re
from html.parser import HTMLParser
from typing import Any

from app.reports.html import html_report
from coaching.rulebook.schema import Rulebook

VOID = {"meta", "br", "hr", "img", "input", "link"}


class Outline(HTMLParser):
    """Collects tags and checks that they close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.labelled: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "aria-labelledby":
                self.labelled += (value or "").split()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that closes itself."""
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        """Check the order."""
        assert self.open.pop() == tag


def outline(page: str) -> Outline:
    """Return the outline of a page."""
    found = Outline()
    found.feed(page)
    assert found.open == []
    return found


def test_well_formed_with_landmarks(document: dict[str, Any], rulebook: Rulebook) -> None:
    """Every tag closes, ids are unique, every label that is referred to is there, and the page has its landmarks."""
    found = outline(html_report(document, rulebook))
    assert len(found.ids) == len(set(found.ids))
    assert set(found.labelled) <= set(found.ids)
    assert {"main", "header", "footer", "h1", "h2", "svg", "mark", "table"} <= found.tags


def test_needs_nothing_else(document: dict[str, Any], rulebook: Rulebook) -> None:
    """No script, and nothing is loaded from anywhere."""
    page = html_report(document, rulebook)
    assert "<script" not in page
    assert not re.search(r"""(src|href|url)\s*[=(]\s*["']?(https?:|//)""", page)
    assert "default-src 'none'" in page


def test_everything_is_escaped(document: dict[str, Any], rulebook: Rulebook) -> None:
    """Names and words cannot smuggle in markup."""
    evil = "<img src=x onerror=alert(1)>"
    document["source"] = evil
    document["transcript"][0]["text"] = evil
    document["detections"][0]["evidence"] = evil
    document["coverage"]["not_measured"] = [{"what": evil, "reason": evil}]
    page = html_report(document, rulebook)
    assert "<img" not in page
    assert "&lt;img" in page


def test_says_what_was_not_heard(document: dict[str, Any], rulebook: Rulebook) -> None:
    """An incomplete call, gaps and what was not measured are on the page."""
    document["complete"] = False
    page = html_report(document, rulebook)
    for text in ("not heard to its end", "Not heard from 0:20 to 0:21", "Not measured: loudness", "never transcribed"):
        assert text in page


def test_an_empty_call_has_a_page(document: dict[str, Any], rulebook: Rulebook) -> None:
    """A call in which nobody spoke gives a page that says so."""
    document |= {"transcript": [], "interruptions": [], "detections": [], "cues": [], "praise": [], "promises": []}
    document |= {"speech": {"agent": [], "customer": []}, "duration_s": 0.02}
    document["score"]["lines"] = []
    page = html_report(document, rulebook)
    outline(page)
    assert "Nobody was heard." in page
    assert "Nothing stood out" in page


def test_light_dark_and_paper(document: dict[str, Any], rulebook: Rulebook) -> None:
    """The page has its colours for both themes and for print."""
    page = html_report(document, rulebook)
    assert "prefers-color-scheme:dark" in page
    assert "@media print" in page
