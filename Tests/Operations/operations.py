"""A first day and a bad night with the service, as Documentation/Operating.md has them.

Usage: operations.py PROGRAM COMMAND [FORMER]
PROGRAM is plumbline-serve, COMMAND plumbline, FORMER an earlier plumbline-serve that is replaced. Prints each command with what it printed;
what is not as it must be is printed as WRONG; exit 1. It mounts a small disk in a mount namespace of its own.
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from day import day  # noqa: E402
from desk import Desk  # noqa: E402
from night import night  # noqa: E402


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    if "PLUMBLINE_OPERATIONS" not in os.environ:
        os.environ["PLUMBLINE_OPERATIONS"] = "in a namespace"
        mapped = [] if os.geteuid() == 0 else ["--map-root-user"]
        os.execvp("unshare", ["unshare", "--mount", *mapped, sys.executable, "-B", os.path.abspath(__file__), *sys.argv[1:]])
    desk = Desk(*sys.argv[1:3])
    try:
        day(desk, sys.argv[3] if len(sys.argv) == 4 else None)
        night(desk)
    finally:
        desk.close()
    print(f"\noperations: {len(desk.wrong)} wrong", file=sys.stderr)
    sys.exit(1 if desk.wrong else 0)


if __name__ == "__main__":
    main()
