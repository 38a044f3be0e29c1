"""What other sites frame: a shared result and the questions, with documented events and oEmbed.

Frames work without any cookie. Their addresses begin with /embed/, where `security.py` lets other
sites frame them; everything else stays unframed.
"""

from flask import Blueprint

bp = Blueprint("embed", __name__)

from app.embed import campaign, hosts, oembed, quiz, routes  # noqa: E402, F401
