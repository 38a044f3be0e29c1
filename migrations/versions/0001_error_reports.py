"""Error reports."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "error_report",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("page", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("model_version", sa.String(40), nullable=False),
        sa.Column("data_version", sa.String(80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_error_report"),
    )
    op.create_index("ix_error_report_created_at", "error_report", ["created_at"])


def downgrade() -> None:
    op.drop_index("ix_error_report_created_at", table_name="error_report")
    op.drop_table("error_report")
