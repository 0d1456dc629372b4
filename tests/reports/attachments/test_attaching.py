"""Attaching to a case and looking at it: what is kept, what is stored, what the audit says."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.reports.attachments import files
from tests.reports.attachments.steps import NAME, attach, rows_of
from tests.reports.doing import act, send
from tests.schools import SmallSchool
from trent_desktop.problems import MoveNotPossible, NotFound, UnreadableFile
from trent_desktop.reports.attachments.attached import MOST_ATTACHED
from trent_desktop.reports.attachments.pages import packed
from trent_desktop.reports.cases import Move
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.later import added_later
from trent_desktop.reports.models import AttachmentRow
from trent_desktop.reports.timeline_words import entry_words

pytestmark = pytest.mark.both_databases


def everything_written(school: SmallSchool) -> Iterator[bytes]:
    """Every file that the school's folder and the laptops hold."""
    places = [school.folder]
    if school.location.folder is not None:
        places.append(school.location.folder)
    for place in places:
        for path in place.rglob("*"):
            if path.is_file() and path.name != NAME:
                yield path.read_bytes()


class TestAttaching:
    def test_a_picture_is_seen_by_the_cases_readers(
        self, school: SmallSchool, picture: Path
    ) -> None:
        teacher, head = school.open("teacher1"), school.open("head")
        sent = send(school, teacher)
        entry_id = attach(teacher, sent.case_id, picture)
        case = head.cases.open_case(sent.case_id)
        (one,) = head.attachments.listed(case).attachments
        assert (one.id, one.name, one.what, one.author_name) == (
            entry_id, NAME, "Picture", "Zoë O'Neill",
        )  # fmt: skip
        seen = head.attachments.view(sent.case_id, entry_id)
        assert (seen.viewer, seen.attachment) == ("Maya Okonkwo-Reid", one)
        (page,) = seen.pages
        assert (page.width, page.height, page.is_png) == (400, 300, True)
        assert one.sha256 == hashlib.sha256(packed([page.content])).hexdigest()
        assert one.size == len(packed([page.content]))

    def test_a_pdf_has_its_pages(self, school: SmallSchool) -> None:
        teacher = school.open("teacher1")
        sent = send(school, teacher)
        entry_id = attach(teacher, sent.case_id, files.pdf(3))
        seen = teacher.attachments.view(sent.case_id, entry_id)
        assert (seen.attachment.what, len(seen.pages)) == ("PDF, 3 pages", 3)

    def test_twice_is_once(self, school: SmallSchool, picture: Path) -> None:
        teacher = school.open("teacher1")
        sent = send(school, teacher)
        entry_id = attach(teacher, sent.case_id, picture)
        picture.unlink()
        assert teacher.attachments.add(sent.case_id, picture, entry_id).name == NAME
        case = teacher.cases.open_case(sent.case_id)
        assert len(teacher.attachments.listed(case).attachments) == 1
        assert len(rows_of(school)) == 1

    def test_what_is_refused_leaves_nothing(self, school: SmallSchool) -> None:
        teacher = school.open("teacher1")
        sent = send(school, teacher)
        before = teacher.cases.open_case(sent.case_id)
        with pytest.raises(UnreadableFile, match="program"):
            teacher.attachments.add(sent.case_id, b"MZ\x90\0", uuid.uuid4())
        assert rows_of(school) == []
        assert teacher.cases.open_case(sent.case_id).timeline == before.timeline

    def test_the_number_is_bounded(self, school: SmallSchool) -> None:
        teacher = school.open("teacher1")
        sent = send(school, teacher)
        for _ in range(MOST_ATTACHED):
            attach(teacher, sent.case_id, files.png(20, 20))
        case = teacher.cases.open_case(sent.case_id)
        listed = teacher.attachments.listed(case)
        assert (listed.may_add, listed.full) == (False, True)
        with pytest.raises(MoveNotPossible, match=f"{MOST_ATTACHED} files"):
            attach(teacher, sent.case_id, files.png(20, 20))

    def test_others_hear_of_it_and_lists_show_when(
        self, school: SmallSchool, picture: Path
    ) -> None:
        teacher, ict = school.open("teacher1"), school.open("ict")
        sent = send(school, teacher)
        ict.follow()
        teacher.follow()
        school.clock.turn(minutes=10)
        attach(teacher, sent.case_id, picture)
        (hers,) = teacher.cases.page(CaseQuery()).rows  # before any look at the share
        assert ict.follow().cases == {sent.case_id}
        (his,) = ict.cases.page(CaseQuery()).rows
        assert hers.updated_at == his.updated_at > hers.recorded_at

    def test_a_name_is_one_bounded_line_and_no_link(
        self, school: SmallSchool, tmp_path: Path
    ) -> None:
        teacher = school.open("teacher1")
        sent = send(school, teacher)
        path = tmp_path / ("\u202egpj.exe www.example.com " + "x" * 150 + ".png")
        path.write_bytes(files.png())
        attach(teacher, sent.case_id, path)
        case = teacher.cases.open_case(sent.case_id)
        (one,) = teacher.attachments.listed(case).attachments
        assert "\u202e" not in one.name
        assert len(one.name) <= 120
        entry = case.timeline[-1]
        words = entry_words(entry, kind_named("content"), {})
        assert words.head == "Picture attached: Zoë O'Neill, Teacher"
        assert "www[.]example[.]com" in words.words
        assert "not printed" in words.words

    def test_after_the_signature_it_is_told_as_added_later(
        self, school: SmallSchool, picture: Path
    ) -> None:
        teacher, ict, head = map(school.open, ("teacher1", "ict", "head"))
        sent = send(school, teacher)
        case = act(ict.cases, ict.cases.open_case(sent.case_id), Move.NO_BLOCK_NEEDED, "Gone.")
        act(head.cases, head.cases.open_case(sent.case_id), Move.SIGN_OFF, "Dealt with.")
        entry_id = attach(teacher, sent.case_id, picture)
        case = head.cases.open_case(sent.case_id)
        assert added_later(case.timeline) == {entry_id}
        words = entry_words(case.timeline[-1], kind_named("content"), {}, later=True)
        assert words.head == "Added later: picture attached: Zoë O'Neill, Teacher"
        assert head.follow().added_later == (sent.reference,)


class TestWhatIsStored:
    def test_neither_picture_nor_name_nor_key_stands_anywhere_in_the_clear(
        self, school: SmallSchool, picture: Path
    ) -> None:
        teacher, ict = school.open("teacher1"), school.open("ict")
        sent = send(school, teacher)
        entry_id = attach(teacher, sent.case_id, picture)
        page = teacher.attachments.view(sent.case_id, entry_id).pages[0]
        for one in (teacher, ict):
            one.follow()
            one.cases.open_case(sent.case_id)
        ((_, content),) = rows_of(school)
        gone = (page.content[:60], page.content[-60:], NAME.encode(), b"IHDR")
        for part in gone:
            assert part not in content
        for written in everything_written(school):
            for part in gone[:3]:
                assert part not in written
        with ict.signed_in.database.read() as session:
            told = str(session.execute(text("SELECT * FROM audit_entry")).all())
        assert NAME not in told

    def test_the_key_does_not_leave_the_service(self, school: SmallSchool, picture: Path) -> None:
        teacher = school.open("teacher1")
        sent = send(school, teacher)
        attach(teacher, sent.case_id, picture)
        for case in (
            teacher.cases.open_case(sent.case_id),
            teacher.cases.copy_for_print(sent.case_id),
        ):
            assert "key" not in case.timeline[-1].details
            assert case.timeline[-1].details["sha256"]
        # And it still opens after somebody has written to the case.
        act(teacher.cases, case, Move.NOTE, "This is the chat.")
        (one,) = teacher.attachments.listed(teacher.cases.open_case(sent.case_id)).attachments
        assert teacher.attachments.view(sent.case_id, one.id).pages

    def test_a_name_is_not_searched_for(self, school: SmallSchool, picture: Path) -> None:
        teacher = school.open("teacher1")
        sent = send(school, teacher)
        attach(teacher, sent.case_id, picture)
        assert teacher.cases.page(CaseQuery("volcanoes")).rows
        assert not teacher.cases.page(CaseQuery("chat")).rows

    @pytest.mark.parametrize("harm", ["changed", "swapped", "gone", "not ours"])
    def test_what_was_changed_is_said_and_not_shown(
        self, school: SmallSchool, harm: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        teacher = school.open("teacher1")
        sent = send(school, teacher)
        one, two = (attach(teacher, sent.case_id, files.png(20, 20 + at)) for at in range(2))
        with school.open("ict").signed_in.database.write() as session:
            row, other = (session.get_one(AttachmentRow, which) for which in (one, two))
            if harm == "changed":
                row.content = row.content[:-1] + bytes([row.content[-1] ^ 1])
            elif harm == "swapped":
                row.content, other.content = other.content, row.content
            elif harm == "gone":
                session.delete(row)
        if harm == "not ours":
            # Whoever may read the case could put something else there, digest and all.
            from trent_desktop.reports.attachments import service

            monkeypatch.setattr(service, "taken_out", lambda *_: b"<svg onload='x()'/>")
        with pytest.raises(NotFound, match="changed or taken away"):
            teacher.attachments.view(sent.case_id, one)
        assert teacher.cases.open_case(sent.case_id).timeline[-1].details["pages"] == 1


class TestTheAudit:
    def test_each_view_is_a_link_of_the_chain(self, school: SmallSchool, picture: Path) -> None:
        teacher, dsl, head = map(school.open, ("teacher1", "dsl", "head"))
        sent = send(school, teacher)
        entry_id = attach(teacher, sent.case_id, picture)
        for one in (teacher, dsl, dsl):
            one.attachments.view(sent.case_id, entry_id)
        found = [e for e in head.cases.history(sent.case_id) if e.act.startswith("attachment")]
        assert [(e.act, e.member_id) for e in reversed(found)] == [
            ("attachment added", school.members["teacher1"]),
            ("attachment viewed", school.members["teacher1"]),
            ("attachment viewed", school.members["dsl"]),
            ("attachment viewed", school.members["dsl"]),
        ]
        assert {e.details["attachment"] for e in found} == {str(entry_id)}
        assert head.check_audit().broken_at is None

    def test_what_cannot_be_written_down_is_not_shown(
        self, school: SmallSchool, picture: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        teacher = school.open("teacher1")
        sent = send(school, teacher)
        entry_id = attach(teacher, sent.case_id, picture)
        from trent_desktop.storage import audit

        def fail(*_: object) -> None:
            raise RuntimeError("no room")

        monkeypatch.setattr(audit, "write_entry", fail)
        with pytest.raises(RuntimeError, match="no room"):
            teacher.attachments.view(sent.case_id, entry_id)

    def test_looking_is_no_news(self, school: SmallSchool, picture: Path) -> None:
        teacher, ict = school.open("teacher1"), school.open("ict")
        sent = send(school, teacher)
        entry_id = attach(teacher, sent.case_id, picture)
        ict.follow()
        teacher.attachments.view(sent.case_id, entry_id)
        assert ict.follow().cases == frozenset()


def test_the_command_line_says_that_there_is_one_and_no_more(
    folder_school: SmallSchool,
    picture: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from tests.schools import PASSWORD
    from trent_desktop.cli import parse, run

    teacher = folder_school.open("teacher1")
    sent = send(folder_school, teacher)
    attach(teacher, sent.case_id, picture)
    monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
    place = ["--school", folder_school.location.shown, "--as", "ict", "--json"]
    assert run(parse(["cases", "show", sent.reference, *place])) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["timeline"][-1]["what"] == "attachment"
    assert "key" not in json.dumps(said)
