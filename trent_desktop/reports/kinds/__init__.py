"""The kinds of report that there are, in the order of the first page.

A kind is a folder here that makes one `Kind`. The casework and the screens ask `KINDS` and
`kind_named`, and never which kind it is.
"""

from typing import Final

from trent_desktop.newer import NEWER
from trent_desktop.reports.kinds.access import KIND as _ACCESS
from trent_desktop.reports.kinds.bullying import KIND as _BULLYING
from trent_desktop.reports.kinds.circumvention import KIND as _CIRCUMVENTION
from trent_desktop.reports.kinds.complaint import KIND as _COMPLAINT
from trent_desktop.reports.kinds.concern import KIND as _CONCERN
from trent_desktop.reports.kinds.conduct import KIND as _CONDUCT
from trent_desktop.reports.kinds.contact import KIND as _CONTACT
from trent_desktop.reports.kinds.content import KIND as _CONTENT
from trent_desktop.reports.kinds.data_protection import KIND as _DATA_PROTECTION
from trent_desktop.reports.kinds.kind import Door, Kind
from trent_desktop.reports.kinds.told import KIND as _TOLD

__all__ = ["KINDS", "Door", "Kind", "kind_named", "kind_title"]

KINDS: Final[tuple[Kind, ...]] = (
    _CONTENT,
    _TOLD,
    _BULLYING,
    _CONTACT,
    _CONDUCT,
    _CIRCUMVENTION,
    _ACCESS,
    _CONCERN,
    _COMPLAINT,
    _DATA_PROTECTION,
)

_BY_NAME: Final = {kind.name: kind for kind in KINDS}


def kind_named(name: str) -> Kind | None:
    """The kind of that name; None for one that only a newer program knows."""
    return _BY_NAME.get(name)


def kind_title(name: str) -> str:
    """A kind in words, also one that is not known here."""
    kind = kind_named(name)
    return kind.title if kind else NEWER
