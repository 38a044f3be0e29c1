"""Classes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "classroom",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("owner_hash", sa.String(64), nullable=False),
        sa.Column("phrase_hash", sa.String(64), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("path", sa.String(10), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("revealed", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delete_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_classroom"),
        sa.UniqueConstraint("code", name="uq_classroom_code"),
        sa.UniqueConstraint("owner_hash", name="uq_classroom_owner_hash"),
        sa.UniqueConstraint("phrase_hash", name="uq_classroom_phrase_hash"),
    )
    op.create_index("ix_classroom_delete_on", "classroom", ["delete_on"])
    op.create_table(
        "class_entry",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer, "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("class_id", sa.String(22), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("once_hash", sa.String(64), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("mark", sa.String(12), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_class_entry"),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["classroom.id"],
            name="fk_class_entry_class_id_classroom",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("class_id", "round", "once_hash", name="uq_class_entry_once"),
    )
    op.create_index("ix_class_entry_waiting", "class_entry", ["class_id", "round", "waiting"])
    op.create_table(
        "class_snapshot",
        sa.Column("class_id", sa.String(22), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("persons", sa.BigInteger(), nullable=False),
        sa.Column("sums", sa.Text(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("class_id", "round", name="pk_class_snapshot"),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["classroom.id"],
            name="fk_class_snapshot_class_id_classroom",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "class_view",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer, "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("class_id", sa.String(22), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_class_view"),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["classroom.id"],
            name="fk_class_view_class_id_classroom",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_class_view_class_id", "class_view", ["class_id"])


def downgrade() -> None:
    op.drop_index("ix_class_view_class_id", table_name="class_view")
    op.drop_table("class_view")
    op.drop_table("class_snapshot")
    op.drop_index("ix_class_entry_waiting", table_name="class_entry")
    op.drop_table("class_entry")
    op.drop_index("ix_classroom_delete_on", table_name="classroom")
    op.drop_table("classroom")
