"""Who may do what: one table, checked by the services and by nobody else.

Reading is not here: whoever holds a key of a case reads it, and nobody else can
(rule 2).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from trent_desktop.problems import NotAllowed
from trent_desktop.roles import Role


class Right(StrEnum):
    """Something that a role allows."""

    REPORT = "send a report"
    TRIAGE = "ask for a block and check it"
    DECIDE = "decide on a concern"
    SIGN_OFF = "sign off a case"
    CLOSE = "close or reopen a case"
    RECATEGORISE = "change the category of a case"
    ADD_TO_CASE = "add a note or an action to a case"
    LINK = "say who, and which other reports, belong to a report"
    READ_CHRONOLOGY = "read what has happened with a child"
    READ_ADULTS = "read what is written about an adult"
    GIVE_BACK = "give reports back after a new password"
    CHANGE_SETTINGS = "change the school's settings"
    MANAGE_MEMBERS = "add, change or remove members"
    MANAGE_PUPILS = "change pupils and classes"
    SEE_PUPILS = "see who is in which class"
    CHANGE_SECOND_FACTOR = "say whose laptops must be known"
    SEE_AUDIT = "see who read and printed what"
    PRINT_AGREEMENTS = "print agreements"
    RECORD_RETURNS = "record what came back"
    SEE_REGISTER = "see the register of agreements"
    MARK_NEVER = "say that a child is never pictured, or whose answers no longer count"
    CHANGE_WORDING = "change the wording of agreements"
    KEEP_ANSWERS = "say that changed words ask for no more"
    CHECK_TRANSLATION = "say that a translation is right"
    SEE_STAFF_AGREEMENTS = "see the agreements of staff"
    SEE_FIGURES = "see what reports come to in numbers"
    TELL_GOVERNORS = "tell governors the figures"
    SEE_SUPERVISION = "see the register of who uses computers under supervision"
    REVIEW_FILTER = "make the yearly review of the filter"
    CHANGE_POLICY = "change the policy"
    APPROVE_POLICY = "say that the governors approved the policy"
    SEE_WHO_READ = "see who has read the policy, and who was trained"
    KEEP_TRAINING = "write down training"
    HOLD_MEETINGS = "invite parents to a meeting"
    KEEP_ACCOUNTS = "keep the school's accounts"
    SEE_ACCOUNTS = "see the school's accounts"
    CHECK_FILTER = "check the filter"
    SEE_GOVERNORS_PAGE = "see the governors' page"
    EXPLAIN_FIGURES = "change what is said of the governors' figures"
    MAKE_COPIES = "make copies of the school"
    PUT_BACK = "put back a copy of the school"
    MOVE_SCHOOL = "move the school to another place"
    SEE_WATCH = "see what was found wrong with the school's file and copies"


_STAFF = frozenset(
    {Role.TEACHER, Role.SUPPORT, Role.ICT_LEAD, Role.DSL, Role.DEPUTY_DSL, Role.HEADTEACHER}
)
_SAFEGUARDING = frozenset({Role.DSL, Role.DEPUTY_DSL})

#: The one table. Rules 1 to 3, 10 and 15.
MAY: dict[Right, frozenset[Role]] = {
    Right.REPORT: _STAFF,
    Right.TRIAGE: frozenset({Role.ICT_LEAD}),
    Right.DECIDE: _SAFEGUARDING | {Role.HEADTEACHER, Role.CHAIR},
    Right.SIGN_OFF: frozenset({Role.HEADTEACHER, Role.CHAIR}),
    Right.CLOSE: _SAFEGUARDING | {Role.HEADTEACHER, Role.CHAIR},
    Right.RECATEGORISE: _SAFEGUARDING,
    Right.ADD_TO_CASE: _STAFF | {Role.CHAIR},
    Right.LINK: _SAFEGUARDING | {Role.ICT_LEAD, Role.HEADTEACHER, Role.CHAIR},
    # Of each only what she may read.
    Right.READ_CHRONOLOGY: _STAFF | {Role.CHAIR},
    Right.READ_ADULTS: frozenset({Role.DSL, Role.HEADTEACHER}),
    # Whoever leads on ordinary reports: only they hold the keys of what others sent.
    Right.GIVE_BACK: _SAFEGUARDING | {Role.ICT_LEAD, Role.HEADTEACHER},
    Right.CHANGE_SETTINGS: frozenset({Role.ICT_LEAD, Role.HEADTEACHER}),
    Right.MANAGE_MEMBERS: frozenset({Role.ICT_LEAD, Role.HEADTEACHER}),
    Right.MANAGE_PUPILS: frozenset({Role.ICT_LEAD, Role.DSL, Role.HEADTEACHER}),
    # Governors see figures, never children (rule 1).
    Right.SEE_PUPILS: _STAFF,
    Right.CHANGE_SECOND_FACTOR: frozenset({Role.HEADTEACHER}),
    Right.SEE_AUDIT: frozenset({Role.HEADTEACHER, Role.DSL}),
    Right.PRINT_AGREEMENTS: _STAFF,
    Right.RECORD_RETURNS: _STAFF,
    Right.SEE_REGISTER: _STAFF,
    Right.MARK_NEVER: frozenset({Role.DSL, Role.HEADTEACHER}),
    Right.CHANGE_WORDING: frozenset({Role.ICT_LEAD, Role.HEADTEACHER}),
    Right.KEEP_ANSWERS: frozenset({Role.HEADTEACHER}),
    Right.CHECK_TRANSLATION: _STAFF,
    Right.SEE_STAFF_AGREEMENTS: frozenset({Role.ICT_LEAD, Role.HEADTEACHER}),
    # Each counts what she may read: the Chair hers alone.
    Right.SEE_FIGURES: _SAFEGUARDING | {Role.ICT_LEAD, Role.HEADTEACHER, Role.CHAIR},
    Right.TELL_GOVERNORS: frozenset({Role.DSL, Role.HEADTEACHER}),
    Right.SEE_SUPERVISION: _SAFEGUARDING | {Role.ICT_LEAD, Role.HEADTEACHER},
    Right.REVIEW_FILTER: frozenset({Role.ICT_LEAD, Role.HEADTEACHER}),
    Right.CHANGE_POLICY: frozenset({Role.ICT_LEAD, Role.HEADTEACHER}),
    Right.APPROVE_POLICY: frozenset({Role.HEADTEACHER, Role.CHAIR}),
    Right.SEE_WHO_READ: frozenset({Role.ICT_LEAD, Role.DSL, Role.HEADTEACHER}),
    Right.KEEP_TRAINING: frozenset({Role.ICT_LEAD, Role.DSL, Role.HEADTEACHER}),
    Right.HOLD_MEETINGS: frozenset({Role.ICT_LEAD, Role.DSL, Role.HEADTEACHER}),
    Right.KEEP_ACCOUNTS: frozenset({Role.ICT_LEAD}),
    Right.SEE_ACCOUNTS: frozenset({Role.ICT_LEAD, Role.HEADTEACHER}),
    Right.CHECK_FILTER: frozenset({Role.ICT_LEAD, Role.DSL, Role.HEADTEACHER}),
    # Counts alone: whoever has no other role reaches no child (rule 2).
    Right.SEE_GOVERNORS_PAGE: frozenset({Role.DSL, Role.HEADTEACHER, Role.CHAIR, Role.GOVERNOR}),
    Right.EXPLAIN_FIGURES: frozenset({Role.HEADTEACHER}),
    Right.MAKE_COPIES: frozenset({Role.ICT_LEAD, Role.HEADTEACHER}),
    Right.PUT_BACK: frozenset({Role.ICT_LEAD, Role.HEADTEACHER}),
    Right.MOVE_SCHOOL: frozenset({Role.ICT_LEAD, Role.HEADTEACHER}),
    Right.SEE_WATCH: frozenset({Role.ICT_LEAD, Role.HEADTEACHER}),
}


def may(roles: Iterable[Role], right: Right) -> bool:
    """Whether any of `roles` allows `right`."""
    return not MAY[right].isdisjoint(roles)


def require(roles: Iterable[Role], right: Right) -> None:
    """Raises `NotAllowed` unless one of `roles` allows `right`."""
    if not may(roles, right):
        needed = ", ".join(role.title for role in Role if role in MAY[right])
        raise NotAllowed(f"You cannot {right.value} here.", what_to_do=f"Ask: {needed}.")
