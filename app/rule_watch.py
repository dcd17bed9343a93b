"""Hot reload in the app: looks at the company's rule files every second and hands new rules to the sessions that run.

Place in the flow: commands and the resident program open one `RuleWatch`; `ReloadingCoach` asks it at every event, reports and
the overlay's "Why?" read the rules in force from it. Loading and compiling take most of a second, so they happen in the
watch's own thread; what others read is replaced as a whole.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from threading import Event, Thread
from typing import Final, Self

from app import notify
from app.overlay import RuleReason
from coaching.engine import CoachingEngine
from coaching.errors import RuleProblem
from coaching.events import CoachingEvent
from coaching.rulebook.folder import RulebookFolder
from coaching.rulebook.judge import UtteranceJudge
from coaching.rulebook.schema import Rulebook
from coaching.settings import CoachingSettings
from coaching.standard_judge import standard_judge
from speech.events import SpeechEvent

LOOK_EVERY_S: Final = 1.0
"""A supervisor who saved a file sees it in force when looking up; listing a folder costs microseconds."""


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """Rules, and the judge that was made of them beforehand."""

    rulebook: Rulebook
    judge: UtteranceJudge


class RuleWatch:
    """The rules in force, renewed when their files change. `current` may be read in any thread."""

    def __init__(
        self, folder: RulebookFolder, make_judge: Callable[[Rulebook], UtteranceJudge] = standard_judge
    ) -> None:
        """Take a folder that was loaded; nothing is watched before `start`."""
        self._folder = folder
        self._make_judge = make_judge
        self._current = RulesInForce(folder.current, make_judge(folder.current))
        self._ending = Event()
        self._thread: Thread | None = None

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Close."""
        self.close()

    @property
    def current(self) -> RulesInForce:
        """The last good rules."""
        return self._current

    @property
    def rulebook(self) -> Rulebook:
        """The last good rules, as read."""
        return self._current.rulebook

    def start(self) -> None:
        """Look at the files every second from now on, in a thread of its own."""
        if self._thread is None:
            self._thread = Thread(target=self._watch, name="rule-watch", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Look no more; safe to call twice, and without `start`."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join()

    def look(self) -> None:
        """Look at the files once. New rules are in force when this returns; mistakes are told, and change nothing."""
        found = self._folder.poll()
        if found.rulebook is not None:
            self._current = RulesInForce(found.rulebook, self._make_judge(found.rulebook))
            notify.info(f"The company's rules changed: {len(found.rulebook.rules)} rules are in force now.")
        elif found.problems:
            notify.warn(_sentence(found.problems), "The rules that were read before stay in force.")

    def _watch(self) -> None:
        while not self._ending.wait(LOOK_EVERY_S):
            try:
                self.look()
            except Exception as error:  # noqa: BLE001  a watch that died would keep old rules in force in silence
                message = notify.explain(error)
                reason = message.text if message else f"{type(error).__name__}."
                notify.warn(f"Changes of the rule files are not followed any more: {reason}", "Start Sotto again.")
                return


class ReloadingCoach(CoachingEngine):
    """A coaching engine that takes new rules between two events. Used by its session's thread alone."""

    def __init__(self, rules: RuleWatch, settings: CoachingSettings) -> None:
        """Start with the rules that are in force now."""
        self._watched = rules
        self._applied = rules.current
        super().__init__(self._applied.rulebook, settings)

    def accept(self, event: SpeechEvent) -> list[CoachingEvent]:
        """Take the next event, by the rules in force at this moment."""
        newest = self._watched.current
        if newest is not self._applied:
            self._applied = newest
            self.replace_rules(newest.rulebook, newest.judge)
        return super().accept(event)


class CurrentReasons(Mapping[str, RuleReason]):
    """What "Why?" says in the overlay, by rule id, as the rules in force have it."""

    def __init__(self, rules: RuleWatch) -> None:
        """Read from this watch at every question."""
        self._rules = rules

    def __getitem__(self, rule_id: str) -> RuleReason:
        """Return the reason; KeyError when there is no such rule."""
        rule = self._rules.rulebook.known_rule(rule_id)
        if rule is None:
            raise KeyError(rule_id)
        return RuleReason(rule.title, rule.why)

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of the rules in force."""
        return (rule.id for rule in self._rules.rulebook.rules)

    def __len__(self) -> int:
        """Return how many rules are in force."""
        return len(self._rules.rulebook.rules)


def _sentence(problems: tuple[RuleProblem, ...]) -> str:
    others = f" (and {len(problems) - 1} more; `sotto rules check` lists all)" if len(problems) > 1 else ""
    return f"The changed rules have a mistake{others}: {problems[0]}"
