"""The head of the school's papers, as its settings have it."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from trent_desktop.documents.page import Letterhead
from trent_desktop.school.settings.on_laptop import SettingsOnLaptop
from trent_desktop.school.settings.values import SchoolProfile


class WithSettings(Protocol):
    """What has the settings of a school, as an open school does."""

    @property
    def settings(self) -> SettingsOnLaptop:
        """The school's settings."""
        ...


def letterhead_of(school: WithSettings) -> Letterhead:
    """For everything that the school prints. In memory."""
    settings = school.settings
    said = settings.current().data_protection
    return replace(letterhead_for(settings.profile()), data_protection=said)


def letterhead_for(profile: SchoolProfile) -> Letterhead:
    """The same for a school that nobody is signed in at yet."""
    lines = tuple(line.strip() for line in profile.address.splitlines() if line.strip())
    return Letterhead(profile.name, lines, profile.crest)
