"""What this laptop remembers of a school's folder: its own name there, and which locks held."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from trent_desktop import files
from trent_desktop.problems import Problem
from trent_desktop.storage.atomic_file import write_whole
from trent_desktop.storage.beside.proving import Verdict

_FILE = "beside.json"
#: A laptop that was not met again for so long may be gone for good, or mended.
_FORGOTTEN = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether two laptops can use the folder at once. `proved` is the last day on which they could.

    `lies`: they could not, when it was last tried with one of them. `tried` is that day.
    """

    proved: dt.date | None = None
    lies: bool = False
    tried: dt.date | None = None


class Memory:
    """Kept in this laptop's own folder for the place, and not with one member: it is about how

    this laptop reaches this folder, whoever is signed in. What cannot be kept is tried again.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        said = self._read()
        kept = said.get("laptop")
        self.laptop = kept if isinstance(kept, str) and kept else secrets.token_hex(8)
        self._met: dict[str, tuple[bool, dt.date]] = {}
        for laptop, met in _dict(said.get("met")).items():
            with suppress(TypeError, ValueError, KeyError):
                self._met[laptop] = (bool(met["hold"]), dt.date.fromisoformat(met["day"]))
        if not kept:
            self._keep()

    def note(self, verdict: Verdict, day: dt.date) -> None:
        """Remember what came of a trial."""
        before = self._met.get(verdict.laptop)
        if before != (verdict.hold, day):
            self._met[verdict.laptop] = (verdict.hold, day)
            self._keep()

    def standing(self, today: dt.date) -> Standing:
        """What all trials come to."""
        held = [day for hold, day in self._met.values() if hold]
        failed = [day for hold, day in self._met.values() if not hold and today - day <= _FORGOTTEN]
        days = [*held, *failed]
        return Standing(max(held, default=None), bool(failed), max(days, default=None))

    def _read(self) -> dict[str, Any]:
        with suppress(OSError, ValueError):
            return _dict(json.loads(files.read(self._path)))
        return {}

    def _keep(self) -> None:
        met = {
            laptop: {"hold": hold, "day": day.isoformat()}
            for laptop, (hold, day) in self._met.items()
        }
        said = {"laptop": self.laptop, "met": met}
        with suppress(OSError, Problem):
            files.make_folder(self._path.parent, parents=True)
            write_whole(self._path, json.dumps(said).encode("utf-8"))


def _dict(found: object) -> dict[str, Any]:
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}
