"""Campaigns."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("slug", sa.String(40), nullable=False),
        sa.Column("owner_hash", sa.String(64), nullable=False),
        sa.Column("phrase_hash", sa.String(64), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("delete_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_campaign"),
        sa.UniqueConstraint("slug", name="uq_campaign_slug"),
        sa.UniqueConstraint("owner_hash", name="uq_campaign_owner_hash"),
        sa.UniqueConstraint("phrase_hash", name="uq_campaign_phrase_hash"),
    )
    op.create_index("ix_campaign_delete_on", "campaign", ["delete_on"])
    op.create_table(
        "campaign_entry",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer, "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("campaign_id", sa.String(22), nullable=False),
        sa.Column("once_hash", sa.String(64), nullable=False),
        sa.Column("figures", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_campaign_entry"),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
            name="fk_campaign_entry_campaign_id_campaign",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("campaign_id", "once_hash", name="uq_campaign_entry_once"),
    )
    op.create_index(
        "ix_campaign_entry_waiting",
        "campaign_entry",
        ["campaign_id"],
        postgresql_where=sa.text("figures IS NOT NULL"),
        sqlite_where=sa.text("figures IS NOT NULL"),
    )
    op.create_table(
        "campaign_total",
        sa.Column("campaign_id", sa.String(22), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("campaign_id", "name", name="pk_campaign_total"),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
            name="fk_campaign_total_campaign_id_campaign",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    op.drop_table("campaign_total")
    op.drop_index("ix_campaign_entry_waiting", table_name="campaign_entry")
    op.drop_table("campaign_entry")
    op.drop_index("ix_campaign_delete_on", table_name="campaign")
    op.drop_table("campaign")
