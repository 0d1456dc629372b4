"""What a school has set, as values: who to tell, the filter, what is printed."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast

from trent_desktop.newer import known


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to tell: who it is, and how to reach her or him. Text only."""

    role: str  # a `Role` value, or a name such as ``network-manager``, ``lado``, ``police``
    name: str
    phone: str = ""
    note: str = ""


class Chain(StrEnum):
    """Who leads the school's anti-bullying chain."""

    DSL = "dsl"
    HEADTEACHER = "headteacher"


@dataclass(frozen=True, slots=True)
class SchoolSettings:
    """The school's settings, with what they are until somebody changes them."""

    idle_minutes: int = 10
    filter_name: str = "LGfL SchoolProtect (formerly WebScreen)"
    filter_policy: str = "Pupils"
    contacts: tuple[Contact, ...] = field(default_factory=tuple[Contact, ...])
    bullying_chain: Chain = Chain.DSL
    #: Where requests for the filter go as e-mail, from whom, and through which server. Its
    #: password is nowhere among these.
    mail_to: str = ""
    mail_from: str = ""
    mail_host: str = ""
    mail_port: int = 587
    mail_security: str = "starttls"
    mail_user: str = ""
    #: For how many school years a yes about pictures counts; 0: as long as the child is here.
    consent_years: int = 0
    #: Where the privacy notice is, and who answers questions about data protection.
    data_protection: str = ""


@dataclass(frozen=True, slots=True)
class SchoolProfile:
    """What the school is called and prints. `crest` is a PNG, or empty."""

    name: str
    address: str
    crest: bytes = field(default=b"", repr=False)
    policy_adopted: dt.date | None = None
    policy_review: dt.date | None = None


IDLE_MINUTES = range(1, 121)


CONSENT_YEARS = range(8)
#: As much as stands on a form in the largest print.
LONGEST_DATA_PROTECTION = 200


PORTS = range(1, 65_536)


SECURITIES = ("starttls", "tls", "none")


def read_settings(stored: Mapping[str, Any]) -> SchoolSettings:
    """Settings out of what the database holds."""
    start = SchoolSettings()
    idle = stored.get("idle_minutes")
    contacts = stored.get("contacts")
    years = stored.get("consent_years")
    port, security = stored.get("mail_port"), str(stored.get("mail_security"))
    return SchoolSettings(
        idle if isinstance(idle, int) and idle in IDLE_MINUTES else start.idle_minutes,
        str(stored.get("filter_name") or start.filter_name),
        str(stored.get("filter_policy") or start.filter_policy),
        tuple(
            Contact(*(str(one.get(part, "")) for part in ("role", "name", "phone", "note")))
            for one in cast("list[dict[str, Any]]", contacts)
        )
        if isinstance(contacts, list)
        else (),
        bullying_chain=known(Chain, stored.get("bullying_chain")) or start.bullying_chain,
        mail_to=str(stored.get("mail_to") or ""),
        mail_from=str(stored.get("mail_from") or ""),
        mail_host=str(stored.get("mail_host") or ""),
        mail_port=port if isinstance(port, int) and port in PORTS else start.mail_port,
        mail_security=security if security in SECURITIES else start.mail_security,
        mail_user=str(stored.get("mail_user") or ""),
        consent_years=years if isinstance(years, int) and years in CONSENT_YEARS else 0,
        data_protection=str(stored.get("data_protection") or ""),
    )


def profile_in(name: str, address: str, settings: Mapping[str, Any]) -> SchoolProfile:
    """The school's profile out of what the database holds."""
    try:
        crest = base64.b64decode(str(settings.get("crest") or ""), validate=True)
    except ValueError:
        crest = b""
    return SchoolProfile(
        name, address, crest, _day(settings, "policy_adopted"), _day(settings, "policy_review")
    )


def _day(settings: Mapping[str, Any], name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(settings.get(name) or ""))
    except ValueError:
        return None
