"""Campaigns and their counts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("slug", sa.String(40), nullable=False),
        sa.Column("admin_hash", sa.String(64), nullable=False),
        sa.Column("phrase_hash", sa.String(64), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_campaign"),
    )
    op.create_index("ix_campaign_ends_at", "campaign", ["ends_at"])
    op.create_table(
        "campaign_entry",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("slug", sa.String(40), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["slug"],
            ["campaign.slug"],
            name="fk_campaign_entry_slug_campaign",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_campaign_entry"),
    )
    op.create_index("ix_campaign_entry_slug", "campaign_entry", ["slug"])
    op.create_table(
        "campaign_total",
        sa.Column("slug", sa.String(40), nullable=False),
        sa.Column("totals", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["slug"],
            ["campaign.slug"],
            name="fk_campaign_total_slug_campaign",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("slug", name="pk_campaign_total"),
    )


def downgrade() -> None:
    op.drop_table("campaign_total")
    op.drop_index("ix_campaign_entry_slug", table_name="campaign_entry")
    op.drop_table("campaign_entry")
    op.drop_index("ix_campaign_ends_at", table_name="campaign")
    op.drop_table("campaign")
