"""What the settings window shows, derived from the typed settings."""

import pytest

from app.settings import setting_infos
from app.settings_window.plan import FieldPlan, Kind, pages
from app.settings_window.wording import choice_name, everyday, everyday_rank, page_name
from app.translation.words import number as number_text

FIELDS = {field.key: field for page in pages() for field in page.fields}


def test_every_setting_has_one_field() -> None:
    """No setting is missing from the window, none stands twice."""
    keys = [field.key for page in pages() for field in page.fields]
    assert sorted(keys) == sorted(info.key for info in setting_infos())


def test_every_page_says_what_it_is_for() -> None:
    """Each page has a title of its own and one sentence."""
    titles = [page.title for page in pages()]
    assert len(set(titles)) == len(titles)
    assert all(page.intro and "\n" not in page.intro for page in pages())


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("overlay.click_through", Kind.SWITCH),
        ("overlay.theme", Kind.CHOICE),
        ("overlay.text_percent", Kind.WHOLE),
        ("vad.min_silence_s", Kind.NUMBER),
        ("listening.microphone", Kind.TEXT),
    ],
)
def test_kinds(key: str, kind: Kind) -> None:
    """The type of a setting decides its widget."""
    assert FIELDS[key].kind is kind


def test_hints() -> None:
    """A hint says what is allowed and what the default is."""
    assert FIELDS["vad.min_silence_s"].hint == "0.1 to 3 s · default 0.35"
    assert FIELDS["overlay.theme"].hint == "default: As the system"
    assert FIELDS["overlay.click_through"].hint == "default: off"
    assert FIELDS["listening.model"].hint == "default: empty"


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_defaults_are_allowed(field: FieldPlan) -> None:
    """No default is refused by its own field."""
    assert field.problem(field.info.default) == ""


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("vad.min_silence_s", 9.0, "Allowed: 0.1 to 3 s."),
        ("models.mirror", "ftp://x", "begins with https://"),
        ("hotkeys.pause", "x" * 41, "40 characters at most"),
    ],
)
def test_problems_are_sentences(key: str, value: object, sentence: str) -> None:
    """What is wrong is said in one sentence with the limits."""
    assert sentence in FIELDS[key].problem(value)


def test_a_check_of_our_own_says_what_is_wrong() -> None:
    """The agenda's sentence names the item that cannot be read."""
    agenda = FIELDS["coaching.agenda.items"]
    assert '"offer (survey": This bracket is never closed.' in agenda.problem("Survey: offer (survey")
    assert agenda.problem("verify identity; Survey: offer survey") == ""


def test_search_looks_at_labels_keys_and_pages() -> None:
    """A search finds a field by any words of label, key or page title, in any case."""
    overlay = next(page for page in pages() if page.key == "overlay")
    assert overlay.matching("TEXT size") == {"overlay.text_percent"}
    assert overlay.matching("fade_ms") == {"overlay.fade_ms"}
    assert len(overlay.matching("overlay")) == len(overlay.fields)
    assert overlay.matching("zebra") == frozenset()
    assert len(overlay.matching("")) == len(overlay.fields)


@pytest.mark.parametrize(("number", "text"), [(0.35, "0.35"), (14.0, "14"), (-33.0, "-33"), (5, "5"), (1e-7, "1e-07")])
def test_numbers_are_short(number: float, text: str) -> None:
    """A number is written as short as it can be."""
    assert number_text(number) == text
    assert float(text) == number


def test_words_for_what_is_not_listed() -> None:
    """A group or choice that nobody named gets a readable name from its key."""
    assert page_name("coaching.new_group") == "New group"
    assert choice_name("a.b", "very-new") == "Very new"
    assert not everyday("coaching.new_group")
    assert everyday_rank("listening") < everyday_rank("overlay") < everyday_rank("coaching.new_group")
