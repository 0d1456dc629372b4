"""``trent-desktop agreements``: a batch of agreements as PDF, given out like one printed by hand."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from trent_desktop.agreements.giving.batch import BatchOrder, Chosen, Scope
from trent_desktop.agreements.kinds import Kind, PrintSize
from trent_desktop.agreements.paper.documents import BatchPrint, stream_batch
from trent_desktop.clock import system_clock
from trent_desktop.commands.frame import DONE, Opened, Options, Out, say
from trent_desktop.commands.parsing import UsageMistake, read_date
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused, NotFound
from trent_desktop.school.classes.class_names import ClassNames
from trent_desktop.school.people.people import YearGroup
from trent_desktop.school.settings.letterhead import letterhead_of
from trent_desktop.sentences import ended


def print_batch(options: Options) -> int:
    """Make a batch and write down that it is given out. Raises a `Problem` in words."""
    given = options.given
    kinds, day = _kinds(given.kind or (), given.ask_again), _day(given.return_by)
    out = Out(options)
    with Opened(options) as school:
        order = BatchOrder(
            kinds,
            _chosen(school, options),
            day,
            together=not given.apart,
            cover_sheets=not given.no_cover,
            duplex=given.duplex,
            ink_saving=given.ink_saving,
            language=given.language,
            print_size=PrintSize.LARGE if given.large_print else None,
        )
        batches = school.agreements.batches
        plan = batches.plan(order)
        how = BatchPrint(letterhead_of(school), school.school.id, system_clock().date())
        with out.file() as file:
            written = stream_batch(plan, file, how)
            file.flush()  # a full disk says so before anything is written down
            # Given out before the file takes its name: a code in the register that is on no
            # paper does no harm, a code on paper that the register does not know does.
            batches.issue(plan, written.pages)
    body = {
        "file": str(out),
        "forms": written.forms,
        "pages": written.pages,
        "classes": [group.name for group in plan.groups],
        "notes": list(written.notes),
    }
    forms = "1 form" if written.forms == 1 else f"{written.forms:,} forms"
    pages = "1 page" if written.pages == 1 else f"{written.pages:,} pages"
    say(options, body, "\n".join([f"{out}: {forms}, {pages}", *written.notes]))
    return DONE


def _kinds(names: Sequence[str], ask_again: bool) -> tuple[Kind, ...]:
    kinds = tuple(_kind(one) for one in names)
    if not ask_again and not kinds:
        raise UsageMistake("Say what to print.", what_to_do="Give --kind parent, for example.")
    if ask_again and set(kinds) - {Kind.CONSENTS}:
        raise UsageMistake(
            "Families are asked again about pictures only.",
            what_to_do="Leave --kind out, or print the rest separately.",
            where="--ask-again",
        )
    return (Kind.CONSENTS,) if ask_again else kinds


def _kind(name: str) -> Kind:
    printed = {one.value: one for one in Kind if one.is_returned or one is Kind.BLOGGING}
    if name not in printed:
        raise UsageMistake(
            f"There is no agreement “{name}”.", what_to_do=f"Choose from {', '.join(printed)}."
        )
    return printed[name]


def _chosen(school: OpenSchool, options: Options) -> Chosen:
    given = options.given
    missing, again = bool(given.missing), bool(given.ask_again)
    if given.staff and again:
        raise UsageMistake("Families are asked again, and not staff.", where="--ask-again")
    if given.staff:
        return Chosen(Scope.STAFF, only_missing=missing)
    if given.school_class:
        known = {one.name: one.id for one in school.people.classes()}
        names = ClassNames(known)
        ids: list[uuid.UUID] = []
        for name in given.school_class:
            if (meant := names.of(name)) is None:
                raise NotFound(
                    f"There is no class {ended(name)}",
                    what_to_do=f"Choose from {ended(', '.join(known))}",
                )
            ids.append(known[meant])
        return Chosen(Scope.CLASSES, classes=tuple(ids), only_missing=missing, ask_again=again)
    if given.year:
        years = {one.value: one for one in YearGroup}
        for year in given.year:
            if year.upper() not in years:
                raise UsageMistake(
                    f"There is no year {year}.", what_to_do="There are R and 1 to 6."
                )
        return Chosen(
            Scope.YEARS,
            years=tuple(years[one.upper()] for one in given.year),
            only_missing=missing,
            ask_again=again,
        )
    if given.all:
        return Chosen(Scope.EVERYBODY, only_missing=missing, ask_again=again)
    words = "Say for whom: --class 4B, --year 4, --all or --staff."
    raise AnswersRefused(words, (("chosen", words),))


def _day(text: str | None) -> dt.date | None:
    day = read_date(text, "--return-by")
    if day is not None and day < system_clock().astimezone().date():
        raise UsageMistake(
            f"{date_for_people(day)} is past.",
            what_to_do="Give a day to come.",
            where="--return-by",
        )
    return day
