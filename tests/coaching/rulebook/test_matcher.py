"""What matches, where, how exactly, and that it always ends."""

import re
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.rulebook.matcher import Matcher
from coaching.rulebook.schema import Rule, Rulebook

RULE = {"title": "t", "why": "w", "source": "s", "headline": "h", "say_instead": ("x",)}


def matcher(*triggers: str, classes: dict[str, tuple[str, ...]] | None = None, **changes: Any) -> Matcher:
    """Return the matcher of one rule."""
    rule = Rule.model_validate({"id": "r", "triggers": triggers, **RULE, **changes})
    return Matcher(Rulebook(version="1", rules=(rule,), word_classes=classes or {}))


@pytest.mark.parametrize(
    ("trigger", "hits", "misses"),
    [
        ("you are wrong", ["You're wrong!", "well youre wrong there"], ["you are not wrong", "are you wrong"]),
        ("you are [so] wrong", ["you are wrong", "you are so wrong"], ["you are very wrong"]),
        ("(i|my boss) can not", ["I can't", "my boss cannot do it"], ["boss can not", "you can not"]),
        ("you should ... read", ["you should read", "you should have really just read"], ["you should a b c d read"]),
        ("not <5> problem", ["not a b c d e problem", "not problem"], ["not a b c d e f problem"]),
        ("what a _ day", ["what a nice day"], ["what a day", "what a very nice day"]),
        ("apologi*", ["I apologise", "my apologies"], ["apology"]),
        ("^no we", ["No, we do not", "um no we"], ["oh no we do"]),
        ("be done $", ["it can't be done."], ["it can't be done today"]),
        ("(^no|never) way", ["no way", "oh never way"], ["oh no way"]),
        ("a b [c d] e", ["a b e", "a b c d e"], ["a b c e"]),
    ],
)
def test_language(trigger: str, hits: list[str], misses: list[str]) -> None:
    """Each element of the trigger language matches what the documentation says and nothing else."""
    subject = matcher(trigger)
    assert [text for text in hits if not subject.judge_text(text)] == []
    assert [text for text in misses if subject.judge_text(text)] == []


def test_classes() -> None:
    """A word class stands for any of its entries, also for those of classes in it."""
    subject = matcher(
        "{coworker} never", classes={"coworker": ("my boss", "{team}"), "team": ("the warehouse", "billing")}
    )
    assert [bool(subject.judge_text(f"{who} never")) for who in ("My boss", "billing", "the boss")] == [
        True,
        True,
        False,
    ]


def test_span() -> None:
    """A match names the original words, although contractions and fillers shifted them."""
    (match,) = matcher("can not do that").judge_text("Um, sorry, I can't, er, do that now")
    assert (match.first_word, match.last_word, match.exactness) == (3, 6, 1.0)


def test_several() -> None:
    """A trigger that stands twice matches twice; overlapping matches of one rule count once."""
    subject = matcher("you are wrong", "wrong")
    assert [(m.first_word, m.last_word) for m in subject.judge_text("you are wrong and wrong again")] == [
        (0, 2),
        (4, 4),
    ]


def test_unless() -> None:
    """`unless` cancels a trigger that it touches or stands beside, not one further away."""
    subject = matcher("not your fault", "your fault", unless=["not your"])
    assert subject.judge_text("it is not your fault") == []
    assert subject.judge_text("not your bill but perhaps your fault") == []
    assert subject.judge_text("it is not your bill and still i say this is your fault") != []


def test_unfinished() -> None:
    """While an utterance goes on, its end is not known."""
    subject = matcher("be done $")
    words = ["it", "cannot", "be", "done"]
    assert subject.matches(subject.hear(words, complete=False)) == []
    assert len(subject.matches(subject.hear(words))) == 1


def test_misheard() -> None:
    """A long word that was misheard still matches, with less confidence; a short or exact one does not."""
    (match,) = matcher("useless department").judge_text("useless departmant")
    assert 0.6 <= match.exactness < 1.0
    assert matcher("a lot of =idiots").judge_text("a lot of idiuts") == []
    assert matcher("what a joke").judge_text("what a joker") == []


def test_known_word_is_itself() -> None:
    """A word that stands in some trigger is never taken for another one."""
    assert [m.trigger for m in matcher("expected", "excepted").judge_text("excepted")] == ["excepted"]


def test_negated_word_is_not_misheard() -> None:
    """A prefix that turns the meaning round is no mishearing."""
    assert matcher("that is important").judge_text("that is unimportant") == []


def test_guessed_words_add_up() -> None:
    """A match of nothing but guesses is none."""
    assert matcher("terrible incompetent department").judge_text("terribel incompitent departmant") == []


def test_shared_triggers() -> None:
    """A trigger that two rules share fires both."""
    rules = tuple(Rule.model_validate({"id": name, "triggers": ["you are wrong"], **RULE}) for name in ("one", "two"))
    subject = Matcher(Rulebook(version="1", rules=rules))
    assert {match.rule_id for match in subject.judge_text("you are wrong")} == {"one", "two"}


def test_repairs() -> None:
    """Repairs are found by rule and place."""
    subject = matcher("can not", repairs=["what i can do"])
    heard = subject.hear(["I", "can't", "but", "what", "I", "can", "do", "is", "this"])
    assert [(m.first_word, m.last_word) for m in subject.repairs("r", heard)] == [(3, 6)]
    assert subject.repairs("unknown", heard) == []


WORDS = ("k", "m", "n")
PIECES = st.recursive(
    st.sampled_from([*WORDS, "(k|m)", "..."]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        inner.map(lambda text: f"[{text}]"),
        st.tuples(inner, inner).map("({0[0]}|{0[1]})".format),
    ),
    max_leaves=6,
)


def _language(text: str) -> set[tuple[str, ...]]:
    """Return all sentences over three letters, up to four words, in which a trigger matches: by another method."""
    pattern = (
        text.replace("...", "<GAP>").replace("[", "(?:").replace("]", ")?").replace("(?:", "(").replace("(", "(?:")
    )
    pattern = re.sub(r"\b([kmn])\b", r"(?:\1,)", pattern.replace("<GAP>", "(?:[^,]*,){0,3}")).replace(" ", "")
    compiled = re.compile(pattern)
    found = set()
    for length in range(5):
        for words in product(WORDS, repeat=length):
            line = "".join(f"{word}," for word in words)
            starts = [0, *(index + 1 for index, letter in enumerate(line) if letter == ",")]
            if any((hit := compiled.match(line, start)) and hit.end() > start for start in starts):
                found.add(words)
    return found


@settings(max_examples=60)
@given(PIECES)
def test_against_regular_expressions(piece: str) -> None:
    """On every short sentence a trigger matches exactly where the regular expression of the same meaning does."""
    trigger = f"{piece} n"
    subject = matcher(trigger)
    expected = _language(trigger)
    for length in range(5):
        for words in product(WORDS, repeat=length):
            assert bool(subject.matches(subject.hear(words))) == (words in expected), words


@given(
    st.lists(
        st.sampled_from(
            [
                "i",
                "we",
                "can",
                "not",
                "do",
                "that",
                "no",
                "sorry",
                "you",
                "are",
                "wrong",
                "department",
                "departmant",
                "=x",
                "*",
                "[",
            ]
        ),
        max_size=40,
    )
)
def test_any_speech(words: list[str]) -> None:
    """Whatever is heard, matches lie within the words and in order."""
    subject = matcher("(i|we) can not [even] do <5> (that|department)", "no ... sorry", "wrong", unless=["sorry"])
    matches = subject.matches(subject.hear(words))
    assert all(0 <= match.first_word <= match.last_word < len(words) for match in matches)
    assert [match.first_word for match in matches] == sorted(match.first_word for match in matches)


def test_long_speech_ends() -> None:
    """Gaps upon gaps over a long repetitive utterance end: nothing backtracks."""
    subject = matcher("a <12> a <12> a <12> a <12> a <12> b", "[a [a [a [a]]]] (a|a a|a a a) b")
    assert subject.judge_text("a x " * 400) == []
