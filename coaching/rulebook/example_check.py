"""Tries the examples that rules carry: each must trigger its rule, each counter-example must not.

Place in the flow: `sotto rules check` after the files themselves were found valid, and the rule editor.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from coaching.rulebook.judge import UtteranceJudge
from coaching.rulebook.schema import Rule, Rulebook


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """An example that does not do what its rule says."""

    rule_id: str
    text: str
    should_trigger: bool
    triggers: tuple[str, ...]
    """For counter-examples: the triggers of the rule that matched."""
    cancelled: tuple[tuple[str, str], ...] = ()
    """For examples: triggers that did match, each with the `unless` of the same rule that cancels it."""
    repaired: bool = False
    """For examples of a rule with a grace time: a `repairs` phrase in the same sentence lifts the flag."""
    contradicted: bool = False
    """The same sentence stands under `examples` and under `do_not_trigger`."""

    def __str__(self) -> str:
        """Return the failure in one line, with the mend."""
        if self.contradicted:
            return f'{self.rule_id}: "{self.text}" stands under both examples and do_not_trigger. Take it out of one.'
        if self.cancelled:
            trigger, unless = self.cancelled[0]
            return (
                f'{self.rule_id}: the example "{self.text}" matches the trigger "{trigger}", but the rule\'s own unless '
                f'"{unless}" cancels it. Narrow the unless, or take the example out.'
            )
        if self.repaired:
            return (
                f'{self.rule_id}: the example "{self.text}" is lifted again by a phrase of the rule\'s own repairs. Narrow '
                "that phrase, or take the example out."
            )
        if self.should_trigger:
            return f'{self.rule_id}: the example "{self.text}" triggers nothing. Add a trigger for it, or take it out.'
        matched = ", ".join(f'"{trigger}"' for trigger in self.triggers) or "the classifier"
        return f'{self.rule_id}: "{self.text}" must not trigger, but {matched} does. Narrow that, or add an `unless`.'


def failing_examples(rulebook: Rulebook, judge: UtteranceJudge | None = None) -> Iterator[ExampleFailure]:
    """Yield the examples of all rules in force that fail; rules without triggers are tried only with a `judge`."""
    judging = judge or UtteranceJudge(rulebook)
    for rule in rulebook.rules:
        if rule.triggers or judge is not None:
            yield from _failing(rule, judging)


def _failing(rule: Rule, judge: UtteranceJudge) -> Iterator[ExampleFailure]:
    both = {_plain(text) for text in rule.examples} & {_plain(text) for text in rule.do_not_trigger}
    for text in rule.examples:
        if _plain(text) in both:
            yield ExampleFailure(rule.id, text, should_trigger=True, triggers=(), contradicted=True)
    for should_trigger, texts in ((True, rule.examples), (False, rule.do_not_trigger)):
        for text in (text for text in texts if _plain(text) not in both):
            verdicts = [verdict for verdict in judge.judge_text(text).verdicts if verdict.rule_id == rule.id]
            if should_trigger and not verdicts:
                yield _missed(rule, text, judge)
            elif verdicts and not should_trigger:
                triggers = tuple(verdict.trigger for verdict in verdicts if verdict.trigger)
                yield ExampleFailure(rule.id, text, should_trigger, triggers)


def _missed(rule: Rule, text: str, judge: UtteranceJudge) -> ExampleFailure:
    """Return why an example triggers nothing."""
    heard = judge.matcher.hear(text.split())
    cancelled = tuple(judge.matcher.cancelled(rule.id, heard))
    matched = any(match.rule_id == rule.id for match in judge.matcher.matches(heard))
    return ExampleFailure(rule.id, text, should_trigger=True, triggers=(), cancelled=cancelled, repaired=matched)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
