"""The grown-ups of the sample school, and who to tell. All of them are invented.

Phone numbers are from the ranges that Ofcom keeps for drama; nobody answers there.
"""

from __future__ import annotations

from trent_desktop.roles import Role
from trent_desktop.sample.names import draw_name
from trent_desktop.sample.values import (
    SampleClass,
    SampleContact,
    SampleMember,
    dice,
    invented_id,
)

SCHOOL_NAME = "Larkfield Primary School (sample)"
ADDRESS = "Larkfield Lane\nLondon E99 9ZZ\n020 7946 0100 · office@larkfield.example"
FILTER_NAME = "LGfL SchoolProtect (formerly WebScreen)"

#: `teacher1` teaches this class, because the tour of the program follows a Year 4 teacher.
WALKTHROUGH_CLASS = "4B"
#: The ICT Lead teaches here two days a week, beside the class teacher.
ICT_LEAD_CLASS = "5A"

_NAMED: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("head", "Ruth Adekunle-Shaw", frozenset({Role.HEADTEACHER})),
    ("ict", "Tomasz Wierzbicki", frozenset({Role.ICT_LEAD, Role.TEACHER})),
    ("dsl", "Farida Choudhuri", frozenset({Role.DSL})),
    ("deputy", "Siobhán McGarrigle", frozenset({Role.DEPUTY_DSL, Role.TEACHER})),
    ("chair", "Neville Braithwaite-Lowe", frozenset({Role.CHAIR})),
    ("governor1", "Eleni Hadjimichael", frozenset({Role.GOVERNOR})),
    ("governor2", "Prakash Solankiwala", frozenset({Role.GOVERNOR})),
)
_TEACHERS = (
    "Hannah Pettigrew-Oduya",
    "Yasmin Karimzada",
    "Declan O'Hanrahan",
    "Zeynep Karataş",
    "Grace Amoah-Bonsu",
    "Oliver Fairbrother",
    "Magda Jabłońska",
    "Nadia Boukhalfa",
    "Gareth Llywelyn-Pugh",
    "Thuỳ Linh Đoàn",
    "Marcia Wedderburn",
    "Ioana Dumitrașcu",
    "Imran Talukdar",
    "Charlotte Ravenscroft",
)
_SUPPORT = (
    "Comfort Asantewaa",
    "Dorota Zalewska",
    "Abdirizak Samatar",
    "Joyce Nembhard",
    "Lakshmi Thavarajah",
    "Ken Satterthwaite",
    "Besarta Krasniqi",
    "Inês Figueira",
    "Delroy Pinnock",
)


def make_members(classes: tuple[SampleClass, ...], seed: int) -> tuple[SampleMember, ...]:
    """Seven named roles, a teacher for each class, nine support staff: thirty by default.

    Teacher *n* has class *n* in the order Reception to Year 6, but for one exchange: `teacher1`
    has 4B, and 4B's teacher by number has the first class.
    """
    source = dice(seed, "staff")
    by_name = {one.name: one.id for one in classes}
    members = [
        SampleMember(
            invented_id(source), name, sign_in, roles, by_name.get(_class_of_role(sign_in))
        )
        for sign_in, name, roles in _NAMED
    ]
    taken = {name for _, name, _ in _NAMED} | set(_TEACHERS) | set(_SUPPORT)
    order = [one.id for one in classes]
    if WALKTHROUGH_CLASS in by_name:
        at = order.index(by_name[WALKTHROUGH_CLASS])
        order[0], order[at] = order[at], order[0]
    for number, class_id in enumerate(order, 1):
        name = _TEACHERS[number - 1] if number <= len(_TEACHERS) else " ".join(draw_name(source))
        while number > len(_TEACHERS) and name in taken:
            name = " ".join(draw_name(source))
        taken.add(name)
        members.append(
            SampleMember(
                invented_id(source), name, f"teacher{number}", frozenset({Role.TEACHER}), class_id
            )
        )
    members += (
        SampleMember(invented_id(source), name, f"support{number}", frozenset({Role.SUPPORT}))
        for number, name in enumerate(_SUPPORT, 1)
    )
    return tuple(members)


def _class_of_role(sign_in_name: str) -> str:
    return ICT_LEAD_CLASS if sign_in_name == "ict" else ""


def make_contacts() -> tuple[SampleContact, ...]:
    """Who to tell, by the names that `reports.telling` asks for. All are invented."""
    names = {sign_in: name for sign_in, name, _ in _NAMED}
    dsl, deputy, ict = Role.DSL, Role.DEPUTY_DSL, Role.ICT_LEAD
    return (
        SampleContact(dsl, names["dsl"], "020 7946 0112", "Room beside the library"),
        SampleContact(deputy, names["deputy"], "020 7946 0113", "Year 2 corridor"),
        SampleContact(Role.HEADTEACHER, names["head"], "020 7946 0101", "School office"),
        SampleContact(ict, names["ict"], "020 7946 0114", "Room 5A"),
        SampleContact(Role.CHAIR, names["chair"], "07700 900318", "Evenings too"),
        SampleContact(
            "network-manager", "Larkfield IT Services", "01632 960214", "Weekdays, 8 to 5"
        ),
        SampleContact("social-care", "Duty team (invented)", "01632 960377", "Day and night"),
        SampleContact("lado", "Adebisi Quartermaine-Holt", "01632 960391", "Weekdays, 9 to 5"),
    )
