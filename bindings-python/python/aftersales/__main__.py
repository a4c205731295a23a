"""``python -m aftersales`` is the command ``aftersales``."""

from __future__ import annotations

import sys


def run() -> None:
    """Runs the command and leaves with its exit code."""
    from aftersales._cli import main

    sys.exit(main())


if __name__ == "__main__":
    run()
