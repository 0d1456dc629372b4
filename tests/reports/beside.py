"""One program at work on a school, as a process of its own. Run by a test, from either version's
folder: `beside.py PLACE ROOT WRITER READER HOW-MANY ALL`."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
import uuid
from pathlib import Path

try:
    from trent_desktop.opening import open_school
    from trent_desktop.reports.waiting.drafts import Draft
except ImportError:  # the rooms stood elsewhere in the last version
    from trent_desktop.reports.drafts import Draft  # type: ignore[no-redef]
    from trent_desktop.school.opening import open_school  # type: ignore[no-redef]
try:
    from trent_desktop.reports.index_values import CaseQuery
except ImportError:
    from trent_desktop.storage.local_index import CaseQuery  # type: ignore[no-redef]
from trent_desktop.reports.cases import Move

DEADLINE = 60.0


def main() -> None:
    place, root, writer, reader, how_many, together = sys.argv[1:]
    write = open_school(place, writer, "sample-school", root=Path(root) / writer)
    read = open_school(place, reader, "sample-school", root=Path(root) / reader)
    sent: list[str] = []
    for number in range(int(how_many)):
        now = dt.datetime.now(dt.UTC)
        answers = {
            "seen": f"Picture {number} of {writer}",
            "where": "https://www.example-pictures.net/volcano",
            "off_screen": "yes",
            "about_staff": "no",
            "happened_at": now.isoformat(timespec="minutes"),
            "class": {"id": None, "name": "4B"},
        }
        draft = Draft(uuid.uuid4(), "content", "quick", "", answers, (), now, now)
        write.drafts.keep(draft)
        found = write.cases.send(draft)
        sent.append(found.reference if not found.queued else f"waits: {found.why}")
    until = time.monotonic() + DEADLINE
    troubles: set[str] = set()
    rows = []
    while len(rows) < int(together) and time.monotonic() < until:
        # The last version had no words for it yet.
        said = getattr(read.follow(), "trouble", "")
        troubles.update({said} if said else ())
        rows = read.cases.page(CaseQuery(), limit=100).rows
        time.sleep(0.1)
    opened = {row.reference: read.cases.open_case(row.id) for row in rows}
    for case in opened.values():
        read.cases.act(
            case.summary.id,
            Move.NOTE,
            version=case.version,
            entry_id=uuid.uuid4(),
            words=f"Read by {reader}",
        )
    print(
        json.dumps(
            {
                "file": str(Path(sys.modules["trent_desktop"].__file__ or "")),
                "sent": sent,
                "saw": {name: case.summary.title for name, case in opened.items()},
                "troubles": sorted(troubles),
            }
        )
    )
    read.close()
    write.close()


if __name__ == "__main__":
    main()
