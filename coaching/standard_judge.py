"""The judge that Sotto ships: triggers of the rules in force and the built-in classifier together.

Place in the flow: the engine's phrase detector and `sotto rules test|check` all take their judge from here, so that a
measured figure is a figure of what runs in calls.
"""

from coaching.paraphrase.classifier import built_in_classifier
from coaching.rulebook.judge import UtteranceJudge
from coaching.rulebook.schema import Rulebook


def standard_judge(rulebook: Rulebook) -> UtteranceJudge:
    """Return the judge for these rules; without a classifier in the build, triggers alone decide."""
    return UtteranceJudge(rulebook, built_in_classifier())
