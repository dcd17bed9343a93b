"""Upgrades of the schema: from every released one, with all data, after a copy of the file."""

from pathlib import Path
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.store import migrating
from app.store.connecting import engine_of
from app.store.migrating import SCHEMAS, backups_of, bring_up_to_date
from app.store.models import Base
from app.store.opening import open_store
from app.store.retention import scrub

KEY = bytes(range(32))
RELEASED = Path(__file__).parent / "released"
SESSION = UUID("019cadc6-9a80-7000-8000-000000000001")


def old_database(file: Path, schema: str, key: bytes | None = None) -> None:
    """Make the database that a release left: its schema by its own script, its rows from a dump made with it."""
    engine = engine_of(file, key)
    bring_up_to_date(engine, file, schema)
    with engine.begin() as connection:
        for statement in (RELEASED / f"{schema}.sql").read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                connection.exec_driver_sql(statement)
    engine.dispose()


def test_the_scripts_and_the_list_of_schemas_agree() -> None:
    """Every script is in the list, in its order; there is one way from the first to the last."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrating.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert [script.revision for script in scripts.walk_revisions()] == list(reversed(SCHEMAS))


def test_the_scripts_make_the_models_tables(tmp_path: Path) -> None:
    """A database made by the scripts has exactly the tables, columns and indices of the models."""
    with open_store(tmp_path / "sessions.db") as store, store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize("key", [None, KEY])
@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_released_schema_is_brought_up_with_its_data(schema: str, key: bytes | None, tmp_path: Path) -> None:
    """Sessions, flags, cues, notes and views that an old release kept are there after the upgrade."""
    file = tmp_path / "sessions.db"
    old_database(file, schema, key)
    with open_store(file, key) as store:
        detail = store.detail(SESSION)
        assert detail.row.reference == "CRM-1"
        assert detail.row.score == detail.summary.score.total == 86.0
        assert [kept.detection.rule_id for kept in detail.detections] == ["dead-end"]
        assert detail.detections[0].dispute is not None
        assert [kept.cue.cue_id for kept in detail.cues] == [1]
        assert [note.text for note in detail.notes] == ["Spoke with the customer again."]
        assert [view.viewer for view in detail.views] == ["sam"]
        assert detail.can_replay
        assert store.replay_log(SESSION)
    assert len(backups_of(file)) == (schema != SCHEMAS[-1])


@pytest.mark.parametrize("schema", SCHEMAS[:-1])
def test_the_copy_is_the_file_as_it_was(schema: str, tmp_path: Path) -> None:
    """The copy that an upgrade made opens with the old schema and holds the sessions; scrubbing deletes it."""
    file = tmp_path / "sessions.db"
    old_database(file, schema)
    with open_store(file) as store:
        (backup,) = backups_of(file)
        engine = engine_of(backup, None)
        with engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == schema
            assert connection.exec_driver_sql("SELECT count(*) FROM session").scalar() == 1
        engine.dispose()
        scrub(store)
        assert backups_of(file) == []


def test_an_upgrade_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a script breaks off in the middle, the old schema and all sessions are there."""
    file = tmp_path / "sessions.db"
    old_database(file, SCHEMAS[0])

    def half(connection: object, schema: str) -> None:
        connection.exec_driver_sql("DROP TABLE cue")  # type: ignore[attr-defined]
        raise RuntimeError(schema)

    monkeypatch.setattr(migrating, "_run_scripts", half)
    monkeypatch.setattr(migrating, "SCHEMAS", (*SCHEMAS, "next"))
    engine = engine_of(file, None)
    with pytest.raises(RuntimeError):
        bring_up_to_date(engine, file, "next")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM cue").scalar() == 1
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == SCHEMAS[0]
    engine.dispose()


def test_an_up_to_date_file_is_opened_without_alembic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as nothing is to do no script is loaded: that would cost a second."""
    file = tmp_path / "sessions.db"
    open_store(file).close()
    monkeypatch.setattr(migrating, "_run_scripts", None)
    open_store(file).close()
