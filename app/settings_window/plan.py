"""What the settings window shows, derived from the typed settings: one page a group, one field a setting.

Place in the flow: `app.settings` → here → `page`. No Qt. A setting that is added to a group appears by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from app.settings import SettingInfo, Settings, fields_of, is_group, setting_infos
from app.settings_window.wording import choice_name, page_name
from app.translation.words import counted, number, translate, translated


class Kind(Enum):
    """Which widget fits a setting."""

    SWITCH = "switch"
    CHOICE = "choice"
    WHOLE = "whole"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True)
class FieldPlan:
    """One setting."""

    info: SettingInfo
    kind: Kind
    low: float | None
    high: float | None
    max_length: int
    """Of a text, in characters; 0 where there is no limit."""
    names: tuple[tuple[str, str], ...]
    """Value and English words for people, of a choice."""
    annotation: Any
    """The type with its limits, for pydantic."""

    @property
    def key(self) -> str:
        """Dotted key."""
        return self.info.key

    @property
    def title(self) -> str:
        """Its label."""
        return translated("Settings", self.info.title)

    @property
    def unit(self) -> str:
        """Its unit, "" where there is none."""
        return translated("Units", self.info.unit)

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Value and words for people, of a choice."""
        return tuple((value, translated("Settings", name)) for value, name in self.names)

    @property
    def hint(self) -> str:
        """What is allowed and what the default is, in one short line."""
        default = self.words(self.info.default)
        if self.kind in {Kind.WHOLE, Kind.NUMBER}:
            text = translate("Settings", "{allowed} · default {default}")
            return text.format(allowed=self.allowed, default=default)
        return translate("Settings", "default: {default}").format(default=default)

    @property
    def allowed(self) -> str:
        """Which numbers are allowed, with their unit; "" for what is no number."""
        if self.kind not in {Kind.WHOLE, Kind.NUMBER}:
            return ""
        return f"{self._range()} {self.unit}".strip()

    def words(self, value: Any) -> str:
        """Return a value as people read it."""
        if self.kind is Kind.SWITCH:
            return translate("Settings", "on") if value else translate("Settings", "off")
        if self.kind is Kind.CHOICE:
            return dict(self.choices).get(value, str(value))
        if self.kind is Kind.TEXT:
            return str(value) or translate("Settings", "empty")
        return number(value)

    def problem(self, value: Any) -> str:
        """Return one sentence saying why the value is not allowed, "" when it is."""
        try:
            TypeAdapter(self.annotation).validate_python(value)
        except ValidationError as error:
            found = error.errors(include_url=False)[0]
            if found["type"] == "value_error":  # a check of our own, with a sentence of its own
                return str(found["ctx"]["error"])
            return self._sentence(found["type"])
        return ""

    def _range(self) -> str:
        low, high = (None if bound is None else number(bound) for bound in (self.low, self.high))
        if low is not None and high is not None:
            return translate("Settings", "{low} to {high}").format(low=low, high=high)
        if low is not None:
            return translate("Settings", "{low} or more").format(low=low)
        if high is not None:
            return translate("Settings", "{high} or less").format(high=high)
        whole, any_ = translate("Settings", "a whole number"), translate("Settings", "a number")
        return whole if self.kind is Kind.WHOLE else any_

    def _sentence(self, why: str) -> str:
        if why == "string_pattern_mismatch":
            return translate(
                "Settings", "This does not have the right form: an address begins with https:// or http://."
            )
        if why == "string_too_long":
            return counted("Settings", "This is too long: %n character(s) at most.", self.max_length)
        return translate("Settings", "Allowed: {allowed}.").format(allowed=self.allowed or self.info.allowed)


@dataclass(frozen=True)
class PagePlan:
    """One group of settings."""

    key: str
    """Dotted key of the group: "coaching.cues"."""
    name: str
    """Its English title."""
    purpose: str
    """One English sentence on what the group is for."""
    fields: tuple[FieldPlan, ...]

    @property
    def title(self) -> str:
        """Its title."""
        return translated("Settings", self.name)

    @property
    def intro(self) -> str:
        """One sentence on what the group is for."""
        return translated("Settings", self.purpose)

    def matching(self, words: str) -> frozenset[str]:
        """Return the keys of the fields that a search finds: every word in label, key or page title."""
        wanted = words.casefold().split()
        return frozenset(
            field.key
            for field in self.fields
            if all(word in f"{self.title} {field.title} {field.key}".casefold() for word in wanted)
        )


@cache
def pages() -> tuple[PagePlan, ...]:
    """Return all pages, in the order of the settings table."""
    infos = {info.key: info for info in setting_infos()}
    return tuple(_pages(Settings, "", infos))


def _pages(group: type, above: str, infos: dict[str, SettingInfo]) -> Iterator[PagePlan]:
    fields = fields_of(group)
    own = [name for name, info in fields.items() if not is_group(info.annotation)]
    if own:
        key = above.removesuffix(".")
        purpose = (group.__doc__ or "").split("\n\n")[0].replace("\n", " ").strip()
        plans = tuple(_field(fields[name], infos[f"{above}{name}"]) for name in own)
        yield PagePlan(key, page_name(key), purpose, plans)
    for name, info in fields.items():
        if is_group(info.annotation):
            yield from _pages(info.annotation, f"{above}{name}.", infos)  # type: ignore[arg-type]


def _field(field: FieldInfo, info: SettingInfo) -> FieldPlan:
    annotation: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    choices = get_args(field.annotation) if get_origin(field.annotation) is Literal else ()
    return FieldPlan(
        info=info,
        kind=_kind(field.annotation),
        low=max(_limits(field, "ge"), default=None),
        high=min(_limits(field, "le"), default=None),
        max_length=int(min(_limits(field, "max_length"), default=0)),
        names=tuple((str(choice), choice_name(info.key, str(choice))) for choice in choices),
        annotation=annotation,
    )


def _kind(annotation: Any) -> Kind:
    if get_origin(annotation) is Literal:
        return Kind.CHOICE
    return {bool: Kind.SWITCH, int: Kind.WHOLE, float: Kind.NUMBER}.get(annotation, Kind.TEXT)


def _limits(field: FieldInfo, name: str) -> list[float]:
    """Return all bounds of a kind: a type with limits of its own may be narrowed by a field."""
    return [getattr(bound, name) for bound in field.metadata if getattr(bound, name, None) is not None]
