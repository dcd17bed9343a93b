"""The commented rule file that `sotto rules new` writes, so that nobody starts from an empty page.

Place in the flow: data for the command line and the rule editor; kept here so that a test can hold it against the
schema.
"""

from typing import Final

from pydantic import TypeAdapter, ValidationError

from coaching.errors import RulebookError
from coaching.rulebook.schema import RULE_IDS, RuleId

_RULE_ID: Final = TypeAdapter(RuleId)

_NEW: Final = """\
# A rule for Sotto. Save this file in the rules folder and run: sotto rules check
# docs/rules.md explains every key and the trigger language.

[[rule]]
id = "{rule_id}"
title = "What the agent should not do, in a few words"
why = "What it does to the customer, in one sentence."
source = "Where the advice comes from, such as: our service handbook, page 12"

# gentle | normal | severe. Severe cues may follow each other quickly.
severity = "normal"

# immediate: as soon as the words stand. utterance-end: when the agent pauses.
# grace: when the agent pauses, and a repair within grace_s seconds takes it back.
timing = "immediate"
# grace_s = 4.0

# What to listen for. [optional words], (one|the other), ... up to three words, <5> up to five words,
# {{word class}}, begin* of a word, ^ start of the utterance. Spelling and contractions do not matter.
triggers = [
  "that is [really] not (my|our) problem",
  "you (have|need) to ... yourself",
]

# Words in the same utterance that make it harmless after all.
unless = [
  "not your problem",
]

# Words that make it good again.
repairs = [
  "what (i|we) can do",
]

# Sentences that must trigger, and sentences that must not. `sotto rules check` tries them all.
examples = [
  "Sorry, that's not our problem.",
]
do_not_trigger = [
  "Don't worry, this is not your problem, I'll sort it out.",
]

# The cue: at most five words, then what to say instead (several wordings take turns).
headline = "Make it ours"
say_instead = [
  "Let me see what I can do about that.",
  "I'll find out who can help and stay with you.",
]

# Word classes that triggers may use as {{name}}.
# [classes]
# product = ["router", "modem", "set top box"]
"""

_CHANGE: Final = """\
# Changes to the built-in rule "{rule_id}". Save this file in the rules folder and run: sotto rules check
# Keys that are not named here stay as they are. docs/rules.md explains every key.

[[rule]]
id = "{rule_id}"

# Switch the rule off:
# enabled = false

# Add to its lists (also add_unless, add_repairs, add_examples, add_do_not_trigger, add_say_instead):
# add_triggers = ["(our|the) computer says no"]

# Replace a key:
# severity = "gentle"
# headline = "At most five words"
# say_instead = ["What our people like to say"]
"""


def rule_template(rule_id: str) -> str:
    """Return a commented rule file: for a new rule, or for changes to the built-in rule `rule_id`.

    Raises RulebookError for what the schema would not take as an id.
    """
    try:
        _RULE_ID.validate_python(rule_id)
    except ValidationError:
        raise RulebookError(
            f"{rule_id!r} is no id of a rule.",
            "Begin with a letter and use lower-case letters, digits and single hyphens, 60 at most: our-slogan.",
        ) from None
    return (_CHANGE if rule_id in RULE_IDS else _NEW).format(rule_id=rule_id)
