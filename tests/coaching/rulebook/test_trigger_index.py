"""The index finds few candidates and loses none."""

from hypothesis import given
from hypothesis import strategies as st

from coaching.rulebook.compounds import Series
from coaching.rulebook.matcher import Matcher
from coaching.rulebook.patterns import Gap, OneWord, Part
from coaching.rulebook.schema import Rule, Rulebook
from coaching.rulebook.trigger_index import Candidates, TriggerIndex
from coaching.rulebook.trigger_parser import parse_trigger
from coaching.rulebook.word_classes import WordClasses

CLASSES = {"team": ("billing", "the warehouse", "[our] (sales|tech) people"), "any": ("_", "x y")}
NEEDED = {"title": "t", "why": "w", "source": "s", "headline": "h", "say_instead": ("x",)}


def parse(text: str) -> Part:
    """Return the pattern of a trigger."""
    return parse_trigger(text, WordClasses(CLASSES).resolve)


def test_rare_words_decide() -> None:
    """A trigger is a candidate only when the words that it cannot do without were heard."""
    index = TriggerIndex([parse("you are wrong"), parse("{team} never [ever] listens"), parse("apologi* (now|later)")])
    assert index.candidates({"you", "are", "right"}) == set()
    assert index.candidates({"never", "listens", "billing", "billing never"}) == {1}
    assert index.candidates({"apologi*", "later", "apologi* later"}) == {2}
    assert index.candidates(set()) == set()


def test_neighbours_decide() -> None:
    """Words that must stand side by side make no candidate when they stand apart."""
    index = TriggerIndex([parse("you are wrong")])
    assert index.pairs >= {"are wrong"} or index.pairs >= {"you are"}
    assert index.candidates({"you", "are", "wrong"}) == set()
    assert index.candidates({"you", "are", "wrong", "you are", "are wrong"}) == {0}


def test_one_word() -> None:
    """A trigger of a single word is found by it."""
    assert TriggerIndex([parse("rubbish")]).candidates({"rubbish", "what"}) == {0}


VOCABULARY = [
    "you",
    "are",
    "wrong",
    "billing",
    "the",
    "warehouse",
    "our",
    "sales",
    "tech",
    "people",
    "never",
    "listens",
    "x",
    "y",
    "can",
    "not",
]
PIECES = st.recursive(
    st.sampled_from([*VOCABULARY, "{team}", "{any}", "_", "...", "<2>", "wro*", "=never", "(are|is)"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        inner.map(lambda text: f"[{text}]"),
        st.tuples(inner, inner).map("({0[0]}|{0[1]})".format),
    ),
    max_leaves=6,
)


@given(
    st.lists(st.tuples(PIECES, st.sampled_from(VOCABULARY)).map(" ".join), min_size=1, max_size=6),
    st.lists(st.sampled_from(VOCABULARY), max_size=9),
)
def test_no_match_is_lost(triggers: list[str], words: list[str]) -> None:
    """Among many triggers, each matches exactly where it does alone and tried without the index."""
    rules = tuple(Rule.model_validate({"id": f"r{i}", "triggers": [text], **NEEDED}) for i, text in enumerate(triggers))
    together = Matcher(Rulebook(version="1", rules=rules, word_classes=CLASSES))
    heard = together.hear(words)
    found = {match.rule_id for match in together.matches(heard)}
    expected = {f"r{i}" for i, text in enumerate(triggers) if any(_ends(parse(text), heard.length, together, words))}
    assert found == expected


@given(
    st.lists(st.tuples(PIECES, st.sampled_from(VOCABULARY)).map(" ".join), min_size=1, max_size=6),
    st.lists(st.sampled_from([*VOCABULARY, "it's", "been"]), max_size=9),
    st.lists(st.integers(0, 9), max_size=12),
)
def test_what_was_heard_before_changes_nothing(triggers: list[str], words: list[str], ends: list[int]) -> None:
    """Partials that grow, stand still or are taken back are matched as whole utterances of the same words are."""
    rules = tuple(Rule.model_validate({"id": f"r{i}", "triggers": [text], **NEEDED}) for i, text in enumerate(triggers))
    together = Matcher(Rulebook(version="1", rules=rules, word_classes=CLASSES))
    for end in (*range(len(words) + 1), *ends):
        grown = together.matches(together.hear(words[:end], complete=False))
        assert grown == together.matches(together.hear(words[:end]))


@given(
    st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=2), min_size=1, max_size=4),
    st.lists(st.frozensets(st.sampled_from("abcdef"), max_size=3), max_size=5),
)
def test_candidates_grow_as_they_are_found(needed: list[frozenset[str]], steps: list[frozenset[str]]) -> None:
    """Keys that come one after the other allow what they allow together."""
    apart: list[Part] = [part for keys in needed for part in (Gap(0, 2), OneWord(keys))]
    index = TriggerIndex([Series(tuple(apart)), OneWord(needed[0])])
    known, before = Candidates(), frozenset[str]()
    for new in steps:
        known = index.grown(known, before, new - before)
        before |= new
        assert known.able == index.candidates(before)


def _ends(part: Part, length: int, matcher: Matcher, words: list[str]) -> list[bool]:
    heard = matcher.hear(words)
    reached = part.advance({place: (place, 1.0) for place in range(length)}, heard)
    return [end > start for end, (start, _) in reached.items()]
