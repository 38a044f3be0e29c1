"""The extensions, unbound; create_app binds them. Imports nothing of the application."""

from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf.csrf import CSRFProtect

db = SQLAlchemy()
csrf = CSRFProtect()
babel = Babel()
# Addresses are counted in memory (or Redis) for the length of the window and written nowhere else.
limiter = Limiter(key_func=get_remote_address)
