"""Run every service on each kind of share, and write `docs/shares.md`.

python3 start.py shares                        all of it: some minutes
python3 start.py shares --share STAND_IN --only "sign in" --only "cases.send"
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from tests.failing.as_windows import as_windows
from tests.memory import memory_disk
from tests.shares.page import PAGE, page
from tests.shares.table import Cell, Share, rows, run

ROOT = Path(__file__).parents[2]
_NEWS = 20


def main() -> int:
    """See the module; 1 when something is wrong."""
    parser = argparse.ArgumentParser(prog="tests.shares")
    parser.add_argument("--share", action="append", choices=[one.name for one in Share])
    parser.add_argument("--only", action="append", help="a row, or how its write is called")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    wanted = [
        one
        for one in rows()
        if not given.only or one in given.only or one.partition(" ")[2] in given.only
    ]
    if given.child:
        for cell in run(Share[given.share[0]], wanted):
            print(json.dumps(asdict(cell)), flush=True)
        return 0
    shares = [Share[name] for name in given.share or [one.name for one in Share]]
    for share in shares:
        if share.value[1]:
            print(f"{share.name}: {share.value[1]}", file=sys.stderr)
    there = [share for share in shares if not share.value[1]]
    with ThreadPoolExecutor(len(shares)) as pool:
        cells = [
            cell for found in pool.map(lambda one: in_a_child(one, wanted), there) for cell in found
        ]
    print(f"{len(cells)} tries, {sum(bool(one.wrong) for one in cells)} wrong.")
    if not given.only and not given.share:
        PAGE.write_text(page(cells), "utf-8")
    return int(any(one.wrong for one in cells))


def in_a_child(share: Share, wanted: list[str]) -> list[Cell]:
    """What these come to on a share; each share has a process of its own."""
    base = Path(tempfile.mkdtemp(prefix="trent-shares-", dir=memory_disk()))
    there = base / "there"
    environment = as_windows(there) if share is Share.STAND_IN else dict(os.environ)
    command = [sys.executable, "-m", "tests.shares", "--child", "--share", share.name]
    for one in wanted:
        command += ["--only", one]
    cells: list[Cell] = []
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment | {"TRENT_SHARES_BASE": str(base), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if line.startswith("{"):
                cells.append(Cell(**json.loads(line)))
                if cells[-1].wrong:
                    print(f"{share.name}: {cells[-1].work}: {cells[-1].wrong}", flush=True)
                if len(cells) % _NEWS == 0:
                    print(f"{share.name}: {len(cells)} of {len(wanted)}", file=sys.stderr)
    missing = set(wanted) - {one.work for one in cells}
    return cells + [Cell(share.name, one, "it did not get so far") for one in sorted(missing)]


if __name__ == "__main__":
    sys.exit(main())
