"""What a rule is: the validated form of one `[[rule]]` table of a TOML rule file.

Place in the flow: `loader` reads files into these; the matcher, the detectors, the cue policy, the rule editor and
`sotto rules` all read rules only through them.
"""

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from coaching.events import CueKind, Severity

RULE_IDS: Final = (
    "own-finances", "confidential-info", "company-criticism", "personal-crisis", "coworker-criticism",
    "romantic-interest", "viral-risk", "customer-discretion", "overheard", "prying", "loud-voice", "strong-feelings",
    "other-customers", "split-focus", "late", "excuses", "unprepared", "competitor-insult", "phone-distraction",
    "alienating", "risky-activity", "gossip", "flat-no", "interrupting", "dead-end", "arguing", "fault-finding",
    "all-negative",
)  # fmt: skip
"""The 28 built-in rules; these ids are stored in sessions and never change."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
MAX_PHRASE_LETTERS: Final = 1_000
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_PHRASE_LETTERS)]

Timing = Literal["immediate", "utterance-end", "grace"]


class Rule(BaseModel):
    """One thing an agent should not do, how to notice it and what to say instead."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: RuleId
    title: Text
    why: Text
    source: Text
    """Where the advice comes from."""
    severity: Severity = Severity.NORMAL
    kind: CueKind = CueKind.WORDS
    enabled: bool = True
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")] = "en"
    timing: Timing = "immediate"
    grace_s: Annotated[float, Field(ge=0.0, le=60.0)] = 0.0
    """With timing "grace": how long after the utterance a repair lifts the flag. 0 otherwise."""
    triggers: tuple[Phrase, ...] = ()
    """In the trigger language of docs/rules.md. Empty for rules that sound alone detects."""
    unless: tuple[Phrase, ...] = ()
    """When one of these matches in the same utterance, triggers that it overlaps or stands beside do not fire."""
    repairs: tuple[Phrase, ...] = ()
    """What lifts the flag within `grace_s`, or earns repair credit afterwards."""
    paraphrase_threshold: Annotated[float, Field(gt=0.0, le=1.0)] | None = None
    """How sure the paraphrase classifier must be for this rule; None takes the classifier's own threshold, 1 leaves
    the rule to its triggers."""
    examples: tuple[Text, ...] = ()
    """Sentences that must trigger (checked by `rules check`)."""
    do_not_trigger: tuple[Text, ...] = ()
    """Sentences that must not trigger (checked by `rules check`)."""
    headline: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
    """Of the cue: at most five words."""
    say_instead: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Wordings, rotated."""

    @model_validator(mode="after")
    def _coherent(self) -> "Rule":
        if len(self.headline.split()) > 5:
            raise ValueError("headline: at most five words")
        if (self.timing == "grace") != (self.grace_s > 0):
            raise ValueError('grace_s: set it above 0 with timing = "grace", and only then')
        return self


class Rulebook(BaseModel):
    """All rules in force, in the order they were read; ids are unique."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    """A digest of the rules in force; stored with every session."""
    rules: tuple[Rule, ...]
    """Rules in force."""
    disabled: tuple[Rule, ...] = ()
    """Rules that are switched off: never matched, but listed, and their titles are known to old sessions."""
    company_triggers: frozenset[tuple[str, str]] = frozenset()
    """Rule id and trigger, as written, of every trigger from the company's folder: the classifier never overrules those."""
    word_classes: dict[str, tuple[Phrase, ...]] = Field(default_factory=dict)
    """What `{negation}`, `{coworker}` … stand for in triggers."""

    def rule(self, rule_id: str) -> Rule | None:
        """Return the rule with this id, None when it is not in force."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def known_rule(self, rule_id: str) -> Rule | None:
        """Return the rule with this id, also when it is switched off."""
        return next((rule for rule in (*self.rules, *self.disabled) if rule.id == rule_id), None)
