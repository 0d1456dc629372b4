"""What an entry of the timeline says of something that was attached."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from trent_desktop.journeys.cleaning import clean
from trent_desktop.reports.attachments.pages import KeptPage
from trent_desktop.reports.cases import EntryKind, TimelineEntry

#: What an entry holds: the key and the digest of what is kept, and what people are told of it.
KEY: Final = "key"
DIGEST: Final = "sha256"
_NAME, _SIZE, _PAGES, _WHAT = "name", "size", "pages", "what"
#: Stands in an entry once its report was stopped.
SEALED: Final = "sealed"
_PDF, _PICTURE = "pdf", "picture"
_LONGEST_NAME: Final = 120

KEPT_SEALED: Final = (
    "A file was attached before this report was stopped. It is kept sealed: nobody looks at it "
    "here, and nothing more is attached. The police want the device and not a copy; tell them "
    "that the school holds it."
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something that was attached. `size` is what is kept of it, in bytes.

    `name` is that of the file it came from, one line of plain text. `sealed`: the report was
    stopped later, and it is not shown any more.
    """

    id: uuid.UUID
    name: str = field(repr=False)
    is_pdf: bool
    pages: int
    size: int
    sha256: str
    author_name: str
    at: dt.datetime
    sealed: bool = False

    @property
    def what(self) -> str:
        """``Picture``, or ``PDF, 3 pages``."""
        if not self.is_pdf:
            return "Picture"
        return "PDF, 1 page" if self.pages == 1 else f"PDF, {self.pages} pages"


def details_of(
    key: str, sha256: str, *, name: str, size: int, pages: int, is_pdf: bool
) -> dict[str, Any]:
    """The details of the entry by which something is attached."""
    return {
        KEY: key,
        DIGEST: sha256,
        _NAME: plain_name(name),
        _SIZE: size,
        _PAGES: pages,
        _WHAT: _PDF if is_pdf else _PICTURE,
    }


def plain_name(name: str) -> str:
    """The name of a file as it is kept and shown: one line, bounded, nothing hidden in it."""
    cleaned = clean(name, one_line=True).text
    return cleaned if len(cleaned) <= _LONGEST_NAME else f"{cleaned[: _LONGEST_NAME - 1]}…"


def attachment_of(entry: TimelineEntry) -> Attachment:
    """What an entry says. Bears entries that somebody wrote in another way."""
    told = entry.details
    return Attachment(
        id=entry.id,
        name=plain_name(str(told.get(_NAME, ""))),
        is_pdf=told.get(_WHAT) == _PDF,
        pages=_number(told.get(_PAGES)),
        size=_number(told.get(_SIZE)),
        sha256=str(told.get(DIGEST, "")),
        author_name=entry.author_name,
        at=entry.at,
        sealed=bool(told.get(SEALED)),
    )


def attachments_in(timeline: Iterable[TimelineEntry]) -> tuple[Attachment, ...]:
    """All that was attached, in the order in which it was."""
    return tuple(
        attachment_of(entry)
        for entry in timeline
        if entry.kind is EntryKind.ATTACHMENT and not entry.newer
    )


def in_words(entry: TimelineEntry) -> tuple[str, str]:
    """What the timeline says, on the screen and on paper: a heading, and what stands below."""
    one = attachment_of(entry)
    if one.sealed:
        return "Attached before it was stopped", KEPT_SEALED
    title = "PDF attached" if one.is_pdf else "Picture attached"
    named = f"{one.name} ({one.what})" if one.is_pdf and one.name else one.name
    return title, "\n".join(line for line in (named, _ONLY_HERE) if line)


_ONLY_HERE: Final = "It is shown only in the program, and not printed."


def without_key(entry: TimelineEntry) -> TimelineEntry:
    """The entry as it leaves the services: with nothing that opens what was attached."""
    from dataclasses import replace

    if KEY not in entry.details:
        return entry
    return replace(entry, details={n: v for n, v in entry.details.items() if n != KEY})


def _number(value: object) -> int:
    return value if isinstance(value, int) and value >= 0 else 0


#: So many things can be attached to one case.
MOST_ATTACHED: Final = 8


FULL: Final = f"{MOST_ATTACHED} files are attached to this report already, which is all it takes."


@dataclass(frozen=True, slots=True)
class Drawn:
    """A file that was drawn anew and is ready to be attached."""

    name: str = field(repr=False)
    content: bytes = field(repr=False)
    pages: int
    is_pdf: bool


@dataclass(frozen=True, slots=True)
class Viewed:
    """The pages of an attachment, and for whom and when they were taken out (the watermark)."""

    attachment: Attachment
    pages: tuple[KeptPage, ...] = field(repr=False)
    viewer: str
    at: dt.datetime
