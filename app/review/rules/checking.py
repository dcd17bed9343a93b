"""What a draft does: every mistake with its place, its examples, and any sentence that somebody types.

Place in the flow: the background worker runs `check` after each pause in typing. Pure but for the built-in rule files.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.review.rules.draft import RuleDraft
from app.review.rules.overlay_folder import OverlayFolder, load_with
from coaching.errors import RulebookError
from coaching.rulebook.example_check import failing_examples
from coaching.rulebook.judge import UtteranceJudge
from coaching.rulebook.schema import Rulebook
from coaching.standard_judge import standard_judge


@dataclass(frozen=True, slots=True)
class Tried:
    """One sentence and what became of it."""

    text: str
    rules: tuple[tuple[str, str, str], ...]
    """Rule id, its words in the sentence, and the trigger (or "paraphrase"), for each flag."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft as the worker found it."""

    draft: RuleDraft
    problems: tuple[str, ...]
    """In one line each; the rules cannot be used while there are any."""
    examples: tuple[str, ...]
    """Examples that do not do what they should."""
    tried: tuple[Tried, ...]
    rulebook: Rulebook | None
    """With the draft; None while there are problems."""

    @property
    def good(self) -> bool:
        """Whether it can be published."""
        return not self.problems and not self.examples


def check(draft: RuleDraft, files: OverlayFolder, sentences: Sequence[str] = ()) -> Checked:
    """Return what the draft does among the company's other files."""
    folder = files.with_file(draft.file_name, draft.text)
    try:
        rulebook = load_with(folder)
    except RulebookError as error:
        return Checked(draft, tuple(str(problem) for problem in error.problems), (), (), None)
    judge = standard_judge(rulebook)
    rule = rulebook.rule(draft.rule_id)
    alone = rulebook.model_copy(update={"rules": (rule,) if rule else ()})
    examples = tuple(str(failure) for failure in failing_examples(alone)) if rule else ()
    return Checked(draft, (), examples, tuple(_try(judge, text) for text in sentences if text.strip()), rulebook)


def _try(judge: UtteranceJudge, text: str) -> Tried:
    words = text.split()
    verdicts = judge.judge(words).verdicts
    return Tried(
        text,
        tuple(
            (one.rule_id, " ".join(words[one.first_word : one.last_word + 1]), one.trigger or "paraphrase")
            for one in verdicts
        ),
    )
