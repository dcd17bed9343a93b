"""Texts for the user that stand in data rather than in a call of `translate`: labels of settings, names of languages.

Place in the flow: `python3 dev.py translate` lets lupdate read them from here, tests hold them against the translations.
"""

import json
from collections.abc import Iterator

from app.settings_window.plan import pages
from speech.models.catalogue import catalogue


def texts_in_data() -> Iterator[tuple[str, str]]:
    """Yield context and text, each pair once, in the order of the settings."""
    yield from dict.fromkeys(pair for pair in _all() if pair[1])


def marked() -> str:
    """Return a Python text that marks them all, for lupdate."""
    return "\n".join(
        f"QT_TRANSLATE_NOOP({json.dumps(context)}, {json.dumps(text, ensure_ascii=False)})"
        for context, text in texts_in_data()
    )


def _all() -> Iterator[tuple[str, str]]:
    for page in pages():
        yield "Settings", page.name
        yield "Settings", page.purpose
        for field in page.fields:
            yield "Settings", field.info.title
            yield "Units", field.info.unit
            for _, name in field.names:
                yield "Settings", name
    for entry in catalogue().model:
        yield "Languages", entry.language


if __name__ == "__main__":
    print(marked())  # noqa: T201  what dev.py reads
