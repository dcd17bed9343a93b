"""Decides which rules one utterance breaks: patterns give precision, an optional scorer gives recall.

Place in the flow: `detectors.phrases` judges partials and finals of a call with it, `sotto rules check` and `rules
test` judge labelled sentences: all by the same decision. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Protocol

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from coaching.paraphrase.evidence import Witness, tightest_span
from coaching.rulebook.matcher import Matcher, RuleMatch
from coaching.rulebook.patterns import Heard
from coaching.rulebook.schema import Rule, Rulebook
from coaching.rulebook.spoken_examples import SpokenExamples

_NEWS_WORDS: Final = 6
"""While the utterance goes on the classifier hears a trigger out, and is asked again after each so many words more. A partial that
brings fewer costs nothing, since the answer to the same words is known."""


class Scorer(Witness, Protocol):
    """A classifier over one utterance; its scores are calibrated."""

    def knows(self, rule_id: str) -> bool:
        """Return whether the classifier has a score for the rule."""

    def threshold(self, rule_id: str) -> float | None:
        """Return the score from which the rule counts as broken; None leaves it to the settings."""


@settings_dataclass(frozen=True)
class JudgeSettings:
    """How patterns and classifier are weighed."""

    phrase_confidence: Annotated[
        float, Field(ge=0.5, le=1.0, title="Confidence of a trigger", json_schema_extra={"unit": "probability"})
    ] = 0.95
    """How often a trigger that was heard exactly is right: measured precision of the built-in rules, rounded."""
    veto_below: Annotated[
        float, Field(ge=0.0, le=0.5, title="Triggers are overruled below", json_schema_extra={"unit": "probability"})
    ] = 0.02
    """A built-in trigger is dropped when the classifier is this sure that the utterance is harmless; on held-out worlds this
    takes away four in five false alarms of the triggers and one in fifty of their hits."""
    paraphrase_threshold: Annotated[
        float, Field(ge=0.3, le=1.0, title="Paraphrases count from", json_schema_extra={"unit": "probability"})
    ] = 0.7
    """Where neither the rule nor the classifier names a threshold; at 0.7 the measured precision was 0.93."""
    second_paraphrase: Annotated[
        float, Field(ge=0.3, le=1.0, title="A second paraphrase counts from", json_schema_extra={"unit": "probability"})
    ] = 0.8
    """One utterance rarely breaks two rules; what is less sure than the best guess must be nearly certain."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The utterance breaks a rule."""

    rule_id: str
    score: float
    """0.0 … 1.0."""
    first_word: int
    last_word: int
    """Indices of the original words, both included."""
    detector: str
    """"phrase" or "paraphrase"."""
    trigger: str = ""
    """The trigger as written; "" for paraphrases."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that was decided on one utterance."""

    verdicts: tuple[Verdict, ...]
    """Ordered by place."""
    scores: Mapping[str, float]
    """For each rule that anything spoke for, how sure it is; also below the thresholds."""


class UtteranceJudge:
    """Judges utterances by one rulebook. Holds no state of a call, so one serves all."""

    def __init__(self, rulebook: Rulebook, scorer: Scorer | None = None, settings: JudgeSettings | None = None) -> None:
        """Compile the rulebook; without `scorer` triggers alone decide."""
        self._rules = {rule.id: rule for rule in rulebook.rules}
        self._company_triggers = rulebook.company_triggers
        self._scorer = scorer
        self._settings = settings or JudgeSettings()
        self.matcher = Matcher(rulebook)
        self._examples = SpokenExamples({rule.id: rule.examples for rule in rulebook.rules})
        self._harmless = SpokenExamples({rule.id: rule.do_not_trigger for rule in rulebook.rules})

    def judge(self, words: Sequence[str], *, complete: bool = True) -> Judgement:
        """Return the verdicts on `words`.

        While the utterance goes on (`complete` False) only triggers of rules that count at once find anything; the
        classifier may overrule them. The same words give the same judgement, whatever was judged before.
        """
        heard = self.matcher.hear(words, complete=complete)
        matches = self.matcher.matches(heard)
        likely = self._likely(words if complete else self._weighed(words, matches))
        matches = [match for match in matches if not self._overruled(match, likely, words)]
        paraphrases = self._by_paraphrase(likely, matches, words) if complete else ()
        verdicts = [*self._by_phrase(matches, likely), *paraphrases]
        verdicts = [verdict for verdict in verdicts if not self._repaired(verdict, heard)]
        scores = {rule_id: round(float(score), 4) for rule_id, score in likely.items() if rule_id in self._rules}
        for verdict in verdicts:
            scores[verdict.rule_id] = max(verdict.score, scores.get(verdict.rule_id, 0.0))
        ordered = sorted(verdicts, key=lambda verdict: (verdict.first_word, verdict.last_word, verdict.rule_id))
        return Judgement(tuple(ordered), scores)

    def judge_text(self, text: str) -> Judgement:
        """Return the verdicts on a finished utterance given as text."""
        return self.judge(text.split())

    def repairs(self, rule_id: str, words: Sequence[str]) -> list[RuleMatch]:
        """Return where `words` make a breach of the rule good again."""
        return self.matcher.repairs(rule_id, self.matcher.hear(words, complete=False))

    def _likely(self, words: Sequence[str]) -> Mapping[str, float]:
        return self._scorer.scores(" ".join(words)) if self._scorer is not None and words else {}

    def _weighed(self, words: Sequence[str], matches: Sequence[RuleMatch]) -> Sequence[str]:
        """Return the words of an unfinished utterance that the classifier weighs; none when it cannot change anything."""
        known = [
            match.last_word + 1 for match in matches if self._scorer is not None and self._scorer.knows(match.rule_id)
        ]
        if not known:
            return ()
        heard_out = max(known)
        return words[: heard_out + (len(words) - heard_out) // _NEWS_WORDS * _NEWS_WORDS]

    def _overruled(self, match: RuleMatch, likely: Mapping[str, float], words: Sequence[str]) -> bool:
        if (match.rule_id, match.trigger) in self._company_triggers:
            return False
        if likely.get(match.rule_id, 1.0) >= self._settings.veto_below:
            return False
        return match.rule_id not in self._examples.rules_in(words)

    def _by_phrase(self, matches: Sequence[RuleMatch], likely: Mapping[str, float]) -> Iterator[Verdict]:
        for match in matches:
            score = round(max(match.exactness * self._settings.phrase_confidence, likely.get(match.rule_id, 0.0)), 4)
            yield Verdict(match.rule_id, score, match.first_word, match.last_word, "phrase", match.trigger)

    def _by_paraphrase(
        self, likely: Mapping[str, float], matches: Sequence[RuleMatch], words: Sequence[str]
    ) -> Iterator[Verdict]:
        taken = {match.rule_id for match in matches}
        for rule_id, score in sorted(likely.items(), key=lambda item: -item[1]):
            if rule_id in taken or (rule := self._rules.get(rule_id)) is None:
                continue
            sure = score >= self._threshold(rule) and (not taken or score >= self._settings.second_paraphrase)
            if sure and rule_id not in self._harmless.rules_in(words):
                taken.add(rule_id)
                first, last = self._evidence(rule_id, score, words)
                yield Verdict(rule_id, round(float(score), 4), first, last, "paraphrase")

    def _evidence(self, rule_id: str, score: float, words: Sequence[str]) -> tuple[int, int]:
        if self._scorer is None:
            return 0, len(words) - 1
        return tightest_span(words, rule_id, score, self._scorer)

    def _threshold(self, rule: Rule) -> float:
        if rule.paraphrase_threshold is not None:
            return rule.paraphrase_threshold if rule.paraphrase_threshold < 1.0 else float("inf")
        measured = self._scorer.threshold(rule.id) if self._scorer is not None else None
        return self._settings.paraphrase_threshold if measured is None else measured

    def _repaired(self, verdict: Verdict, heard: Heard) -> bool:
        """Whether a rule with a grace time was made good again in the same breath.

        Only triggers are lifted so: the classifier has weighed the whole utterance, and on held-out lines its verdict was right
        in thirteen of fifteen cases in which a repair pattern stood beside it.
        """
        if self._rules[verdict.rule_id].timing != "grace" or verdict.detector == "paraphrase":
            return False
        return any(repair.last_word > verdict.last_word for repair in self.matcher.repairs(verdict.rule_id, heard))
