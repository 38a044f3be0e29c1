"""Migrations on SQLite and on a real PostgreSQL: up, down, with rows in, and equal to the models."""

from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, select, text
from sqlalchemy.orm import Session

from app.database import alembic_config
from app.models import ErrorReport, SharedResult

TABLES = {
    "campaign",
    "campaign_entry",
    "campaign_total",
    "class_entry",
    "class_snapshot",
    "class_view",
    "classroom",
    "course_class",
    "error_report",
    "shared_result",
    "used_nonce",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request, tmp_path):
    if request.param == "sqlite":
        engine = create_engine(f"sqlite:///{tmp_path / 'm.sqlite3'}")
    else:
        engine = create_engine(request.getfixturevalue("empty_postgres"))
    assert engine.dialect.name == request.param
    yield engine
    engine.dispose()


def tables(engine):
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_there_is_one_line_of_migrations(engine):
    assert len(ScriptDirectory.from_config(alembic_config(engine)).get_heads()) == 1


def test_the_newest_migration_equals_the_models(engine):
    config = alembic_config(engine)
    command.upgrade(config, "head")
    command.check(config)


def test_check_notices_a_difference(engine):
    """The check above must be able to fail."""
    config = alembic_config(engine)
    command.upgrade(config, "head")
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE error_report ADD COLUMN email VARCHAR(10)"))
    with pytest.raises(Exception, match="email"):
        command.check(config)


def test_up_down_and_up_again(engine):
    config = alembic_config(engine)
    command.upgrade(config, "head")
    assert tables(engine) == TABLES
    command.downgrade(config, "base")
    assert tables(engine) == set()
    command.upgrade(config, "head")
    assert tables(engine) == TABLES


def test_each_step_goes_up_down_and_up_with_rows_in(engine):
    config = alembic_config(engine)
    revisions = [r.revision for r in ScriptDirectory.from_config(config).walk_revisions()][::-1]
    for revision in revisions:
        command.upgrade(config, revision)
        fill(engine)
        if revision != revisions[0]:
            command.downgrade(config, "-1")
            assert count(engine) == 1
            command.upgrade(config, revision)
        assert count(engine) == 1
        empty(engine)


def fill(engine):
    """Put a row in with plain SQL: the models may be ahead of this revision."""
    row = {"id": "r" * 22, "now": datetime.now(UTC)}
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO error_report (id, page, text, model_version, data_version, created_at)"
                " VALUES (:id, '/en/', 'wrong', '1', 'd', :now)"
            ),
            row
            if engine.dialect.name == "postgresql"
            else row | {"now": row["now"].isoformat(" ")},
        )


def count(engine):
    with engine.connect() as connection:
        return connection.execute(text("SELECT count(*) FROM error_report")).scalar()


def empty(engine):
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM error_report"))


def test_a_row_written_by_the_model_comes_back(engine):
    command.upgrade(alembic_config(engine), "head")
    words = "née 数 عربي\n" * 100
    with Session(engine) as session:
        session.add(ErrorReport(page="/en/", text=words, model_version="1", data_version="d"))
        session.commit()
        [report] = session.scalars(select(ErrorReport))
        assert report.text == words
        assert len(report.id) == 22


def test_a_shared_result_comes_back_with_its_end(engine):
    command.upgrade(alembic_config(engine), "head")
    end = datetime(2027, 11, 25, 12, tzinfo=UTC)
    with Session(engine) as session:
        session.add(
            SharedResult(
                owner_hash="h" * 64,
                shown='{"days":0.8}',
                language="en",
                model_version="1",
                data_version="d",
                expires_at=end,
            )
        )
        session.commit()
        [row] = session.scalars(select(SharedResult))
        assert len(row.key) == 22
        assert row.expires_at.replace(tzinfo=UTC) == end


def test_constraints_have_names_by_rule(engine):
    command.upgrade(alembic_config(engine), "head")
    assert inspect(engine).get_pk_constraint("error_report")["name"] == "pk_error_report"
    [index] = inspect(engine).get_indexes("error_report")
    assert index["name"] == "ix_error_report_created_at"


def test_sqlite_is_set_up_at_each_connection(app):
    from app.extensions import db

    with app.app_context(), db.engine.connect() as connection:
        values = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("foreign_keys", "journal_mode", "busy_timeout")
        }
    assert values == {"foreign_keys": 1, "journal_mode": "wal", "busy_timeout": 5000}


def test_the_site_keeps_a_report_in_postgresql(empty_postgres, make_app):
    from app.extensions import db
    from app.reports import storage

    site = make_app(database_url=empty_postgres)
    with site.app_context():
        command.upgrade(alembic_config(db.engine), "head")
        storage.keep("/en/result", "a wrong number")
        assert [report.text for report in storage.newest_first()] == ["a wrong number"]
        assert storage.purge(days=0) == 1
        assert site.test_client().get("/health").json["database"] == "reachable"
