"""What an e-mail about a request says: a reference, fixed words, hosts and days.

Nothing here takes a case. What a person typed is not in it, but for the host of an address; and
where a host spells the name of a child, it is left out too (rule 43).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from trent_desktop.problems import Problem
from trent_desktop.school.people.finding import spells_a_name

if TYPE_CHECKING:
    from email.headerregistry import Address
    from email.message import EmailMessage

#: Stands for what is left out.
LEFT_OUT: Final = "stands in the request"


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail, before it is one. `facts` are what the kind says may leave the school."""

    to: str
    sender: str
    title: str
    reference: str
    school: str
    facts: Sequence[tuple[str, str]]


def without_names(letter: Letter, names: Iterable[str]) -> Letter:
    """The same with every fact left out in which one of `names` is spelt."""
    wanted = tuple(names)
    facts = [
        (label, LEFT_OUT if spells_a_name(said, wanted) else said) for label, said in letter.facts
    ]
    return replace(letter, facts=facts)


def message_of(letter: Letter, at: dt.datetime) -> EmailMessage:
    """The e-mail. Raises `Problem` for an address that is none."""
    from email.message import EmailMessage
    from email.policy import SMTP
    from email.utils import format_datetime

    message = EmailMessage(policy=SMTP)
    message["Subject"] = f"{letter.title} {letter.reference}"
    message["Date"] = format_datetime(at)
    if letter.to:
        message["To"] = address(letter.to)
    if letter.sender:
        message["From"] = address(letter.sender)
    lines = [f"{letter.title}, {letter.reference}", ""]
    lines += [f"{label}: {said}" for label, said in letter.facts]
    lines += ["", "Open Trent Desktop to read all of it and to answer.", letter.school]
    message.set_content("\n".join(lines), cte="quoted-printable")
    return message


def as_eml(message: EmailMessage) -> bytes:
    """The e-mail as a file that a mail program opens as one that is still to be sent."""
    from email.message import EmailMessage
    from email.policy import SMTP

    draft = EmailMessage(policy=SMTP)
    for name, value in message.items():
        draft[name] = value
    draft["X-Unsent"] = "1"
    draft.set_payload(message.get_payload())
    return draft.as_bytes()


def address(text: str) -> Address:
    """An e-mail address as it is typed. Raises `Problem`."""
    from email.headerregistry import Address

    try:
        if any(letter.isspace() for letter in text.strip()):
            raise ValueError(text)
        found = Address(addr_spec=text.strip())
    except (ValueError, IndexError, Problem) as error:
        raise Problem(
            "This is not an e-mail address.", what_to_do="Put it right in the school’s settings."
        ) from error
    if not found.username or "." not in found.domain:
        raise Problem(
            "This is not an e-mail address.", what_to_do="Put it right in the school’s settings."
        )
    return found
