"""What can go wrong in coaching; an import leaf of `coaching`."""


class CoachingError(Exception):
    """Base of all errors of this layer: a stable code, a sentence for the user and what to do."""

    code = "coaching"

    def __init__(self, message: str, mend: str = "") -> None:
        """Create the error: `message` one sentence naming the thing concerned, `mend` what the user can do."""
        super().__init__(f"{message} {mend}".strip())
        self.message = message
        self.mend = mend


class RulebookError(CoachingError):
    """A rule file cannot be read or is not valid; `problems` lists every mistake found."""

    code = "rulebook"

    def __init__(self, message: str, mend: str = "", problems: tuple["RuleProblem", ...] = ()) -> None:
        """Create the error from its sentence and the list of all mistakes."""
        super().__init__(message, mend)
        self.problems = problems


class AgendaError(CoachingError):
    """An agenda item cannot be used: no label, too many items, or a phrase that cannot be read."""

    code = "agenda"


class RuleProblem:
    """One mistake in a rule file: where it is and how to mend it."""

    __slots__ = ("file", "key", "line", "mend", "message")

    def __init__(self, file: str, line: int | None, key: str, message: str, mend: str) -> None:
        """Create the problem; `line` counts from 1, None when the whole file is concerned."""
        self.file = file
        self.line = line
        self.key = key
        self.message = message
        self.mend = mend

    def __str__(self) -> str:
        """Return `file:line: key: message mend` in one line."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.key}: {self.message} {self.mend}".replace(" : ", " ").strip()
