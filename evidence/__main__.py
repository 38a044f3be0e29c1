"""``python -m evidence build --raw DIR``: make the tables of evidence/data again."""

import argparse
import sys
from pathlib import Path

from evidence.build import build
from evidence.rows import DATA
from footprint_model import ModelError


def main() -> int:
    """Run the command; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evidence", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("build", help="raw downloads to the tables of evidence/data")
    command.add_argument("--raw", type=Path, required=True, metavar="DIR")
    options = parser.parse_args()
    try:
        names = build(options.raw, DATA)
    except ModelError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print("written:", ", ".join(names) or "nothing")
    return 0


if __name__ == "__main__":
    sys.exit(main())
