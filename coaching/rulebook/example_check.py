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

    def __str__(self) -> str:
        """Return the failure in one line, with the mend."""
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
    for should_trigger, texts in ((True, rule.examples), (False, rule.do_not_trigger)):
        for text in texts:
            verdicts = [verdict for verdict in judge.judge_text(text).verdicts if verdict.rule_id == rule.id]
            if bool(verdicts) != should_trigger:
                yield ExampleFailure(
                    rule.id, text, should_trigger, tuple(verdict.trigger for verdict in verdicts if verdict.trigger)
                )
