"""The sample school as a whole."""

from __future__ import annotations

import datetime as dt

from trent_desktop.sample.pupils import make_classes, make_pupils
from trent_desktop.sample.staff import (
    ADDRESS,
    FILTER_NAME,
    SCHOOL_NAME,
    make_contacts,
    make_members,
)
from trent_desktop.sample.values import SampleSchool


def sample_school(today: dt.date, *, pupils: int = 420, seed: int = 1) -> SampleSchool:
    """The invented school as it stands on `today`: the same for the same arguments.

    Raises ValueError for a number of pupils that cannot be (`pupils.FEWEST` to `pupils.MOST`).
    """
    classes = make_classes(pupils, seed)
    return SampleSchool(
        name=SCHOOL_NAME,
        address=ADDRESS,
        filter_name=FILTER_NAME,
        contacts=make_contacts(),
        classes=classes,
        members=make_members(classes, seed),
        pupils=make_pupils(pupils, classes, today, seed),
        today=today,
        seed=seed,
    )
