"""A table over the members of one of our enumerations has a row for each of them.

The type checker sees a `match` that forgot a case; of a dictionary it sees nothing.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from enum import Enum
from types import ModuleType

import trent_desktop
import ui

#: Tables that name some members only, and why the others need no row.
SOME_ONLY = {
    "trent_desktop.agreements.register.returns._MOVES": "nobody sets a form to “chased”",
    "trent_desktop.oversight.carried_out.LETTERS": "only the letters of SMART have lessons of one",
    "trent_desktop.oversight.carried_out._ELSEWHERE": "kinds of report say themselves what they do",
    "trent_desktop.oversight.carried_out._PARTS": "not every clause has a part of the room",
    "trent_desktop.reports.stop.rules._SHORT": "only a long title has a short form",
    "trent_desktop.storage.box.words._OF": "of these nobody is told how many were lost",
    "trent_desktop.reports.who.leading.NEXT_IN_LINE": "no report waits for these roles",
    "trent_desktop.reports.who.leading._INSTEAD": "its reporter reads the one, and nobody at school "
    "stands in for the other",
    "trent_desktop.reports.who.readers._ONLY": "only what is about a grown-up goes to one alone",
    "trent_desktop.reports.who.readers._ROUTE_OF": "nobody else is told alone",
    "trent_desktop.reports.kinds.access.steps.TO_DO": "in the others it is nobody's turn",
    "trent_desktop.reports.kinds.access.steps._WAITS": "a request is never in the others",
    "trent_desktop.reports.kinds.complaint.steps.TO_DO": "in the others it is nobody's turn",
    "trent_desktop.reports.kinds.complaint.steps._WAITS": "in the others it waits as any",
    "trent_desktop.reports.kinds.data_protection.steps.TO_DO": "in the others it is nobody's turn",
    "trent_desktop.reports.kinds.data_protection.steps._WAITS": "in the others it waits as any",
    "trent_desktop.reports.service._KINDS": "every other move is an entry of a move",
    "trent_desktop.sample.cases._ABOUT": "only what is about a grown-up says whom",
    "trent_desktop.reports.who.telling._SEALED": "of the others their kind says who to tell",
    "trent_desktop.sample.casework_words.DSL_DECISION": "no decision is about plain content",
    "trent_desktop.sample.casework_words.NOTES_SEALED": "plain content is not sealed",
    "trent_desktop.sample.long_story._KINDS": "every other move is an entry of a move",
    "trent_desktop.sample.policy._DONE": "for the others there is no effect",
    "trent_desktop.sample.taking.BY_ROLE": "nobody else takes a step",
    "trent_desktop.sample.taking._KINDS": "every other move is an entry of a move",
    "trent_desktop.sample.timelines._SIGNS": "the other routes have their steps",
    "trent_desktop.sample.timelines._BY_ROLE": "nobody else takes a step",
    "trent_desktop.sample.timelines._DECIDES": "no decision is about plain content",
    "trent_desktop.sample.timelines._KINDS": "every other move is an entry of a move",
    "ui.school.class_lists.sheet_table.LEGEND": "an empty cell has no colour",
    "trent_desktop.school.class_lists.pupils._LONGEST": "the others have a form, or are made of these",
    "trent_desktop.school.keys.guardians.GUARDIAN": "these roles have no keys of their own",
    "trent_desktop.school.keys.roles._NEWS": "only what becomes of keys is told there",
    "ui.home.given_rows._GIVEN": "only what somebody was given",
    "ui.home.todo._SORTS": "the others are counted by themselves",
    "ui.home.todo._MORE": "there are never many of the others",
    "ui.home.todo._SHOWN": "there are never many of the others",
    "ui.home.leaders._MATTERS": "a school needs these roles, and can do without the others",
    "ui.lessons.keys.TURNING": "only what a clicker sends",
    "ui.policy.governors.card._TONES": "the others are drawn in the usual tone",
    "trent_desktop.oversight.night_watch.words._PLACES": "two places have copies",
    "ui.policy.meetings.form._SCOPES": "a meeting is for families",
    "ui.policy.meetings.words._ICONS": "who has not answered has no sign",
    "ui.policy.versions.compare_page._CHIPS": "what is the same has no chip",
    "ui.reports.case_words.LEADS": "a receipt stands with whoever leads",
    "ui.reports.case_words.SENT_TO": "a receipt stands with whoever leads",
    "ui.reports.case_words.TO_DO": "nothing is left to do in a case that is over",
    "ui.reports.sent_page._STATES": "whom a person tells herself has no chip",
    "ui.school.keys.roles._ABOUT": "only roles with keys of their own are shown",
    "ui.school.people.members._ORDER": "who was removed is not in the list",
    "ui.welcome.set_up_pages._WITHOUT": "set-up asks for nobody in these roles",
}


def modules() -> Iterator[ModuleType]:
    for package in (trent_desktop, ui):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "migrations" not in found.name and not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def tables() -> Iterator[tuple[str, dict[Enum, object]]]:
    """Every dictionary of a module whose keys are members of one of our enumerations.

    One that other modules import comes once, from where it is written.
    """
    for module in modules():
        written = set(re.findall(r"^(\w+)\b[^=\n]*= ", inspect.getsource(module), re.MULTILINE))
        for name, value in vars(module).items():
            if name not in written or not isinstance(value, dict) or not value:
                continue
            kinds = {type(key) for key in value}
            kind = kinds.pop()
            ours = kind.__module__.split(".")[0] in ("trent_desktop", "ui")
            if not kinds and issubclass(kind, Enum) and ours:
                yield f"{module.__name__}.{name}", value


def test_no_table_forgets_a_member() -> None:
    seen = dict(tables())
    assert len(seen) > 40
    forgotten: dict[str, list[str]] = {}
    for name, table in seen.items():
        rest = set(type(next(iter(table)))) - set(table)
        if rest and name not in SOME_ONLY:
            forgotten[name] = sorted(one.name for one in rest)
    assert forgotten == {}
