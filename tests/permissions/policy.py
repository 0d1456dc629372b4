"""Who sees what of a report, and who may do what to it: the one table that the program must keep.

It is written to be read by people: nothing here is taken from the program, so that a change of the
program that gives somebody more than this fails a test. `test_matrix.py` tries every way to the data
against it, `test_every_method.py` fails for a method without a rule.
"""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Final

from trent_desktop.reports.cases import Move, Route

# ------------------------------------------------------------------------ who there is


class Seat(StrEnum):
    """Somebody at the school of the tests, by sign-in name."""

    REPORTER = "teacher1"
    TEACHER = "teacher2"  # who did not report it
    SUPPORT = "support"
    ICT_LEAD = "ict"
    DSL = "dsl"
    DEPUTY = "deputy"
    HEAD = "head"
    CHAIR = "chair"
    GOVERNOR = "governor"


class Sees(Enum):
    """How much of a report somebody meets, whatever way she goes."""

    ALL = "reads all of it"
    PART = "reads what she wrote, may add a note, and knows that somebody has it"
    RECEIPT = "knows that it was sent, on the laptop from which she sent it"
    NOTHING = "does not know that there is one"


class About(StrEnum):
    """Whom a report is about, as far as it decides who reads it."""

    NOBODY = "nobody who works here"
    STAFF = "somebody who works here"
    THE_HEAD = "the Headteacher"


# ------------------------------------------------------------------------ who reads


def _rest(who: dict[Seat, Sees]) -> dict[Seat, Sees]:
    return {seat: who.get(seat, Sees.NOTHING) for seat in Seat}


_SAFEGUARDING: Final = dict.fromkeys((Seat.DSL, Seat.DEPUTY, Seat.HEAD), Sees.ALL)
_PART: Final = {Seat.REPORTER: Sees.PART}
_RECEIPT: Final = {Seat.REPORTER: Sees.RECEIPT}

#: Whoever is not named meets nothing. The person it is about meets nothing, whatever she holds.
READS: Final[dict[tuple[Route, About], dict[Seat, Sees]]] = {
    (Route.CONTENT, About.NOBODY): _rest(
        {Seat.REPORTER: Sees.ALL, Seat.ICT_LEAD: Sees.ALL, **_SAFEGUARDING}
    ),
    (Route.SAFEGUARDING, About.NOBODY): _rest({**_PART, **_SAFEGUARDING}),
    (Route.LEADERSHIP, About.NOBODY): _rest({**_PART, **_SAFEGUARDING}),
    (Route.HEADTEACHER, About.NOBODY): _rest({**_PART, Seat.HEAD: Sees.ALL}),
    (Route.STOPPED, About.NOBODY): _rest({**_RECEIPT, **_SAFEGUARDING}),
    (Route.STOPPED, About.STAFF): _rest({**_RECEIPT, Seat.HEAD: Sees.ALL}),
    (Route.STOPPED, About.THE_HEAD): _rest(
        {**_RECEIPT, Seat.DSL: Sees.ALL, Seat.DEPUTY: Sees.ALL, Seat.CHAIR: Sees.ALL}
    ),
    (Route.STAFF, About.STAFF): _rest({**_RECEIPT, Seat.HEAD: Sees.ALL}),
    (Route.HEAD, About.THE_HEAD): _rest({**_RECEIPT, Seat.CHAIR: Sees.ALL}),
}


def sees(seat: Seat, route: Route, about: About, person: Seat | None = None) -> Sees:
    """What somebody meets of a report; `person` is whom it names as the one it is about."""
    return Sees.NOTHING if seat is person else READS[route, about][seat]


#: Who may look up who read, printed and moved a report, of those who read all of it.
SEES_THE_TRAIL: Final = frozenset({Seat.DSL, Seat.HEAD})
#: On paper there is what those read who read all of it, and never a stopped report.
NEVER_ON_PAPER: Final = Route.STOPPED

# ------------------------------------------------------------------------ who does what

_EVERYBODY: Final = frozenset(Seat) - {Seat.GOVERNOR}
_ICT: Final = frozenset({Seat.ICT_LEAD})
_LEADS: Final = frozenset({Seat.DSL, Seat.DEPUTY, Seat.HEAD, Seat.CHAIR})
_SIGNS: Final = frozenset({Seat.HEAD, Seat.CHAIR})

#: Who may make a move, of those who read all of a report.
MOVES: Final[dict[Move, frozenset[Seat]]] = {
    # the filter
    Move.BLOCKED: _ICT,
    Move.NO_BLOCK_NEEDED: _ICT,
    Move.STILL_BLOCKED: _ICT,
    Move.NOT_BLOCKED: _ICT,
    # deciding, signing, ending
    Move.DECIDE: _LEADS,
    Move.SIGN_OFF: _SIGNS,
    Move.CLOSE: _LEADS,
    Move.REOPEN: _LEADS,
    Move.RECATEGORISE: frozenset({Seat.DSL, Seat.DEPUTY}),
    # what anybody adds who reads it
    Move.NOTE: _EVERYBODY,
    Move.ACTION: _EVERYBODY,
    Move.ACTION_DONE: _EVERYBODY,
    # whoever wrote it, and those who lead
    Move.AMEND: _LEADS | _ICT | {Seat.REPORTER},
    # what is written down on the way
    Move.HAVE_IT: _LEADS,
    Move.PARENTS_TOLD: _LEADS,
    Move.REFERRED: _LEADS,
    Move.OUTCOME_TOLD: _LEADS,
    Move.ELSEWHERE: _LEADS,
    Move.SANCTION: _LEADS,
    Move.LETTER: _LEADS,
    Move.SUPERVISE: _LEADS,
    # who, and which other reports, belong to it
    Move.LINK_PERSON: _LEADS | _ICT,
    Move.UNLINK_PERSON: _LEADS | _ICT,
    Move.LINK_CASE: _LEADS | _ICT,
    Move.UNLINK_CASE: _LEADS | _ICT,
    Move.MERGE: _LEADS,
    # a complaint
    Move.ACKNOWLEDGED: _LEADS,
    Move.STAGE: _LEADS,
    Move.HEARING: _LEADS,
    Move.GOVERNORS_TOLD: _LEADS,
    # a request for a blocked page
    Move.RECOMMEND: _ICT,
    Move.AGREE: _SIGNS,
    Move.REFUSE: _SIGNS,
    Move.APPLIED: _ICT,
    Move.EXTEND: _SIGNS,
    Move.BLOCKED_AGAIN: _ICT,
}
#: What whoever reads a part of it may do.
MOVES_OF_A_PART: Final = frozenset({Move.NOTE})

# ------------------------------------------------------------------------ every method


class Rule(Enum):
    """What a method of a service that knows reports gives, and to whom. Each is tried, but WRITES."""

    READS = "gives of a report what the table above says, and nothing to anybody else"
    LEADS = "gives it to those alone who read all of it"
    TRAIL = "gives what was done with it to those who read all of it and may see the trail"
    CHANGES = "changes a report for those who read all of it, and refuses everybody else"
    ADDS = "the same, and whoever reads a part of it may add to it"
    OWN = "gives what she wrote herself on this laptop, and has not sent or may go on with"
    WRITES = "takes what she says or writes herself; tells a receipt or a number at most"
    NOTHING = "knows no report: gives nothing of any to anybody"


#: By its place in an open school. A new service gets a line for each of its public methods.
METHODS: Final[dict[str, Rule]] = {
    "cases.page": Rule.READS,
    "cases.counts": Rule.NOTHING,
    "cases.over": Rule.READS,
    "cases.turns": Rule.NOTHING,
    "cases.open_case": Rule.READS,
    "cases.copy_for_print": Rule.LEADS,
    "cases.history": Rule.TRAIL,
    "cases.act": Rule.ADDS,
    "cases.waiting": Rule.OWN,
    "cases.send": Rule.WRITES,
    "cases.sending.send": Rule.WRITES,
    "cases.sending.deliver": Rule.WRITES,
    "cases.sending.put_by": Rule.WRITES,
    "cases.sending.put_first": Rule.WRITES,
    "cases.sending.deliver_put": Rule.WRITES,
    "cases.sending.under_way.going": Rule.WRITES,
    "cases.sending.under_way.is_going": Rule.NOTHING,
    "cases.sending.under_way.arrived": Rule.WRITES,
    "cases.sending.under_way.settle": Rule.WRITES,
    "cases.sending.under_way.wait_for": Rule.NOTHING,
    "cases.sending.in_order.bring": Rule.WRITES,
    "cases.sending.in_order.bring_before": Rule.WRITES,
    "cases.sending.in_order.try_all_the_same": Rule.WRITES,
    "cases.sending.in_order.why": Rule.WRITES,
    "cases.sending.came_back": Rule.WRITES,
    "cases.sending.must_wait": Rule.NOTHING,
    "cases.sending.forget_role_keys": Rule.WRITES,
    "cases.sending.withholding.take_away": Rule.WRITES,
    "drafts.all": Rule.OWN,
    "drafts.get": Rule.OWN,
    "drafts.refusals": Rule.OWN,
    "drafts.words_for": Rule.OWN,
    "drafts.keep": Rule.WRITES,
    "drafts.keep_words": Rule.WRITES,
    "drafts.discard": Rule.WRITES,
    "drafts.heed_refusal": Rule.WRITES,
    "whom.after": Rule.NOTHING,
    "whom.as_it_is_now": Rule.READS,
    "whom.before_the_stop": Rule.NOTHING,
    "whom.in_danger": Rule.NOTHING,
    "whom.safeguarding": Rule.NOTHING,
    "whom.missing": Rule.NOTHING,
    "whom.officer": Rule.NOTHING,
    "giving_back.members": Rule.NOTHING,
    "giving_back.look": Rule.NOTHING,
    "giving_back.give": Rule.WRITES,
    "giving_back.leave": Rule.WRITES,
    "tasks.now": Rule.NOTHING,
    "tasks.today": Rule.NOTHING,
    "tasks.to_do": Rule.READS,
    "tasks.open": Rule.OWN,
    "tasks.answer": Rule.WRITES,
    "tasks.deliver": Rule.WRITES,
    "attachments.listed": Rule.LEADS,
    "attachments.view": Rule.LEADS,
    "attachments.draw": Rule.WRITES,
    "attachments.add": Rule.ADDS,
    "figures.count": Rule.READS,
    "figures.for_governors": Rule.NOTHING,
    "giving_out.may": Rule.NOTHING,
    "giving_out.begin": Rule.LEADS,
    "giving_out.copy_of": Rule.LEADS,
    "giving_out.check_password": Rule.NOTHING,
    "giving_out.record": Rule.CHANGES,
    "case_lists.export": Rule.READS,
    "case_lists.may_ask_for_words": Rule.NOTHING,
    "children.find": Rule.NOTHING,
    "children.may_open": Rule.NOTHING,
    "children.open": Rule.READS,
    "children.look_again": Rule.READS,
    "children.note_print": Rule.NOTHING,
    "packs.look": Rule.LEADS,
    "packs.make": Rule.LEADS,
    "packs.send": Rule.WRITES,
    "packs.sent": Rule.LEADS,
    "packs.arrived": Rule.WRITES,
    "cases.earlier_reports": Rule.READS,
    "supervision.register": Rule.READS,
    "supervision.of_class": Rule.NOTHING,
    "supervision.of_my_class": Rule.NOTHING,
    "supervision.now": Rule.NOTHING,
    "supervision.today": Rule.NOTHING,
    "supervision.end": Rule.WRITES,
    "supervision.pass_on": Rule.WRITES,
    "mail.letter": Rule.READS,
    "mail.offers": Rule.NOTHING,
    "mail.password_is_kept": Rule.NOTHING,
    "mail.server": Rule.NOTHING,
    "mail.write": Rule.WRITES,
    "mail.send": Rule.WRITES,
    "mail.close": Rule.WRITES,
    "letters.all": Rule.NOTHING,
    "letters.text": Rule.NOTHING,
    "letters.begun": Rule.NOTHING,
    "letters.may_change": Rule.NOTHING,
    "letters.change": Rule.WRITES,
    "filter_review.of": Rule.READS,
    "filter_review.this_year": Rule.NOTHING,
    "filter_review.now": Rule.NOTHING,
    "filter_review.today": Rule.NOTHING,
    "calendar.now": Rule.NOTHING,
    "calendar.today": Rule.NOTHING,
    "calendar.look": Rule.NOTHING,
    "calendar.has_looked": Rule.NOTHING,
    "calendar.dates": Rule.NOTHING,
    "calendar.to_do": Rule.READS,
    "filter_checks.now": Rule.NOTHING,
    "filter_checks.today": Rule.NOTHING,
    "filter_checks.everything": Rule.NOTHING,
    "filter_checks.counts": Rule.NOTHING,
    "filter_checks.dates": Rule.NOTHING,
    "filter_checks.for_review": Rule.NOTHING,
    "filter_checks.add_check": Rule.WRITES,
    "filter_checks.take_back": Rule.WRITES,
    "filter_checks.add_review": Rule.WRITES,
}

#: Commands without a window that show something of a report; `ways.py` has each of them.
COMMANDS_OF_REPORTS: Final = frozenset(
    {
        "cases list",
        "cases show",
        "cases export",
        "tasks list",
        "print appendix-2",
        "print case",
        "filter review",
    }
)
#: The others, and that they show nothing of any report.
COMMANDS_OF_NOTHING: Final = frozenset(
    {
        "",  # the window
        "sample",
        "backup",  # copies the file as it is, encrypted; counts reports and members
        "kinds",
        "print blank",
        "check",
        "restore",  # of reports that she reads, the numbers; of others how many
        "pupils import",
        "pupils export",
        "pictures list",
        "pictures add",
        "pictures leave-out",
        "pictures describe",
        "pictures never",
        "pictures no-longer",
        "pupils undo",
        "members list",
        "members invite",
        "members suspend",
        "school set-up",
        "lesson check",
        "agreements",
        "lock-probe",
        "sheet-rows",
        "attachment-pages",
        "lesson-pictures",
        "lesson-drawings",
        "copy-school",  # copies the file as it is, encrypted
        "new-folder",  # serves the move that started it, with rows as they are, encrypted
        "move",  # carries the rows as they are, encrypted
        "server prepare",
        "server remember",
        "server script",
        "governors report",  # numbers, and of nobody
        "policy import",
        "policy search",
        "policy print",
        "policy-lines",
        "self-test",
        "share",  # serves the window that started it, and nobody else
    }
)
