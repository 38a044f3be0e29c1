"""``python -m footprint_model``"""

import sys

from footprint_model.cli import main

sys.exit(main())
