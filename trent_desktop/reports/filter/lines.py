"""What the ICT Lead hands to the filter: a line to paste, a row of a table, a ticket's text.

Nothing here takes a case. It takes addresses, a decision and a reference and nothing else, so
that no child's name can get out to a supplier (rules 12 and 13).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.journeys.cleaning import clean
from trent_desktop.plain_tables import guarded
from trent_desktop.reports.filter import hosts
from trent_desktop.reports.filter.addresses import Address, addresses_in, normalise
from trent_desktop.reports.filter.platforms import is_big, is_door


class Extent(StrEnum):
    """How much is blocked."""

    PAGE = "page"
    HOST = "host"
    DOMAIN = "domain"  # with everything under it


class FilterAction(StrEnum):
    """What the filter is asked to do."""

    BLOCK = "block"
    ALLOW = "allow"


class FilterReason(StrEnum):
    """Why, from a list of our own: a free reason could name a child."""

    UNSUITABLE = "unsuitable"
    SEXUAL = "sexual"
    VIOLENT = "violent"
    HATEFUL = "hateful"
    SELF_HARM = "self-harm"
    CONTACT = "contact"
    GAMBLING = "gambling"
    SCAM = "scam"
    NEEDED = "needed"

    @property
    def words(self) -> str:
        """The reason in words."""
        return _REASONS[self]


_REASONS: Final = {
    FilterReason.UNSUITABLE: "Not suitable for primary pupils",
    FilterReason.SEXUAL: "Sexual content",
    FilterReason.VIOLENT: "Violent or frightening content",
    FilterReason.HATEFUL: "Hateful or extreme content",
    FilterReason.SELF_HARM: "Self-harm or suicide content",
    FilterReason.CONTACT: "Lets strangers contact children",
    FilterReason.GAMBLING: "Gambling or adverts for adults",
    FilterReason.SCAM: "Scam or trick",
    FilterReason.NEEDED: "Needed for teaching",
}

#: Which reason a sub-category of the report gives.
REASON_OF_CATEGORY: Final = {
    "sexual": FilterReason.SEXUAL,
    "violence": FilterReason.VIOLENT,
    "hate": FilterReason.HATEFUL,
    "self-harm": FilterReason.SELF_HARM,
    "stranger": FilterReason.CONTACT,
    "unkind": FilterReason.UNSUITABLE,
    "gambling": FilterReason.GAMBLING,
    "scam": FilterReason.SCAM,
}

CSV_HEADINGS: Final = (
    "url",
    "domain",
    "policy",
    "action",
    "reason",
    "requested_by",
    "approved_by",
    "from",
    "to",
    "ref",
)


@dataclass(frozen=True, slots=True)
class FilterLine:
    """One line ready to paste: no scheme, no "www" (rule 12). `warning` may be empty.

    `shown` is the same, defanged, for screens and paper. `what` names the one thing on a big
    site that it stops. The whole of a big site is not `offered_first`: somebody must choose it.
    """

    text: str
    extent: Extent
    shown: str
    warning: str = ""
    what: str = ""
    offered_first: bool = True


@dataclass(frozen=True, slots=True)
class FilterRequest:
    """What the filter is asked, and nothing more.

    `requested_by` and `approved_by` are roles ("ICT Lead"), not reporters. `start` and `end`
    are the days it holds; no end means for good. `reference` is the case's.
    """

    line: FilterLine
    policy: str
    action: FilterAction
    reason: FilterReason
    reference: str
    requested_by: str = "ICT Lead"
    approved_by: str = ""
    start: dt.date | None = None
    end: dt.date | None = None


def lines_for(where: str) -> tuple[FilterLine, ...]:
    """The lines to choose from for what a report says under "Where was it?".

    For each address: the host, the page where it has one, and the wider domain where there is
    one that somebody registered. Apps and places give none. A domain under which strangers keep
    their own sites (``github.io``) is offered with a warning, and an ending of the whole web
    (``co.uk``) never.

    On a big site the narrowest comes first, and all of the site last, never `offered_first`. Of
    a query nothing is in a line but what names one video or picture of a site that is known: the
    rest may hold a name (rules 13 and 160).
    """
    found: dict[str, FilterLine] = {}
    for address in addresses_in(where):
        for line in _lines(address):
            found.setdefault(line.text, line)
    return tuple(sorted(found.values(), key=lambda line: not line.offered_first))


def csv_table(requests: Iterable[FilterRequest]) -> str:
    """The requests as CSV with headings, CRLF line ends, safe to open in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(CSV_HEADINGS)
    for request in requests:
        writer.writerow([guarded(_one_line(cell)) for cell in _cells(request)])
    return out.getvalue()


def csv_row(request: FilterRequest) -> str:
    """One request as a CSV row, without headings and line end."""
    return csv_table([request]).splitlines()[1]


def ticket_text(request: FilterRequest, *, school: str, filter_name: str) -> str:
    """The text of a ticket for the helpdesk, about the address and nobody."""
    block = request.action is FilterAction.BLOCK
    lines = [
        f"{'Please block' if block else 'Please allow'}: {request.line.text}",
        f"Extent: {_EXTENTS[request.line.extent]}",
        f"Filter: {_one_line(filter_name)}",
        f"Policy: {_one_line(request.policy)}",
        f"Reason: {request.reason.words}",
    ]
    if request.start:
        lines.append(f"From: {date_for_people(request.start)}")
    if request.end:
        lines.append(f"Until: {date_for_people(request.end)}")
    lines.append(f"Requested by: {_one_line(request.requested_by)}, {_one_line(school)}")
    if request.approved_by:
        lines.append(f"Approved by: {_one_line(request.approved_by)}")
    lines.append(f"Our reference: {_one_line(request.reference)}")
    if block:
        lines.append(
            "Please tell us when it is done, so that we can check it on a pupil’s account."
        )
    return "\n".join(lines)


_EXTENTS: Final = {
    Extent.PAGE: "this page only",
    Extent.HOST: "this host",
    Extent.DOMAIN: "this domain and everything under it",
}

_SHARED_WARNING: Final = (
    "Many others have sites under this address. Blocking it blocks all of them."
)


_BIG_WARNING: Final = (
    "This blocks the whole site for everybody, lessons too. Block one page, where you can."
)


def _lines(address: Address, *, followed: bool = False) -> list[FilterLine]:
    if not address.is_web:
        return []
    if is_big(address.host):
        return _of_big_site(address, followed=followed)
    lines: list[FilterLine] = []
    host = address.host
    if not hosts.is_ending(host):
        extent = Extent.DOMAIN if address.domain == host else Extent.HOST
        lines.append(_line(host, extent))
    elif hosts.is_private_ending(host):
        lines.append(_line(host, Extent.DOMAIN, _SHARED_WARNING))
    if address.path:
        lines.append(_line(_with_port(address) + address.path, Extent.PAGE))
    if address.domain != host and not hosts.is_ending(address.domain):
        lines.append(_line(address.domain, Extent.DOMAIN))
    return lines


def _of_big_site(address: Address, *, followed: bool) -> list[FilterLine]:
    """What a page of a big site shows, then the page, and the site itself last of all."""
    lines: list[FilterLine] = []
    thing = address.thing
    if thing and thing.inner and not followed:
        lines += _lines(normalise(thing.inner), followed=True)
    if thing and thing.line:
        lines.append(
            FilterLine(
                thing.line,
                Extent.PAGE,
                _dots(thing.line),
                what=thing.what,
            )
        )
    elif address.path and not (is_door(address.path) or address.query):
        lines.append(_line(_with_port(address) + address.path, Extent.PAGE))
    if address.host != address.domain:
        lines.append(_all_of(address.host, Extent.HOST))
    return [*lines, _all_of(address.domain, Extent.DOMAIN)]


def _all_of(site: str, extent: Extent) -> FilterLine:
    return FilterLine(site, extent, _dots(site), _BIG_WARNING, offered_first=False)


def _dots(text: str) -> str:
    return text.replace(".", "[.]")


def _with_port(address: Address) -> str:
    return f"{address.host}:{address.port}" if address.port else address.host


def _line(text: str, extent: Extent, warning: str = "") -> FilterLine:
    return FilterLine(text, extent, _dots(text), warning)


def _cells(request: FilterRequest) -> tuple[str, ...]:
    line = request.line
    page = line.extent is Extent.PAGE
    host = line.text.partition("/")[0]
    return (
        line.text if page else "",
        "" if page else host,
        request.policy,
        request.action.value,
        request.reason.words,
        request.requested_by,
        request.approved_by,
        request.start.isoformat() if request.start else "",
        request.end.isoformat() if request.end else "",
        request.reference,
    )


def _one_line(text: str) -> str:
    return clean(text, one_line=True).text
