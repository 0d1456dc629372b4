"""The head of the school's papers, as its settings have it."""

from __future__ import annotations

from trent_desktop.documents.page import Letterhead
from trent_desktop.open_school import OpenSchool
from trent_desktop.school.settings.service import SchoolProfile


def letterhead_of(school: OpenSchool) -> Letterhead:
    """For everything that the school prints. In memory."""
    return letterhead_for(school.settings.profile())


def letterhead_for(profile: SchoolProfile) -> Letterhead:
    """The same for a school that nobody is signed in at yet."""
    lines = tuple(line.strip() for line in profile.address.splitlines() if line.strip())
    return Letterhead(profile.name, lines, profile.crest)
