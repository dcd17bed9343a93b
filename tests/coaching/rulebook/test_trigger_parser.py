"""The trigger language is read as docs/rules.md says, and every mistake says where it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.rulebook.patterns import MAX_WEIGHT, Gap, OneWord, Part
from coaching.rulebook.trigger_parser import TriggerError, parse_entry, parse_trigger
from coaching.rulebook.word_classes import WordClasses

CLASSES = WordClasses({"negation": ("not", "never", "no (longer|way)"), "one": ("a", "b")})


def parse(text: str) -> Part:
    """Return the pattern of a trigger."""
    return parse_trigger(text, CLASSES.resolve)


@pytest.mark.parametrize(
    "text",
    [
        "you are wrong",
        "You're WRONG, sir!",
        "you are [completely|so very] wrong",
        "((a|b) c|d) e",
        "a ... b <12> c \u2026 d",
        "{negation} [ {one} ]",
        "apologi* =idiots _ x",
        "^no we can't $",
        "(^no|well no) (thanks $|way)",
        "what...ever",
    ],
)
def test_readable(text: str) -> None:
    """Everything that the documentation shows can be read."""
    assert parse(text).weight >= 1


@pytest.mark.parametrize(
    ("text", "position", "part"),
    [
        ("a|b", 2, "outside brackets"),
        ("x (a", 3, "never closed"),
        ("a) b", 2, "closes nothing"),
        ("a [b)", 5, "closes nothing"),
        ("a {nobody}", 4, "no word class"),
        ("a {No Name}", 4, "no class name"),
        ("[no] ...", 1, "no word that must be there"),
        ("_ _", 1, "no word that must be there"),
        ("a <13>", 4, "is no gap"),
        ("a <x>", 4, "is no gap"),
        ("a <5", 3, "not closed"),
        ("a }", 3, "not closed"),
        ("ab*", 1, "beginning of a word"),
        ("=a*", 1, "one whole word"),
        ("um", 1, "skipped in speech"),
        ("a ()", 3, "no words here"),
        ("(a|) b", 3, "no words here"),
        ("a ^b", 3, "can only stand first"),
        ("a $ b", 3, "can only stand last"),
        ("be (a)?", 7, "means nothing"),
        ("((((((((((a))))))))))", 9, "nested"),
        ("", 1, "no words"),
    ],
)
def test_mistakes(text: str, position: int, part: str) -> None:
    """A mistake names its position, what it is, and what to write instead."""
    with pytest.raises(TriggerError) as caught:
        parse(text)
    assert part in caught.value.message
    assert caught.value.position == position
    assert caught.value.mend


def test_single_words_are_one_set() -> None:
    """Alternatives of one word each become one set of words."""
    assert parse("(a|b|(c|d))") == OneWord(frozenset("abcd"))


def test_entry_may_be_any_word() -> None:
    """An entry of a word class may be any one word, but not nothing."""
    assert parse_entry("_", CLASSES.resolve) == Gap(1, 1)
    with pytest.raises(TriggerError, match="no word at all"):
        parse_entry("[a]", CLASSES.resolve)


def test_catastrophic_pattern() -> None:
    """A pattern that explodes when its classes are written out is refused at once."""
    entries = {"c0": tuple(f"word{number} two" for number in range(40))}
    entries |= {f"c{level}": (f"{{c{level - 1}}} [x] {{c{level - 1}}}",) for level in range(1, 11)}
    with pytest.raises(TriggerError, match="too large"):
        parse_trigger("a {c10}", WordClasses(entries).resolve)
    with pytest.raises(TriggerError, match="too large"):
        parse_trigger("word " * (MAX_WEIGHT + 1), CLASSES.resolve)


@given(st.text(alphabet="ab |[]()<>{}^$=*._5'?\u2026", max_size=40))
def test_any_text(text: str) -> None:
    """Any text is either read or refused with a position inside it: nothing else happens."""
    position, part = 1, None
    try:
        part = parse(text)
    except TriggerError as error:
        position = error.position
    assert 1 <= position <= len(text) + 1
    assert part is None or part.required(len)
