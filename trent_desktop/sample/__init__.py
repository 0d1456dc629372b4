"""A complete invented school, the same for the same seed: for trying out, tests and pictures.

    school = sample_school(dt.date(2026, 11, 22))
    for case in each_case(school, 160): ...

Everybody signs in with `SAMPLE_PASSWORD`. Writing it into a folder or onto a server is in
`trent_desktop.sample.filling`, which brings the database with it.
"""

from trent_desktop.sample.cases import each_case
from trent_desktop.sample.school import sample_school
from trent_desktop.sample.values import (
    SAMPLE_PASSWORD,
    SampleCase,
    SampleClass,
    SampleContact,
    SampleMember,
    SamplePupil,
    SampleSchool,
    SampleStage,
    SampleStep,
)

__all__ = [
    "SAMPLE_PASSWORD",
    "SampleCase",
    "SampleClass",
    "SampleContact",
    "SampleMember",
    "SamplePupil",
    "SampleSchool",
    "SampleStage",
    "SampleStep",
    "each_case",
    "sample_school",
]
