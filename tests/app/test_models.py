"""What is kept, and what is not."""

from datetime import UTC, datetime

from app.models import Base, CampaignEntry, ClassEntry, ErrorReport, SharedResult


def test_the_only_tables_are_reports_shared_results_campaigns_classes_and_courses():
    """Answers are never stored; a new table must come with a decision."""
    assert set(Base.metadata.tables) == {
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


def test_an_entry_of_a_campaign_has_no_column_for_a_person_an_answer_or_a_time():
    assert set(CampaignEntry.__table__.columns.keys()) == {
        "id",
        "campaign_id",
        "once_hash",
        "figures",
    }


def test_a_shared_result_has_no_column_for_a_person_or_an_answer():
    assert set(SharedResult.__table__.columns.keys()) == {
        "key",
        "owner_hash",
        "shown",
        "language",
        "model_version",
        "data_version",
        "created_at",
        "expires_at",
    }


def test_a_report_has_no_column_for_a_person():
    assert set(ErrorReport.__table__.columns.keys()) == {
        "id",
        "page",
        "text",
        "model_version",
        "data_version",
        "created_at",
    }


def test_ids_cannot_be_guessed():
    make_id = ErrorReport.__table__.c.id.default.arg
    ids = {make_id(None) for _ in range(100)}
    assert len(ids) == 100
    assert {len(name) for name in ids} == {22}


def test_the_time_is_now_and_has_a_zone():
    now = ErrorReport.__table__.c.created_at.default.arg(None)
    assert now.tzinfo is UTC
    assert abs((datetime.now(UTC) - now).total_seconds()) < 5


def test_an_entry_of_a_class_has_no_column_for_a_person_or_an_answer():
    assert not {"name", "answers", "address"} & set(ClassEntry.__table__.columns.keys())
