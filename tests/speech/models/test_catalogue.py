"""The catalogue that ships, and how it refuses to be wrong."""

import pytest
from pydantic import ValidationError

from speech.errors import ModelError
from speech.models import catalogue as module
from speech.models.catalogue import Catalogue, ModelEntry, catalogue

_SHA = "0" * 64


def entry(**changes: object) -> ModelEntry:
    """An entry with some of its values changed."""
    values = {
        "id": "a",
        "language": "A",
        "language_code": "a",
        "name": "vosk-model-a-1",
        "size_bytes": 1,
        "licence": "",
        "note": "",
    }
    return ModelEntry(**{**values, **changes})  # type: ignore[arg-type]


def test_the_default_is_the_small_american_model() -> None:
    """The default is the model with the published size and checksum of the design."""
    chosen = catalogue().find(catalogue().default)
    assert chosen.name == "vosk-model-small-en-us-0.15"
    assert chosen.size_bytes == 41_205_931
    assert chosen.sha256 == "30f26242c4eb449f948e42cb302dd7a686cb29a3423a8367f99ff41780942498"


def test_every_checksum_has_two_sources() -> None:
    """Where a checksum stands, at least two different sources are named; where none stands, none is."""
    for each in catalogue().model:
        assert len(set(each.sources)) >= 2 if each.sha256 else not each.sources, each.id


def test_models_are_found_by_id_and_by_official_name() -> None:
    """Id, official name and archive name, in any case, mean the same model."""
    wanted = catalogue().find("small-de")
    for name in ("SMALL-DE", " small-de ", "vosk-model-small-de-0.15", "vosk-model-small-de-0.15.zip"):
        assert catalogue().find(name) is wanted


@pytest.mark.parametrize(
    ("typed", "meant"), [("smal-en-us", "small-en-us"), ("small-en-uk", "small-en-us"), ("lgraph", "en-us-lgraph")]
)
def test_an_unknown_model_brings_the_nearest_one(typed: str, meant: str) -> None:
    """A typing mistake is answered with the model that was probably meant."""
    with pytest.raises(ModelError, match=f"no model called '{typed}'.*Did you mean `{meant}`"):
        catalogue().find(typed)


def test_a_name_like_no_other_brings_the_list() -> None:
    """Where nothing is near, only the list is named."""
    with pytest.raises(ModelError) as caught:
        catalogue().find("zzzzzz")
    assert caught.value.mend == "`sotto models list` shows all of them."


@pytest.mark.parametrize("mirror", ["https://mirror.example/vosk", "https://mirror.example/vosk/"])
def test_a_mirror_replaces_the_official_address(mirror: str) -> None:
    """The company's copy holds the archives under their official names."""
    de = catalogue().find("small-de")
    assert catalogue().url_of(de) == "https://alphacephei.com/vosk/models/vosk-model-small-de-0.15.zip"
    assert catalogue().url_of(de, mirror) == "https://mirror.example/vosk/vosk-model-small-de-0.15.zip"


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "../up"},
        {"id": "With-Capitals"},
        {"id": "ends-in-dot."},
        {"name": "vosk-model/../../x"},
        {"name": "model"},
        {"size_bytes": 0},
        {"sha256": "12ab"},
        {"sha256": _SHA, "sources": ("one", "one")},
    ],
)
def test_a_wrong_entry_is_refused(changes: dict[str, object]) -> None:
    """Names that could lead out of the folder, impossible sizes, and checksums that nobody vouches for are errors."""
    with pytest.raises(ValidationError):
        entry(**changes)


def test_ids_are_unique_and_the_default_exists() -> None:
    """A catalogue with one id twice, one name twice or an unknown default is an error."""
    twice, unknown = (entry(), entry(name="vosk-model-b-1")), (entry(),)
    for models, default in ((twice, "a"), ((entry(), entry(id="b")), "a"), (unknown, "b")):
        with pytest.raises(ValidationError):
            Catalogue(schema_version=1, base_url="https://x", default=default, model=models)


def test_a_damaged_catalogue_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged installation says so instead of showing a parser's error."""
    monkeypatch.setattr(module.tomllib, "loads", lambda _: {"schema_version": 2})
    catalogue.cache_clear()
    with pytest.raises(ModelError, match="catalogue of models that ships with Sotto is damaged"):
        catalogue()
    monkeypatch.undo()
    assert catalogue().model
