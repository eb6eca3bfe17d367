"""Chooses the attacks and runs them."""

import argparse
import os
import sys

import arithmetic
import housekeeping
import ledgers
import loads
import packs
from desk import Desk

ATTACKS = [*ledgers.ATTACKS, *loads.ATTACKS, *housekeeping.ATTACKS, *arithmetic.ATTACKS]


def main():
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    parser = argparse.ArgumentParser(prog="attack.sh")
    parser.add_argument("--command", default=os.path.join(root, ".build/release/plumbline"))
    parser.add_argument("--rules", default=os.path.join(root, "Rules"))
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("attacks", nargs="*")
    options = parser.parse_args()
    if options.list:
        for attack in ATTACKS:
            print(f"{attack.__name__}: {attack.__doc__.splitlines()[0]}")
        return 0
    desk = Desk(options.command, options.rules, options.scale)
    packs.require_what_is_there(options.rules)
    print(f"a stop without a ledger takes {desk.bare_stop():.3f} s here", flush=True)
    for attack in ATTACKS:
        if options.attacks and attack.__name__ not in options.attacks:
            continue
        try:
            attack(desk)
        except Exception as error:  # An unexpected error is a failure of the attack, and is reported.
            desk.verdict(attack.__name__, False, f"the attack itself failed: {error!r}")
    print(f"{sum(desk.results)} of {len(desk.results)} held", flush=True)
    return 0 if all(desk.results) else 1


if __name__ == "__main__":
    sys.exit(main())
