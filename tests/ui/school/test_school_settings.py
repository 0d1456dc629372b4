"""The school's settings in the window."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.gallery.stage import Stage, settle
from tests.ui.school.test_members import agree, at, look, press
from trent_desktop.problems import UnreadableFile
from trent_desktop.roles import Role
from trent_desktop.school.settings.crest import check_crest
from trent_desktop.school.settings.dated_tables import TableName, shipped
from trent_desktop.school.settings.letterhead import letterhead_of
from trent_desktop.school.settings.values import Chain
from ui.components.buttons import DangerButton
from ui.documents import DocumentPreview
from ui.school.settings.consents_page import ConsentsPage
from ui.school.settings.crest_picture import png_of
from ui.school.settings.days import Toward, day_typed, read_day, today_here
from ui.school.settings.section import SchoolSettingsPage

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="40" height="80">
<rect width="40" height="80" fill="#0a5"/></svg>"""


def test_details_and_crest_are_on_every_paper(stage: Stage, tmp_path: Path) -> None:
    _, page = at(stage, "settings", SchoolSettingsPage, "head")
    press(page.rows["details"])
    (tmp_path / "crest.svg").write_bytes(SVG)
    assert page.crest is not None
    page.crest.take(str(tmp_path / "crest.svg"))
    assert page.crest.png
    page.name.setText(" ")
    page.adopted.setText("some day")
    press(page.save)
    assert page.blocks["policy_adopted"].error.text()
    page.adopted.setText("Wednesday 1 December 2026")
    press(page.save)
    said = page.blocks["policy_adopted"].error.text()
    assert said == "1 December 2026 is a Tuesday, not a Wednesday."
    page.adopted.setText("22 November 2026")
    press(page.save)
    assert page.blocks["name"].error.text()
    page.name.setText("Oakfield Primary School")
    press(page.save)
    look(page)
    head = letterhead_of(page.desk.school)
    assert head.school == "Oakfield Primary School"
    with Image.open(io.BytesIO(head.crest)) as picture:
        assert picture.format == "PNG"
        assert picture.height == 2 * picture.width


def test_contacts_filter_and_idle_lock(stage: Stage) -> None:
    _, page = at(stage, "settings", SchoolSettingsPage)
    press(page.rows["contacts"])
    assert page.contacts is not None
    page.contacts.fields[0].phone.setText("020 7946 0999")
    press(page.contacts.save)
    look(page)
    assert page.desk.school.settings.current().contacts[0].phone == "020 7946 0999"
    press(page.rows["filter"])
    page.filter_fields.name.setText("Another filter")
    press(page.save)
    press(page.rows["idle"])
    page.idle.setText("400")
    press(page.save)
    assert page.blocks["idle_minutes"].error.text()
    page.idle.setText("7")
    press(page.save)
    look(page)
    settings = page.desk.school.settings.current()
    assert (settings.filter_name, settings.idle_minutes) == ("Another filter", 7)


def test_only_the_headteacher_says_whose_laptops_must_be_known(stage: Stage) -> None:
    _, page = at(stage, "settings", SchoolSettingsPage)
    press(page.rows["second-factor"])
    assert not page.save.isVisible()
    _, page = at(stage, "settings", SchoolSettingsPage, "head")
    press(page.rows["second-factor"])
    page.roles.choose([Role.DSL.value])
    press(page.save)
    look(page)
    assert page.desk.school.settings.second_factor_roles() == {Role.DSL}


def test_a_table_is_changed_and_put_back(stage: Stage) -> None:
    _, page = at(stage, "settings", SchoolSettingsPage)
    press(page.rows["app-ages"])
    table = page.table
    assert table is not None
    press(table.change)
    table.fields[0].value.setText("")
    press(table.save)
    assert "must not be empty" in table.fields[0].blocks["value"].error.text()
    table.fields[0].value.setText("16")
    press(table.save)
    look(page)
    ours = page.desk.school.settings.table(TableName.APP_AGES)
    assert ours.rows[0].value == "16"
    assert not ours.is_ours
    press(page.rows["app-ages"])
    assert page.table is not None
    page.table._ask_restore()
    settle()
    agree(page, DangerButton)
    look(page)
    assert page.desk.school.settings.table(TableName.APP_AGES) == shipped(TableName.APP_AGES)


def test_a_teacher_may_look_and_not_change(stage: Stage) -> None:
    _, page = at(stage, "settings", SchoolSettingsPage, "teacher1")
    press(page.rows["idle"])
    assert not page.save.isVisible()
    press(page.rows["retention"])
    assert page.table is not None
    assert not hasattr(page.table, "change")


def test_an_svg_is_drawn_and_a_hostile_one_refused() -> None:
    assert png_of(check_crest(SVG)).startswith(b"\x89PNG")
    for hostile in (
        SVG.replace(b"<rect", b"<script>alert(1)</script><rect"),
        SVG.replace(b"<rect", b'<image href="http://example.org/x.png"/><rect'),
        SVG.replace(b'fill="#0a5"', b'fill="url(http://example.org/#a)"'),
        SVG.replace(b"<rect", b'<rect onload="x()"'),
        SVG.replace(b"<rect", b"<foreignObject/><rect"),
        SVG.replace(b"<rect", b'<use href="file:///etc/hostname"/><rect'),
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG,
        SVG[:60],
    ):
        with pytest.raises(UnreadableFile):
            check_crest(hostile)


@pytest.mark.parametrize("typed", ["22/11/2026", "22.11.2026", "22 November 2026", "2026-11-22"])
def test_days_as_people_type_them(typed: str) -> None:
    day = read_day(typed)
    assert day is not None
    assert day_typed(day) == "22/11/2026"
    assert read_day("  ") is None
    with pytest.raises(ValueError, match="February 2026 has 28 days"):
        read_day("31/02/2026")
    with pytest.raises(ValueError, match="Write a day like"):
        read_day("31/13/2026")


def test_who_leads_on_bullying_is_chosen(stage: Stage) -> None:
    _, page = at(stage, "settings", SchoolSettingsPage, "head")
    press(page.rows["bullying"])
    assert page.chain.value() == Chain.DSL
    press(page.chain.rows()[Chain.HEADTEACHER.value])
    press(page.save)
    look(page)
    assert page.desk.school.settings.current().bullying_chain is Chain.HEADTEACHER


def test_the_headteacher_changes_what_letters_start_with(stage: Stage) -> None:
    _, page = at(stage, "settings", SchoolSettingsPage, "head")
    letters = page.desk.school.letters
    (letter,) = [one for one in letters.all() if one.name == "contact"]
    press(page.rows["letters"])
    area = page.letters["contact"]
    assert area.toPlainText() == letter.text
    area.setPlainText("Dear family of {school},")
    press(page.save)
    look(page)
    assert letters.text(letter) == "Dear family of {school},"
    _, others = at(stage, "settings", SchoolSettingsPage, "ict")
    press(others.rows["letters"])
    assert others.letters["contact"].isReadOnly()
    assert not others.save.isVisible()


def test_where_requests_go_as_e_mail(stage: Stage) -> None:
    _, page = at(stage, "settings", SchoolSettingsPage)
    press(page.rows["mail"])
    fields = page.mail_fields
    fields.to.setText("ict.lead@larkfield.example")
    fields.host.setText("mail.larkfield.example")
    fields.security.choose("tls")
    fields.port.setText("many")
    press(page.save)
    assert page.blocks["mail_port"].error.text()
    fields.port.setText("465")
    press(page.save)
    look(page)
    kept = page.desk.school.settings.current()
    assert (kept.mail_to, kept.mail_host) == (
        "ict.lead@larkfield.example",
        "mail.larkfield.example",
    )
    assert (kept.mail_port, kept.mail_security) == (465, "tls")


def test_the_review_of_the_filter_is_shown_and_saved(stage: Stage, tmp_path: Path) -> None:
    class Here:
        def ask(self, parent: object, name: str, chosen: Callable[[Path], None]) -> None:
            chosen(tmp_path / name)

    _, page = at(stage, "settings", SchoolSettingsPage, "head")
    press(page.rows["review"])
    review = page.filter_review
    review.year.choose("2025")
    review.places = Here()
    press(review.table)
    (saved,) = tmp_path.glob("*.csv")
    assert saved.name == "Review of the filter 2025-26.csv"
    assert len(saved.read_text("utf-8-sig").splitlines()) > 5
    press(review.paper)
    preview = page.findChild(DocumentPreview)
    assert isinstance(preview, DocumentPreview)
    assert preview._pages is not None
    preview.left.emit()
    settle()
    assert review.paper.isVisible()
    _, page = at(stage, "settings", SchoolSettingsPage, "teacher1")
    assert "review" not in page.rows


def test_for_how_long_a_yes_about_pictures_counts_is_chosen(stage: Stage) -> None:
    _, page = at(stage, "settings", SchoolSettingsPage)
    press(page.rows["consents"])
    fields = page.findChildren(ConsentsPage)
    fields[0].years.choose("2")
    look(page)
    fields[0].data_protection.setText(" Ms Okoro,  dpo@larkfield.example")
    press(fields[0].save)
    look(page)
    kept = page.desk.school.settings.current()
    assert (kept.consent_years, kept.data_protection) == (2, "Ms Okoro, dpo@larkfield.example")
    assert letterhead_of(page.desk.school).data_protection == kept.data_protection


@pytest.mark.parametrize(
    ("typed", "toward", "day"),
    [
        ("Tomorrow", Toward.COMING, dt.date(2026, 11, 24)),
        ("next Monday", Toward.COMING, dt.date(2026, 11, 30)),
        ("1/9/27", Toward.COMING, dt.date(2027, 9, 1)),
        ("1st September", Toward.COMING, dt.date(2027, 9, 1)),
        ("1st September", Toward.PAST, dt.date(2026, 9, 1)),
        ("20 November", Toward.NEAR, dt.date(2026, 11, 20)),
        ("3 December", Toward.NEAR, dt.date(2026, 12, 3)),
        ("soon", Toward.COMING, None),
    ],
)
def test_days_are_understood_as_people_say_them(
    typed: str, toward: Toward, day: dt.date | None
) -> None:
    today = dt.date(2026, 11, 23)
    if day is not None:
        assert read_day(typed, toward, today) == day
        return
    with pytest.raises(ValueError, match="Write a day like") as refused:
        read_day(typed, toward, today)
    example = read_day(str(refused.value).removesuffix(".").split()[-1])
    assert example is not None
    assert example > today_here()
