"""What the explore page must know about the plotly.js that `flask assets vendor` wrote."""

from __future__ import annotations

import re
from functools import cache

from app.static_files import SOURCE

SCRIPT = SOURCE / "vendor" / "plotly.min.js"
STYLE_ID = re.compile(r'getElementById\("([0-9a-f]{64})"\)')


@cache
def style_ids() -> tuple[str, ...]:
    """Ids under which the library would add inline styles, which our policy refuses.

    It adds none where an element of that id is on the page already. The rules are those of tile
    maps, which we do not draw; the ids change with the library's version.
    """
    if not SCRIPT.exists():
        return ()
    return tuple(sorted(set(STYLE_ID.findall(SCRIPT.read_text(encoding="utf-8")))))
