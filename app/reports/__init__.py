"""Report an error: a reader says what is wrong on a page."""

from app.reports.routes import bp

__all__ = ["bp"]
