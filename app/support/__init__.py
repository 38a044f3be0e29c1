"""For people in need and people who notice: help lines, signs, and how we speak of it all."""

from app.support import commands
from app.support.routes import bp, help_page

commands.register(bp)

__all__ = ["bp", "help_page"]
