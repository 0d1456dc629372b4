"""Scanned files, page by page, off the GUI thread: codes found, forms recorded."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from trent_desktop.agreements.kinds import Consent
from trent_desktop.agreements.register.fields import together
from trent_desktop.agreements.register.returned import ScanOutcome
from trent_desktop.agreements.register.scanning import ScannedPage, scan_file
from trent_desktop.files import is_litter
from trent_desktop.problems import UnreadableFile

if TYPE_CHECKING:
    from trent_desktop.agreements.register.returns import ReturnService

#: What a folder is searched for; a file that is chosen by itself is looked at whatever its name.
SCANS: Final = (
    ".pdf", ".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".avif", ".heic",
    ".heif",
)  # fmt: skip

#: What is chosen on a form that was filled in on a screen; None where it says both yes and no.
Ticked = Mapping[Consent, bool | None]


def scans_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files themselves, and those in folders among them, by name; each once."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (one for one in path.rglob("*") if one.suffix.lower() in SCANS)
            found += sorted(one for one in inside if one.is_file() and not is_litter(one.name))
        else:
            found.append(path)
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class ScannedForm:
    """What became of one page: nothing found, or what its code came to.

    `ticked` is what was filled in on a screen, None where it says both; `trouble` says why a whole file was not read.
    """

    file: str = field(repr=False)
    page: int
    outcome: ScanOutcome | None
    ticked: Ticked = field(default_factory=dict[Consent, bool | None], repr=False)
    trouble: str = ""

    @property
    def needs_look(self) -> bool:
        """Whether somebody has to look at this page."""
        return self.outcome is None or self.outcome.kind.needs_look


@dataclass(frozen=True, slots=True)
class ScanResult:
    """All files. `stopped` says that somebody pressed Cancel; what was recorded stays."""

    files: tuple[str, ...] = field(repr=False)
    forms: tuple[ScannedForm, ...] = field(repr=False)
    stopped: bool

    def ticked(
        self, before: Mapping[uuid.UUID | None, Ticked]
    ) -> Mapping[uuid.UUID | None, Ticked]:
        """What is chosen on each form, also in what was read `before`: it may come in two copies."""
        found = dict(before)
        for one in self.forms:
            if one.outcome is not None and one.ticked:
                form = one.outcome.agreement_id
                found[form] = together((*found.get(form, {}).items(), *one.ticked.items()))
        return found

    @property
    def heading(self) -> str:
        """Which files."""
        return self.files[0] if len(self.files) == 1 else f"{len(self.files)} files"

    @property
    def words(self) -> str:
        """In one sentence."""
        outcomes = [one.outcome for one in self.forms if one.outcome is not None]
        recorded = sum(one.kind.is_recorded for one in outcomes)
        other = sum(one.kind.needs_look for one in outcomes)
        bad = sum(bool(one.trouble) for one in self.forms)
        without = [one for one in self.forms if one.outcome is None and not one.trouble]
        empty = len({(one.file, one.page) for one in without})
        parts = ["1 form is recorded" if recorded == 1 else f"{recorded} forms are recorded"]
        if other:
            parts.append("1 needs a look" if other == 1 else f"{other} need a look")
        if empty:
            parts.append(f"{empty} {'page has' if empty == 1 else 'pages have'} no code")
        if bad:
            parts.append(f"{bad} {'file was' if bad == 1 else 'files were'} not read")
        return ", ".join(parts) + ("; stopped before the end." if self.stopped else ".")


class ScanWork:
    """Files being read. `stop` from any thread ends it after the page under way.

    `progress` is told how many pages of the file are done, of how many; of several files how many
    of those.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        returns: ReturnService,
        progress: Callable[[int, int], object],
    ) -> None:
        self._paths = paths
        self._returns = returns
        self._progress = progress
        self._stop = threading.Event()

    def stop(self) -> None:
        """Read no further."""
        self._stop.set()

    def run(self) -> ScanResult:
        """Read the files and record what is on them. Raises what writing does.

        Also `UnreadableFile`, of a file that was the only one; of several the others are read.
        """
        paths = scans_in(self._paths)
        forms: list[ScannedForm] = []
        for number, path in enumerate(paths, start=1):
            if self._stop.is_set():
                break
            try:
                forms += self._file(path, alone=len(paths) == 1)
            except UnreadableFile as error:
                if len(paths) == 1:
                    raise
                forms.append(ScannedForm(path.name, 1, None, trouble=str(error)))
            if len(paths) > 1:
                self._progress(number, len(paths))
        return ScanResult(tuple(path.name for path in paths), tuple(forms), self._stop.is_set())

    def _file(self, path: Path, *, alone: bool) -> list[ScannedForm]:
        pages: list[ScannedPage] = []
        outcomes: list[tuple[int, ScanOutcome | None]] = []
        for page in scan_file(path, cancelled=self._stop.is_set):
            pages.append(page)
            for code in page.codes:
                outcomes.append((page.number, self._returns.scan(code)))
            if not page.codes and not page.is_blank:  # the back of a form is nothing odd
                outcomes.append((page.number, None))
            if alone:
                self._progress(page.number, page.of)
        ticked = together(one for page in pages for one in page.ticked)
        if len({code for page in pages for code in page.codes}) != 1:
            ticked = {}  # whose they are cannot be told
        if ticked:  # what was filled in on a screen is one form, though its code is on one page
            outcomes = [one for one in outcomes if one[1] is not None]
        return [ScannedForm(path.name, page, outcome, ticked) for page, outcome in outcomes]
