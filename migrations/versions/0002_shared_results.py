"""Shared results."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shared_result",
        sa.Column("key", sa.String(22), nullable=False),
        sa.Column("owner_hash", sa.String(64), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("language", sa.String(12), nullable=False),
        sa.Column("model_version", sa.String(40), nullable=False),
        sa.Column("data_version", sa.String(80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_shared_result"),
    )
    op.create_index("ix_shared_result_expires_at", "shared_result", ["expires_at"])


def downgrade() -> None:
    op.drop_index("ix_shared_result_expires_at", table_name="shared_result")
    op.drop_table("shared_result")
