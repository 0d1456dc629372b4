"""Printing and saving a batch, off the GUI thread, with a way to stop."""

from __future__ import annotations

import io
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from trent_desktop import files
from trent_desktop.agreements.giving.batch import BatchPlan
from trent_desktop.agreements.paper.documents import (
    BatchPrint,
    Cancelled,
    fillable_pdf,
    stream_batch,
    write_per_group,
)
from trent_desktop.storage.begun import noted
from trent_desktop.storage.chosen_file import chosen_file, not_saved
from ui.agreements.paper.batch_pages import BatchPages
from ui.documents.printers.values import PrintStopped, ToPrint
from ui.documents.printing import Chosen, Sent, print_pdf

if TYPE_CHECKING:
    from trent_desktop.agreements.giving.batches import BatchService

#: Said of what lies in a file: it left the school's encryption.
KEEP_IT_SAFE = "It is no longer encrypted: keep it where only those who need it can open it."

#: So long each file is waited for that somebody holds, when its folder could not be renamed.
_HELD_S = 5.0


class PrintWork:
    """One batch on its way to a printer or a file. `stop` and `how_far` may be asked anywhere.

    A code on paper that the register does not know could never be taken back, so a batch is
    written down before anything of it can be held in a hand: for a printer when it has taken the
    job and before anything is sent to it; for files when they are complete and before they get
    their names. Of some pages only the forms that are on them are written down. Should the next step fail, codes stand in the register that are on nobody's paper: no
    harm, and printing once more uses the same ones.
    """

    def __init__(
        self, pages: BatchPages, plan: BatchPlan, how: BatchPrint, batches: BatchService
    ) -> None:
        self.plan = plan
        self._pages = pages
        self._how = how
        self._batches = batches
        self._stop = threading.Event()
        self.gave_out = False
        #: The pages that a printer took, from 0.
        self.printed: tuple[int, ...] = ()
        self._act, self._things = "Printing", "pages"
        self._done, self._of = 0, 0

    # ------------------------------------------------------------------ from any thread

    def stop(self) -> None:
        """Stop at the next page."""
        self._stop.set()

    @property
    def is_given_out(self) -> bool:
        """Whether the register knows of it, or of some of it."""
        return self.gave_out or self.plan.batch_id is not None

    def is_of(self, pages: BatchPages) -> bool:
        """Whether these are its pages."""
        return pages is self._pages

    def how_far(self) -> tuple[float, str]:
        """A share from 0 to 1, and words: ``Printing 120 of 480 pages``."""
        done, of = self._done, self._of
        if self._stop.is_set():
            return (done / of if of else 0.0), "Stopping"
        if not of:
            return 0.0, "Getting ready"
        return done / of, f"{self._act} {done:,} of {of:,} {self._things}"

    def _tell(self, done: int, of: int) -> None:
        self._done, self._of = done, of

    # ------------------------------------------------------------------ off the GUI thread

    def print_to(self, chosen: Chosen) -> Sent:
        """Hand it to a printer; what that took.

        Raises `PrintFailed`, `PrintStopped` or what issuing does: nothing comes out then.
        """
        self._things = "forms"
        out = io.BytesIO()
        try:
            written = stream_batch(
                self.plan, out, self._how, progress=self._tell, cancelled=self._stop.is_set
            )
        except Cancelled:
            raise PrintStopped("Stopped. Nothing was printed.") from None
        what = ToPrint(written.pages, written.starts)
        pages = chosen.choice.pages
        part = self._pages.plan_of(pages) if pages is not None else self.plan
        wanted = tuple(range(written.pages)) if pages is None else pages
        sent = print_pdf(
            out.getvalue(),
            chosen,
            what,
            taken=lambda: self._give_out_part(part, len(wanted)),
            cancelled=self._stop.is_set,
        )
        self.printed = wanted
        return sent

    def _give_out_part(self, part: BatchPlan, pages: int) -> None:
        if not part.forms:
            return  # cover sheets alone
        given = self._batches.issue(part, pages)
        if len(part.forms) == len(self.plan.forms):
            self.plan = given
        self.gave_out = True

    def save_to(self, path: Path) -> str:
        """Save one file; what to say about it.

        Raises `Cancelled`, what `chosen_file` does or what issuing does; then there is no file.
        """
        self._act, self._things = "Saving", "forms"
        with chosen_file(path) as out:
            written = stream_batch(
                self.plan, out, self._how, progress=self._tell, cancelled=self._stop.is_set
            )
            _is_on_the_disk(out)
            self._give_out(written.pages)
        words = "1 page" if written.pages == 1 else f"{written.pages:,} pages"
        return f"{words} saved as {path.name}. {KEEP_IT_SAFE}"

    def save_per_class(self, folder: Path) -> str:
        """Save a file for each class into a new folder; what to say about it. All or nothing.

        Raises what `save_to` does.
        """
        self._act, self._things = "Saving", "forms"
        with new_folder(folder) as (inside, name):
            made = write_per_group(
                self.plan, inside, self._how, progress=self._tell, cancelled=self._stop.is_set
            )
            self._give_out(len(self._pages))
        words = "1 file" if len(made) == 1 else f"{len(made)} files"
        return f"{words} saved in the folder {name}. {KEEP_IT_SAFE}"

    def save_fillable(self, path: Path) -> str:
        """Save the one form with fields to fill in on a screen, for e-mail.

        Raises what `save_to` does.
        """
        self._act, self._things = "Saving", "forms"
        pdf = fillable_pdf(self.plan, self._how, self.plan.forms[0])
        if self._stop.is_set():
            raise Cancelled("Stopped. Nothing was saved.")
        with chosen_file(path) as out:
            out.write(pdf.content)
            _is_on_the_disk(out)
            self._give_out(pdf.pages)
        return f"Saved as {path.name}, to be filled in on a screen. {KEEP_IT_SAFE}"

    def _give_out(self, pages: int) -> None:
        self.plan = self._batches.issue(self.plan, pages)


def _is_on_the_disk(out: BinaryIO) -> None:
    """Have a full disk say so before anything is written down."""
    out.flush()
    files.durable(out.fileno())


@contextmanager
def new_folder(path: Path) -> Generator[tuple[Path, str]]:
    """A folder to fill, which is there under its name only when the block ends well.

    Gives the folder, and the name it will have: another if there is one of this name. Raises
    `DiskFull` or a `Problem`; nothing that can be read is left then, or the next start takes it
    away.
    """
    final, number = path, 2
    while final.exists():
        final = path.with_name(f"{path.name} {number}")
        number += 1
    try:
        inside = files.begin_folder(path)
        with noted(inside):
            try:
                yield inside, final.name
                _give_name(inside, final)
            except BaseException:
                with suppress(OSError):
                    files.remove_folder(inside)
                raise
    except OSError as error:
        raise not_saved(path, error) from error


def _give_name(inside: Path, final: Path) -> None:
    """Windows renames no folder in which somebody has a file open: then its files move instead."""
    try:
        files.replace(inside, final)
        return
    except OSError as error:
        if not files.is_held(error):
            raise
    files.make_folder(final, exist_ok=False)
    try:
        for one in sorted(inside.iterdir()):
            files.replace(one, final / one.name, within=_HELD_S)
    except BaseException:
        with suppress(OSError):
            files.remove_folder(final)
        raise
    with suppress(OSError):
        files.remove_folder(inside)
