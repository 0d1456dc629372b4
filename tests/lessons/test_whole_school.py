"""What all classes were taught: by letter, subject and strand, in numbers and on paper."""

from __future__ import annotations

import datetime as dt
import io
import uuid

from pypdf import PdfReader

from tests.lessons.test_documents import HEAD
from trent_desktop.lessons.lesson import Letter
from trent_desktop.lessons.on_laptop import our_packs
from trent_desktop.lessons.school_papers import school_coverage_pdf
from trent_desktop.lessons.taught_here import subjects_of
from trent_desktop.lessons.values import Evidence, Taught, coverage
from trent_desktop.lessons.whole_school import NOTHING, Tally, evenly, school_coverage
from trent_desktop.school.people.people import SchoolClass, YearGroup

TODAY = dt.date(2026, 11, 23)
LOOKED = Evidence(planned=30, minutes=1, activities=4, begun=0)


def school_class(name: str) -> SchoolClass:
    return SchoolClass(uuid.uuid4(), name, (YearGroup.Y4,))


def taught(to: SchoolClass, name: str, evidence: Evidence | None = None, day: int = 3) -> Taught:
    lesson = next(one.lesson for one in our_packs() if one.name == name)
    return Taught(
        uuid.uuid4(), name, to.id, to.name, uuid.uuid4(), dt.datetime(2026, 11, day, 10, tzinfo=dt.UTC),
        30, 9, 9, lesson.title, lesson.letter, lesson.band.value, lesson.strands, None,
        evidence or Evidence(), lesson.subjects,
    )  # fmt: skip


def test_ours_are_of_computing_or_of_both_subjects() -> None:
    assert {one.lesson.subjects for one in our_packs()} <= {("Computing",), ("Computing", "PSHE")}
    assert subjects_of("safe-3-4")
    assert subjects_of("own-of-the-school") == ()


def test_each_class_counts_each_lesson_once_and_what_was_looked_at_apart() -> None:
    oak, ash = school_class("4 Oak"), school_class("4 Ash")
    gone = school_class("6C")
    found = school_coverage(
        [oak, ash],
        [
            taught(oak, "safe-3-4"),
            taught(oak, "safe-3-4", day=10),
            taught(oak, "meeting-3-4", LOOKED),
            taught(ash, "assembly"),
            taught(gone, "tell-3-4"),
        ],
        TODAY,
    )
    assert found.classes == ("4 Oak", "4 Ash")
    assert found.letters["4 Oak", Letter.SAFE] == Tally(1, 0)
    assert found.letters["4 Oak", Letter.MEETING].words == "looked at"
    assert found.letters.get(("4 Oak", Letter.TELL), NOTHING).words == "–"
    assert found.letters["4 Ash", Letter.TELL] == Tally(1, 0)  # the assembly is on all letters
    assert found.subjects["4 Oak", "Computing"] == Tally(1, 1)
    assert [name for name, _ in found.by_class()] == ["4 Oak", "4 Ash"]
    of_oak = coverage([taught(oak, "safe-3-4"), taught(oak, "meeting-3-4", LOOKED)], TODAY)
    assert of_oak.subjects == dict.fromkeys(subjects_of("safe-3-4"), 1)


def test_the_paper_of_a_large_school_has_every_class() -> None:
    classes = [school_class(f"{year}{form}") for year in range(1, 8) for form in "ABCD"]
    pdf = school_coverage_pdf(
        HEAD,
        school_coverage(classes, [taught(one, "safe-3-4") for one in classes[::2]], TODAY),
        TODAY,
    )
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    assert all(text.count(one.name) == 2 for one in classes)
    assert "Computing" in text
    assert "Online bullying" in text


def test_columns_are_parted_evenly_and_none_is_lost() -> None:
    for count in range(1, 60):
        parts = evenly(count, 12)
        assert [at for one in parts for at in range(count)[one]] == [*range(count)]
        sizes = [one.stop - one.start for one in parts]
        assert max(sizes) <= 12
        assert max(sizes) - min(sizes) <= 1
    assert [one.stop - one.start for one in evenly(14, 12)] == [7, 7]


def test_no_page_of_a_school_with_fourteen_classes_has_two_of_them_alone() -> None:
    classes = [school_class(f"{year}{form}") for year in range(1, 8) for form in "AB"]
    pdf = school_coverage_pdf(HEAD, school_coverage(classes, [], TODAY), TODAY)
    last = PdfReader(io.BytesIO(pdf.content)).pages[-1].extract_text()
    assert sum(one.name in last for one in classes) == 7
