"""By which words a case is found in the list: those of it that its reader reads, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from trent_desktop.journeys import Question
from trent_desktop.newer import NEWER
from trent_desktop.reports.cases import CaseSummary, TimelineEntry
from trent_desktop.reports.kinds import Kind
from trent_desktop.reports.kinds.kind import CaseFacts
from trent_desktop.reports.linking.people import added
from trent_desktop.school.people.directory import plain

#: What entries say besides their words, in words too.
_SAID: Final = ("decision", "line", "owner_name")


def search_words(
    kind: Kind | None,
    summary: CaseSummary,
    facts: CaseFacts | None,
    answers: Mapping[str, Any],
    timeline: Iterable[TimelineEntry],
) -> str:
    """Everything that a case is found by, a line each.

    Names stand there a second time as they are typed without their signs: an Ł or an Ø is no
    letter with something added, so that the index itself does not take them for an L or an O.
    """
    words = [
        NEWER if summary.newer else "",
        summary.reference,
        summary.title,
        kind.title if kind else "",
        _category(kind, answers) if kind else "",
        summary.class_name,
        summary.reporter_name,
        facts.words if facts else "",
    ]
    people = added(entries := tuple(timeline))
    names = {summary.reporter_name, *(one.name for one in facts.people)} if facts else set[str]()
    names |= {one.name for one in people}
    words += [part for one in people for part in (one.name, one.relation)]
    for entry in entries:
        words.append(entry.words)
        words += [str(entry.details[name]) for name in _SAID if entry.details.get(name)]
        names.add(entry.author_name)
    words += sorted({bare for name in names if (bare := plain(name)) != name.casefold()})
    return "\n".join(word for word in words if word)


def _category(kind: Kind, answers: Mapping[str, Any]) -> str:
    """What sort of thing it was, in words."""
    question = _question(kind)
    value = answers.get(kind.category)
    return question.shown(value) if question and isinstance(value, str) else ""


@cache
def _question(kind: Kind) -> Question | None:
    return kind.questions().get(kind.category)
