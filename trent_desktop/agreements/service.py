"""Agreements as an open school has them: one service for each thing that is done with them."""

from __future__ import annotations

from dataclasses import dataclass

from trent_desktop.agreements.giving.batches import BatchService
from trent_desktop.agreements.giving.families import Families
from trent_desktop.agreements.register.no_longer import VoiceService
from trent_desktop.agreements.register.register import Register
from trent_desktop.agreements.register.reminders import Reminders
from trent_desktop.agreements.register.returns import ReturnService
from trent_desktop.agreements.register.rows import asked_again
from trent_desktop.agreements.wording.purpose_service import PurposeService
from trent_desktop.agreements.wording.wordings import WordingService
from trent_desktop.school.keys.session import SignedIn


@dataclass(frozen=True, slots=True)
class Agreements:
    """What can be done with agreements: families, wordings, printing, returns, the register, reminders.

    `voices` says whose answers count no longer.
    """

    families: Families
    wordings: WordingService
    purposes: PurposeService
    batches: BatchService
    returns: ReturnService
    voices: VoiceService
    register: Register
    reminders: Reminders


def agreements_of(signed_in: SignedIn) -> Agreements:
    """The services of somebody who is signed in."""
    return Agreements(
        Families(signed_in),
        WordingService(signed_in),
        PurposeService(signed_in),
        BatchService(signed_in, asked_again),
        ReturnService(signed_in),
        VoiceService(signed_in),
        Register(signed_in),
        Reminders(signed_in),
    )
