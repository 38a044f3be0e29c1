"""Courses on learning platforms and their classes, without anybody's name.

A course is known by a hash that only this site can make. What a launch allows is written into the
address it leads to, signed and short-lived, so that nothing about whoever came has to be kept.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import msgspec
from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.groups.owners import kept
from app.groups.today import today
from app.models import Classroom, CourseClass

MAKING_HOURS = 2  # to fill in a form in peace
TEACHING_HOURS = 12  # a screen must not go dark in a lesson
LONGEST = 400
MARK = 16  # of the link's hash, so that a new link ends the admissions before it


def hash_of(*parts: str) -> str:
    """The hash of a course: of its platform, the platform's client, the deployment, its own id there."""
    key = str(current_app.secret_key).encode()
    return hmac.new(key, json.dumps(["course", *parts]).encode(), "sha256").hexdigest()


def class_of(course: str) -> Classroom | None:
    """The class of a course, while it is there."""
    return db.session.scalar(
        select(Classroom)
        .join(CourseClass, CourseClass.class_id == Classroom.id)
        .where(CourseClass.course_hash == course, Classroom.delete_on > today())
    )


def connect(course: str, code: str) -> bool:
    """Make the class with this code the one of a course; it goes again if somebody else was faster."""
    class_id = db.session.scalars(select(Classroom.id).where(Classroom.code == code)).one()
    db.session.add(CourseClass(course_hash=course, class_id=class_id))
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        db.session.execute(delete(Classroom).where(Classroom.id == class_id))
        db.session.commit()
        return False
    return True


def invite(course: str) -> str:
    """Lets whoever has it make the class of a course."""
    return _signer("course").dumps(course)


def invited(token: str) -> str:
    """The course of an invitation; empty when it is too old or not ours."""
    found: str | None = _read("course", token, MAKING_HOURS, str)
    return found or ""


def admit(row: Classroom) -> str:
    """Takes the place of the teacher's link for some hours."""
    return _signer("teacher").dumps([row.id, _mark(row)])


def admitted(token: str) -> Classroom | None:
    """The class of an admission, unless it was deleted or its link was replaced."""
    found = _read("teacher", token, TEACHING_HOURS, tuple[str, str])
    if found is None:
        return None
    row = kept(Classroom, Classroom.id == found[0])
    return row if row is not None and _mark(row) == found[1] else None


def _mark(row: Classroom) -> str:
    return hashlib.sha256(row.owner_hash.encode()).hexdigest()[:MARK]


def _read(kind: str, token: str, hours: int, expected: Any) -> Any:
    if not token or len(token) > LONGEST:
        return None
    try:
        return msgspec.convert(_signer(kind).loads(token, max_age=hours * 3600), expected)
    except (BadData, msgspec.ValidationError):
        return None


def _signer(kind: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=f"course-{kind}")
