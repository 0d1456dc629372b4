"""The parts of the School room."""

from __future__ import annotations

from collections.abc import Sequence

from trent_desktop.problems import Problem
from ui.shell.section_room import Section, SectionPage

__all__ = ["Section", "SectionPage", "problem_words", "sections"]


def problem_words(error: Exception) -> str:
    """What an error says to a person: only a `Problem` has words."""
    return str(error) if isinstance(error, Problem) else ""


def sections() -> Sequence[Section]:
    """All parts, in the order of the front page."""
    from ui.school.class_list import CLASS_LIST
    from ui.school.laptops import LAPTOPS
    from ui.school.members import MEMBERS
    from ui.school.pupils import PUPILS
    from ui.school.recovery_code import RECOVERY_CODE
    from ui.school.roles import ROLES
    from ui.school.school_year import SCHOOL_YEAR
    from ui.school_settings.section import SCHOOL_SETTINGS

    return (
        PUPILS,
        CLASS_LIST,
        SCHOOL_YEAR,
        MEMBERS,
        ROLES,
        LAPTOPS,
        RECOVERY_CODE,
        SCHOOL_SETTINGS,
    )
