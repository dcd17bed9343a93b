"""Sentences of `speech` in the user's language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import speech
from app import notify
from app.translation.sentences import TEMPLATES, in_users_language
from speech.errors import DeviceError, SpeechError
from tests.app.translation.conftest import Speak

_FILLED = "\0"


def _texts() -> Iterator[str]:
    """Yield every text in the code of `speech`, what is filled in as one sign."""
    for file in Path(speech.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else _FILLED for part in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield _open(node.value)


def _open(template: str) -> str:
    parts = [part.rpartition("}")[2] for part in template.split("{")]
    return _FILLED.join(parts)


def test_speech_says_them_all() -> None:
    """Every template is a sentence that the code of `speech` really says: none outlives a change of its words."""
    said = set(_texts())
    assert [template for template in TEMPLATES if _open(template) not in said] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_each_sentence_is_german(template: str, speak: Speak) -> None:
    """Each sentence is recognized with any values in it, and said in German with the same values."""
    values = {
        name: f"«{name}»"
        for name in (
            "what",
            "restarts",
            "name",
            "code",
            "names",
            "why",
            "folder",
            "host",
            "status",
            "url",
            "path",
            "file",
        )
    }
    sentence = template.format(**values)
    assert in_users_language(sentence) == sentence
    speak("de")
    german = in_users_language(sentence)
    assert german != sentence
    assert all((value in german) == (value in sentence) for value in values.values())


@given(st.text())
def test_other_sentences_stay(sentence: str) -> None:
    """In English nothing is changed, whatever the sentence; braces and patterns in it are only text."""
    assert in_users_language(sentence) == sentence


def test_names_with_braces_stay(speak: Speak) -> None:
    """A device may be called anything."""
    speak("de")
    assert in_users_language("Mic {0} (a+b). is busy.") == "Mic {0} (a+b). ist belegt."


def test_parts_of_sentences_are_german_too(speak: Speak) -> None:
    """Where a part of a sentence is one of two phrases, it is said in German as well."""
    speak("de")
    sentence = "The listener stopped answering again and again: 3 restarts within a short time did not help."
    assert in_users_language(sentence) == (
        "Der Zuhörer verstummte immer wieder: 3 Neustarts in kurzer Zeit haben nicht geholfen."
    )


def test_errors_are_explained_in_german(speak: Speak) -> None:
    """What `speech` raises reaches the user in German, mend included; what is not known stays English."""
    speak("de")
    error = DeviceError("Headset is busy.", "Close the program that uses it alone, or choose another device.")
    message = notify.explain(error)
    assert message is not None
    assert str(message).startswith("Headset ist belegt. Schließen Sie")
    assert str(notify.in_words(SpeechError("Something else.", "Do this."))) == "Something else. Do this."


def test_unforeseen_errors_are_told_in_german(speak: Speak) -> None:
    """A window says a calm sentence even for a bug."""
    speak("de")
    assert "ZeroDivisionError" in notify.in_words(ZeroDivisionError("secret")).text
    assert "secret" not in str(notify.in_words(ZeroDivisionError("secret")))
    assert notify.in_words(MemoryError()).text == "Der Rechner hat keinen Arbeitsspeicher mehr frei."
    assert notify.in_words(FileNotFoundError(2, "x", "rules.toml")).text == "rules.toml gibt es nicht."
