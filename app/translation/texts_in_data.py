"""Texts for the user that lupdate does not find in the code by itself: those in data, and those with plural forms.

Place in the flow: `python3 dev.py translate` lets lupdate read them from here, tests hold them against the translations.
In data stand the labels of settings, the names of measures and of languages. Plural forms lupdate sees in Python only where the
number is a literal, so the calls of `counted` are found here.
"""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import app
from app.reports.metric_texts import all_texts
from app.reports.moments import PRAISE_TITLES, PROMISE_TITLES
from app.settings_window.plan import pages
from coaching.evidence_sentences import SENTENCES
from speech.models.catalogue import catalogue


def texts_in_data() -> Iterator[tuple[str, str]]:
    """Yield context and text, each pair once, in the order of the settings."""
    yield from dict.fromkeys(pair for pair in _all() if pair[1])


def plurals_in_code() -> Iterator[tuple[str, str]]:
    """Yield context and text of each call of `counted` in the code of `app`."""
    for file in sorted(Path(app.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "counted":
                context, text, _ = node.args
                yield ast.literal_eval(context), ast.literal_eval(text)


def marked() -> str:
    """Return a Python text that marks them all, for lupdate."""
    data = [f"QT_TRANSLATE_NOOP({_literal(context)}, {_literal(text)})" for context, text in texts_in_data()]
    plurals = [f'translate({_literal(context)}, {_literal(text)}, "", 1)' for context, text in plurals_in_code()]
    return "\n".join((*data, *plurals))


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _all() -> Iterator[tuple[str, str]]:
    for page in pages():
        yield "Settings", page.name
        yield "Settings", page.purpose
        for field in page.fields:
            yield "Settings", field.info.title
            yield "Units", field.info.unit
            for _, name in field.names:
                yield "Settings", name
    for text in (*all_texts(), *PRAISE_TITLES.values(), *PROMISE_TITLES.values()):
        yield "Report", text
    for sentence in SENTENCES:
        yield "Evidence", sentence
    for entry in catalogue().model:
        yield "Languages", entry.language


if __name__ == "__main__":
    print(marked())  # noqa: T201  what dev.py reads
