"""A rule as a form over the TOML text of a company's rule file; comments and order of the file stay as they are.

Place in the flow: `rules_page` edits one `RuleDraft` at a time; what is published is its `text`. A built-in rule is never
copied: only what differs from it is written (`add_triggers` …). Pure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import tomlkit
from pydantic import TypeAdapter, ValidationError
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

from app.errors import AppError
from coaching.rulebook.schema import Rule, RuleId
from coaching.rulebook.template import rule_template

SCALARS: Final = (
    "title", "why", "source", "severity", "kind", "enabled", "timing", "grace_s", "headline", "paraphrase_threshold",
)  # fmt: skip
LISTS: Final = ("triggers", "unless", "repairs", "examples", "do_not_trigger", "say_instead")


_RULE_ID: Final = TypeAdapter(RuleId)


class DraftError(AppError):
    """The text of the rule file cannot be edited as a form."""

    code = "rule-draft"


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """One rule of one file that is being edited."""

    rule_id: str
    file_name: str
    """In the company's folder; need not be there yet."""
    text: str
    """Of the whole file."""
    built_in: Rule | None
    """The rule that it changes, None when it is the company's own."""

    def value(self, key: str) -> Any:
        """Return what holds for a key of `SCALARS`: the file's, else the built-in rule's or the default, else None."""
        table = self._table()
        if key in table:
            return table[key].unwrap() if hasattr(table[key], "unwrap") else table[key]
        found = getattr(self.built_in, key, None) if self.built_in is not None else _DEFAULTS.get(key)
        return str(found) if key in {"severity", "kind"} and found is not None else found

    def lines(self, key: str) -> tuple[str, ...]:
        """Return the entries that the company wrote for a key of `LISTS`."""
        table = self._table()
        return _entries(table, self._list_key(table, key))

    def inherited(self, key: str) -> tuple[str, ...]:
        """Return the built-in entries that stay in force beside those lines."""
        if self.built_in is None or key in self._table():
            return ()
        return tuple(getattr(self.built_in, key))

    def with_value(self, key: str, value: Any) -> "RuleDraft":
        """Return the draft with another value; the built-in one is written by leaving the key out."""
        document = _parsed(self.text)
        table = _found(document, self.rule_id)
        standard = getattr(self.built_in, key, None) if self.built_in is not None else _DEFAULTS.get(key)
        if value is None or (value == standard and (self.built_in is not None or key in _DEFAULTS)):
            table.pop(key, None)
        else:
            table[key] = value
        return self._with(tomlkit.dumps(document))

    def with_lines(self, key: str, lines: Sequence[str]) -> "RuleDraft":
        """Return the draft with other entries of a list; of a built-in rule it is `add_…` that is written."""
        document = _parsed(self.text)
        table = _found(document, self.rule_id)
        written = self._list_key(table, key)
        kept = [line.strip() for line in lines if line.strip()]
        if not kept:
            table.pop(written, None)
        elif list(_entries(table, written)) != kept:
            entries = tomlkit.array()
            entries.extend(kept)
            table[written] = entries.multiline(len(kept) > 1)
        return self._with(tomlkit.dumps(document))

    def with_text(self, text: str) -> "RuleDraft":
        """Return the draft with another text; raises DraftError when the rule is not in it any more."""
        draft = self._with(text)
        draft._table()  # noqa: SLF001  its own class
        return draft

    def _table(self) -> Mapping[str, Any]:
        return _found(_parsed(self.text), self.rule_id)

    def _list_key(self, table: Mapping[str, Any], key: str) -> str:
        return key if self.built_in is None or key in table else f"add_{key}"

    def _with(self, text: str) -> "RuleDraft":
        return RuleDraft(self.rule_id, self.file_name, text, self.built_in)


_DEFAULTS: Final[Mapping[str, Any]] = {
    name: field.default for name, field in Rule.model_fields.items() if name in SCALARS and not field.is_required()
}


def draft_of(rule_id: str, files: Mapping[str, str], built_in: Rule | None) -> RuleDraft:
    """Return the draft of a rule; `files`: the company's rule files by name.

    The rule is edited where it stands; one that stands nowhere yet gets a file of its own. Raises DraftError.
    """
    for name, text in files.items():
        if _has(text, rule_id):
            return RuleDraft(rule_id, name, text, built_in)
    try:
        _RULE_ID.validate_python(rule_id)
    except ValidationError:
        raise DraftError(
            f"“{rule_id}” is no id of a rule.", "Use lower-case letters, digits and hyphens, such as our-slogan."
        ) from None
    name = _free_name(rule_id, files)
    # Template keys of a change are comments: the table holds the id alone.
    return RuleDraft(rule_id, name, rule_template(rule_id), built_in)


def _entries(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Return a list's entries; none where somebody wrote something else, which the check tells."""
    entries = table.get(key)
    return tuple(str(entry) for entry in entries) if isinstance(entries, list) else ()


def _has(text: str, rule_id: str) -> bool:
    try:
        _found(_parsed(text), rule_id)
    except DraftError:
        return False
    return True


def _free_name(rule_id: str, files: Mapping[str, str]) -> str:
    names = (f"{rule_id}{number}.toml" for number in ("", *(f"-{n}" for n in range(2, 100))))
    return next(name for name in names if name not in files)


def _parsed(text: str) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text)
    except (TOMLKitError, RecursionError) as error:
        raise DraftError(f"This is not TOML: {error}.", "Look for a missing quote, comma or bracket.") from None


def _found(document: tomlkit.TOMLDocument, rule_id: str) -> Table:
    rules = document.get("rule")
    if isinstance(rules, AoT):
        for table in rules:
            if isinstance(table, Table) and table.get("id") == rule_id:
                return table
    raise DraftError(f"The file has no rule {rule_id}.", f'Write [[rule]] and id = "{rule_id}" in it.')
