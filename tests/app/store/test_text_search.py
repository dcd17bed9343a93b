"""Whether a text holds another, on both databases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, select
from sqlalchemy.dialects import postgresql

from app.store.models import NoteEntry
from app.store.text_search import holds

ENGINE = create_engine("sqlite://")
words = st.text(st.sampled_from("abAB%_/'\\ é"), max_size=6)


@given(text=words, part=words)
def test_it_means_what_python_means(text: str, part: str) -> None:
    """ASCII letters in any case, every other sign as itself."""
    with ENGINE.begin() as connection:
        NoteEntry.__table__.create(connection, checkfirst=True)  # type: ignore[attr-defined]
        connection.exec_driver_sql("DELETE FROM note")
        values = {"id": "0" * 32, "session_id": "0" * 32, "role": "", "author": "", "text": text, "written_at": ""}
        connection.exec_driver_sql(
            "INSERT INTO note (id, session_id, role, author, text, written_at) VALUES (?, ?, ?, ?, ?, ?)",
            tuple(values.values()),
        )
        found = connection.execute(select(NoteEntry.text).where(holds(NoteEntry.text, part))).first()
    assert (found is not None) == (part.lower() in text.lower())


@pytest.mark.parametrize("text", ["50%", "a_b"])
def test_postgresql_is_asked_with_its_own_word(text: str) -> None:
    """There upper and lower case are the business of ILIKE."""
    query = str(select(NoteEntry.text).where(holds(NoteEntry.text, text)).compile(dialect=postgresql.dialect()))
    assert "ILIKE" in query
    assert "ESCAPE '/'" in query
