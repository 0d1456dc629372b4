"""Run the table of every write against every fault, and write `docs/reliability.md`.

python3 start.py reliability                all of it, and a hundred mornings
python3 start.py reliability --sample       one place a cell, drawn by the commit, in 6 minutes
python3 start.py reliability --write SEND --fault FULL --places 40      a cell, looked at closely
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Sequence

from tests.failing.folder import MISSING
from tests.reliability.cell import Outcome
from tests.reliability.faults import Fault
from tests.reliability.known import KNOWN
from tests.reliability.mornings import run_mornings
from tests.reliability.page import PAGE, harms, page
from tests.reliability.table import Plan, commit, run_all, run_part, say
from tests.reliability.writes import Write

#: In seconds: how long tries are begun, and how long one may take. A sample's last try is over, or
#: ended, within six minutes: CI has little more. What waits for a busy machine has patience in a whole run.
_SAMPLE_S, _SAMPLE_CLOCK_S = 180.0, 90.0
_WHOLE_DAY_S, _CLOCK_S = 86_400.0, 600.0


def main() -> int:
    """See the module; 1 when something is wrong that is not known."""
    given = _arguments()
    if MISSING:
        print(f"The table cannot be run here: {MISSING}.", file=sys.stderr)
        return 2
    if given.part:
        logging.getLogger().addHandler(
            logging.NullHandler()
        )  # of what it tries there is much to log
        part, _, parts = given.part.partition("/")
        body = json.loads(given.plan)
        body |= {name: tuple(body[name]) for name in ("writes", "faults")}
        say(run_part(Plan(**body), int(part), int(parts), given.past))
        return 0
    narrowed = bool(given.write or given.fault)
    plan = Plan(
        1 if given.sample else given.places,
        commit() if given.sample else "all of it",
        _SAMPLE_S if given.sample else _WHOLE_DAY_S,
        _SAMPLE_CLOCK_S if given.sample else _CLOCK_S,
        tuple(given.write or (one.name for one in Write)),
        tuple(given.fault or (one.name for one in Fault)),
    )
    outcomes = run_all(plan)
    bad = told_of(outcomes)
    if not (narrowed or given.sample):
        PAGE.write_text(page(outcomes, None), encoding="utf-8")
        mornings = run_mornings(given.mornings) if given.mornings else None
        PAGE.write_text(page(outcomes, mornings), encoding="utf-8")
        print(f"Written: {PAGE}; {mornings}")
        bad = bad or bool(mornings and (mornings.damaged or mornings.lost))
    return int(bad)


def told_of(outcomes: Sequence[Outcome]) -> bool:
    """Print what is wrong; whether anything is that is not known, or nothing was tried at all.

    What is wrong counts also where the fault did not strike: then it is wrong on a good share.
    """
    struck = [one for one in outcomes if one.struck]
    wrong = [one for one in outcomes if one.wrong]
    for one in wrong:
        what = "; ".join(f"{harm}: {getattr(one, harm)}" for harm in harms(one))
        print(f"{one.write} {one.fault} ({one.place}): {what}")
    unknown = [one for one in wrong if (one.write, one.fault) not in KNOWN]
    print(f"{len(struck)} tries, {len(wrong)} wrong, {len(wrong) - len(unknown)} of them known.")
    return bool(unknown) or not struck


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="start.py reliability")
    parser.add_argument("--sample", action="store_true", help="one place a cell, within 6 minutes")
    parser.add_argument("--places", type=int, default=3, help="tries a cell (3)")
    parser.add_argument("--mornings", type=int, default=100, help="how many mornings (100)")
    parser.add_argument("--write", action="append", choices=[one.name for one in Write])
    parser.add_argument("--fault", action="append", choices=[one.name for one in Fault])
    parser.add_argument("--part", help=argparse.SUPPRESS)
    parser.add_argument("--plan", help=argparse.SUPPRESS)
    parser.add_argument("--past", type=int, default=0, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
