"""Where an exported call goes, and as what."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.review.window import report_file


@pytest.mark.parametrize(
    ("name", "chosen", "file", "kind"),
    [
        ("call.html", "html", "call.html", "html"),
        ("call.pdf", "html", "call.pdf", "pdf"),
        ("call.CSV", "html", "call.CSV", "csv"),
        ("call.html", "pdf", "call.pdf", "pdf"),
        ("call.pdf", "pdf", "call.pdf", "pdf"),
        ("call", "csv", "call.csv", "csv"),
        ("call of 2.3.", "html", "call of 2.3..html", "html"),
        ("ticket 4.2", "pdf", "ticket 4.2.pdf", "pdf"),
    ],
)
def test_a_file_is_what_its_ending_says(name: str, chosen: str, file: str, kind: str) -> None:
    """A typed ending counts, so does a kind that was chosen, and a name with a dot in it is kept whole."""
    assert report_file(Path("reports") / name, chosen) == (Path("reports") / file, kind)


@given(
    st.text("abc.é -1", min_size=1, max_size=12),
    st.sampled_from(["", ".html", ".PDF", ".csv"]),
    st.sampled_from(["html", "pdf", "csv"]),
)
def test_content_and_ending_never_differ(stem: str, ending: str, chosen: str) -> None:
    """Whatever is typed and chosen: nobody gets a PDF that is called a page."""
    file, kind = report_file(Path("reports", f"x{stem}{ending}"), chosen)
    assert file.suffix.lower() == f".{kind}"
    assert file.parent == Path("reports")
