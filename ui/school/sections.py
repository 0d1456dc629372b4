"""The parts of the School room, in the order of its front page."""

from __future__ import annotations

from collections.abc import Sequence

from ui.school.class_lists.section import CLASS_LIST
from ui.school.classes.pupils import PUPILS
from ui.school.keys.known_laptops import LAPTOPS
from ui.school.keys.recovery_code import RECOVERY_CODE
from ui.school.keys.roles import ROLES
from ui.school.people.members import MEMBERS
from ui.school.school_year.section import SCHOOL_YEAR
from ui.school.settings.section import SCHOOL_SETTINGS
from ui.school.supervision.section import SUPERVISION
from ui.school.timeline.section import TIMELINE
from ui.shell.section_room import Section


def sections() -> Sequence[Section]:
    """All parts."""
    return (
        PUPILS,
        CLASS_LIST,
        SCHOOL_YEAR,
        TIMELINE,
        SUPERVISION,
        MEMBERS,
        ROLES,
        LAPTOPS,
        RECOVERY_CODE,
        SCHOOL_SETTINGS,
    )
