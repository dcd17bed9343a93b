"""Finds agenda phrases in what the agent said.

Place in the flow: between `coaching.rulebook.matcher`, which compiles and matches, and the agenda detector, which asks
for the first words that tick an item. Pure.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from coaching.rulebook.matcher import Matcher
from coaching.rulebook.schema import Rule, Rulebook

_UNUSED: Final = "agenda"


@dataclass(frozen=True, slots=True)
class PhraseGroup:
    """Phrases of which any one will do."""

    phrases: tuple[str, ...]
    never_with: frozenset[str] = frozenset()
    """A match that contains one of these words, where the phrase does not name it, is none."""


class AgendaPhrases:
    """The compiled phrases of several groups, each known by its name."""

    def __init__(self, groups: Mapping[str, PhraseGroup]) -> None:
        """Compile; raises `TriggerError` when a phrase cannot be read (`coaching.agenda.check_items` has checked it)."""
        self._phrases: dict[str, tuple[str, frozenset[str]]] = {}
        """Rule id → group and the words that a match may not contain."""
        # Each phrase is a rule of its own: of one rule's overlapping matches the matcher would keep only the longest.
        rules: list[Rule] = []
        for name, group in groups.items():
            for phrase in group.phrases:
                rule_id = f"phrase-{len(rules)}"
                self._phrases[rule_id] = name, group.never_with - frozenset(re.findall(r"[a-z']+", phrase.lower()))
                rules.append(
                    Rule(id=rule_id, title=_UNUSED, why=_UNUSED, source=_UNUSED, triggers=(phrase,), headline=_UNUSED,
                         say_instead=(_UNUSED,))
                )  # fmt: skip
        self._matcher = Matcher(Rulebook(version=_UNUSED, rules=tuple(rules)))

    def find(self, words: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Return for each group that stands in the finished utterance its first match, the longest of equal start."""
        plain = [word.lower().strip(".,!?;:") for word in words]
        found: dict[str, tuple[int, int]] = {}
        matches = self._matcher.matches(self._matcher.hear(words))
        for match in sorted(matches, key=lambda match: (match.first_word, -match.last_word)):
            name, never_with = self._phrases[match.rule_id]
            inside = plain[match.first_word : match.last_word + 1]
            if name not in found and never_with.isdisjoint(inside):
                found[name] = (match.first_word, match.last_word)
        return found
