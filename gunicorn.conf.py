"""How the site is served; gunicorn reads this file by itself. Its command line overrules it."""

import gc
from typing import Any

workers = 2
threads = 8
control_socket_disable = True
loglevel = "warning"


def post_worker_init(_worker: Any) -> None:
    """Leave what every request shares out of the search for garbage."""
    gc.collect()
    gc.freeze()
