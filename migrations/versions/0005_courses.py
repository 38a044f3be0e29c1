"""Classes of courses on learning platforms."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "course_class",
        sa.Column("course_hash", sa.String(64), nullable=False),
        sa.Column("class_id", sa.String(22), nullable=False),
        sa.PrimaryKeyConstraint("course_hash", name="pk_course_class"),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["classroom.id"],
            name="fk_course_class_class_id_classroom",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_course_class_class_id", "course_class", ["class_id"])
    op.create_table(
        "used_nonce",
        sa.Column("nonce_hash", sa.String(64), nullable=False),
        sa.Column("forget_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("nonce_hash", name="pk_used_nonce"),
    )
    op.create_index("ix_used_nonce_forget_at", "used_nonce", ["forget_at"])


def downgrade() -> None:
    op.drop_index("ix_used_nonce_forget_at", table_name="used_nonce")
    op.drop_table("used_nonce")
    op.drop_index("ix_course_class_class_id", table_name="course_class")
    op.drop_table("course_class")
