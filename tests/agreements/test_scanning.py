"""Codes are found on what a school's scanner or a telephone makes of our forms."""

from __future__ import annotations

import contextlib
import io
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageOps
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from tests.agreements.plans import HOW, SCHOOL, form, plan
from tests.agreements.scans import scanned_pages, scanned_pdf
from trent_desktop.agreements.codes import code_text
from trent_desktop.agreements.giving.batch import Form
from trent_desktop.agreements.kinds import Consent, Kind, PrintSize
from trent_desktop.agreements.paper.documents import fillable_pdf, write_batch
from trent_desktop.agreements.register.fields import together
from trent_desktop.agreements.register.scanning import codes_on, scan_file
from trent_desktop.problems import UnreadableFile

HEIC = Path(__file__).parent / "pictures" / "form.heic"
HEIC_CODE = "TDJE8R5NYC79Y8RMXU6QB4MJ"

FORMS = [
    form(Kind.PUPIL_KS1, "Aisha Khan"),
    form(Kind.PARENT, "محمد حسن"),
    form(Kind.CONSENTS, "Aisha Khan"),
]
CODES = [(code_text(SCHOOL, one.token),) for one in FORMS]


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scans") / "batch.pdf"
    write_batch(plan(("Class 4B", FORMS)), path, HOW)
    return path


# How a page lies on the glass is seen on one page as well as on three.
@pytest.mark.parametrize(("turned", "count"), [(0, 3), (90, 1), (180, 1), (270, 1)])
def test_a_scan_askew_and_speckled_gives_every_code(
    batch: Path, tmp_path: Path, turned: int, count: int
) -> None:
    scan = scanned_pdf(batch, tmp_path / "scan.pdf", turned=turned, pages=count)
    pages = list(scan_file(scan))
    assert [page.codes for page in pages] == CODES[:count]
    assert [(page.number, page.of) for page in pages] == [(at + 1, count) for at in range(count)]


def test_a_picture_from_a_telephone_gives_its_code(batch: Path, tmp_path: Path) -> None:
    page = scanned_pages(batch, pages=1)[0].resize((3000, 4200))
    page.save(tmp_path / "photo.jpeg", quality=60)
    (found,) = scan_file(tmp_path / "photo.jpeg")
    assert found.codes == CODES[0]


def test_several_forms_under_one_lid_give_several_codes(batch: Path, tmp_path: Path) -> None:
    first, second = scanned_pages(batch, pages=2, askew=0)
    both = Image.new("L", (first.width + second.width, max(first.height, second.height)), 255)
    both.paste(first, (0, 0))
    both.paste(second, (first.width, 0))
    both.save(tmp_path / "both.png", compress_level=1)
    (found,) = scan_file(tmp_path / "both.png")
    assert set(found.codes) == {CODES[0][0], CODES[1][0]}


def test_a_blank_page_and_one_without_a_code_are_told_apart(batch: Path, tmp_path: Path) -> None:
    speckles = Image.effect_noise((1650, 2330), 28)
    blank = Image.blend(Image.new("L", speckles.size, 250), speckles, 0.18)
    letter = blank.copy()
    ImageDraw.Draw(letter).text((200, 300), "Dear school, thank you.", fill=40, font_size=40)
    page = scanned_pages(batch, pages=1)[0]
    scan = tmp_path / "scan.pdf"
    blank.save(scan, save_all=True, append_images=[letter, page], resolution=200.0)
    found = [(one.codes, one.is_blank) for one in scan_file(scan)]
    assert found == [((), True), ((), False), (CODES[0], False)]


def test_pictures_as_other_programs_save_them_give_their_code(batch: Path, tmp_path: Path) -> None:
    page = scanned_pages(batch, pages=1, noise=4)[0]
    clear = Image.new("RGBA", page.size, (0, 0, 0, 0))  # black on nothing at all
    clear.putalpha(ImageOps.invert(page))
    clear.save(tmp_path / "clear.png", compress_level=1)
    deep = tmp_path / "deep.png"
    page.convert("I").point(lambda shade: shade * 257).convert("I;16").save(deep, compress_level=1)
    page.convert("1").save(tmp_path / "fax.bmp")
    page.convert("P").save(tmp_path / "colours.gif")
    for name in ("clear.png", "deep.png", "fax.bmp", "colours.gif"):
        (found,) = scan_file(tmp_path / name)
        assert found.codes == CODES[0], name


@pytest.mark.parametrize(
    ("dpi", "noise", "askew", "count"), [(150, 60, 3, 3), (200, 80, 12, 3), (300, 60, 3, 1)]
)
def test_a_poor_scan_still_gives_its_codes(
    batch: Path, dpi: int, noise: int, askew: float, count: int
) -> None:
    pages = scanned_pages(batch, dpi=dpi, noise=noise, askew=askew, pages=count)
    assert [codes_on(page) for page in pages] == CODES[:count]


def test_two_scans_at_once_do_not_get_into_each_others_way(batch: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda path: [one.codes for one in scan_file(path)], [batch, batch])
        assert list(found) == [CODES, CODES]


def test_a_file_is_read_by_what_it_is_not_by_its_name(batch: Path, tmp_path: Path) -> None:
    odd = tmp_path / "forms.png"
    odd.write_bytes(batch.read_bytes())
    assert [one.codes for one in scan_file(odd)] == CODES


def test_one_can_stop(batch: Path) -> None:
    seen: list[int] = []
    for page in scan_file(batch, cancelled=lambda: len(seen) >= 2):
        seen.append(page.number)
    assert seen == [1, 2]


def test_one_hears_how_far_it_is(batch: Path) -> None:
    heard: list[tuple[int, int]] = []
    list(scan_file(batch, lambda done, of: heard.append((done, of))))
    assert heard == [(at, 3) for at in (1, 2, 3)]


def test_pictures_damaged_in_any_way_are_told_and_never_break(tmp_path: Path) -> None:
    made = io.BytesIO()
    Image.effect_noise((90, 60), 60).save(made, "PNG")
    rolls = random.Random(5)
    for at in range(400):
        content = bytearray(made.getvalue())
        for _ in range(rolls.randint(1, 9)):
            content[rolls.randrange(len(content))] = rolls.randrange(256)
        path = tmp_path / f"{at}.png"
        path.write_bytes(content[: rolls.randrange(8, len(content))])
        with contextlib.suppress(UnreadableFile):
            list(scan_file(path))


def _bomb() -> bytes:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


def _long() -> bytes:
    out = io.BytesIO()
    Image.new("1", (40_000, 1)).save(out, "PNG")
    return out.getvalue()


def _pages(count: int) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    for _ in range(count):
        writer.add_blank_page(100, 100)
    writer.write(out)
    return out.getvalue()


def _locked(pdf: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("text.pdf", "neither a PDF nor a picture"),
        ("empty.pdf", "neither a PDF nor a picture"),
        ("bomb.png", "far too many pixels"),
        ("long.png", "far too many pixels"),
        ("half.pdf", "damaged"),
        ("many.pdf", "has 1,001 pages"),
        ("locked.pdf", "locked with a password"),
        ("missing.pdf", "cannot be opened"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(
    batch: Path, tmp_path: Path, name: str, words: str
) -> None:
    path = tmp_path / name
    # Made only when it is its turn: some take seconds.
    content: dict[str, Callable[[], bytes]] = {
        "text.pdf": lambda: b"Dear parents,",
        "empty.pdf": bytes,
        "bomb.png": _bomb,
        "long.png": _long,
        "many.pdf": lambda: _pages(1_001),
        "half.pdf": lambda: batch.read_bytes()[:900],
        "locked.pdf": lambda: _locked(batch.read_bytes()),
    }
    if name in content:
        path.write_bytes(content[name]())
    with pytest.raises(UnreadableFile, match=words) as refused:
        list(scan_file(path))
    assert refused.value.where == name
    assert refused.value.what_to_do


def _filled_in(one: Form, said: dict[str, tuple[str, ...]], path: Path) -> Path:
    """A form as it comes back by e-mail, with these boxes of each question ticked."""
    writer = PdfWriter(io.BytesIO(fillable_pdf(plan(("Class 4B", [one])), HOW, one).content))
    for page in writer.pages:
        for note in page.get("/Annots", ()):
            field = note.get_object()
            asked = field["/Parent"]["/T"] if "/Parent" in field else ""
            for value in said.get(asked.removeprefix("consent-"), ()):
                field["/Parent"].get_object()[NameObject("/V")] = NameObject(value)
                if value in field["/AP"]["/N"]:
                    field[NameObject("/AS")] = NameObject(value)
    with path.open("wb") as out:
        writer.write(out)
    return path


def test_a_box_for_yes_and_one_for_no_that_are_both_ticked_say_neither(tmp_path: Path) -> None:
    """As programs save it that do not know that one takes the tick from the other."""
    said = {"photographs": ("/yes", "/no"), "website": ("/no", "/yes"), "press": ("/yes",)}
    path = _filled_in(form(Kind.CONSENTS), said, tmp_path / "back.pdf")
    (page,) = scan_file(path)
    ticked = {Consent.PHOTOGRAPHS: None, Consent.WEBSITE: None, Consent.PRESS: True}
    assert dict(page.ticked) == ticked
    # And so do two pages of one file, on which both parents filled the form in.
    other = {Consent.PHOTOGRAPHS: True, Consent.PRESS: False, Consent.BLOG: True}
    for pages in ((ticked, other), (other, ticked)):
        found = together(one for page in pages for one in page.items())
        assert {use for use, said in found.items() if said is None} == ticked.keys()
        assert found[Consent.BLOG]


def test_a_form_filled_in_on_a_screen_is_read_whole(tmp_path: Path) -> None:
    one = form(Kind.CONSENTS, language="tr", size=PrintSize.LARGER)
    said = {"photographs": ("/yes",), "website": ("/no",), "press": ("/yes",)}
    path = _filled_in(one, said, tmp_path / "back.pdf")
    pages = list(scan_file(path))
    assert {code for page in pages for code in page.codes} == {code_text(SCHOOL, one.token)}
    assert dict(one for page in pages for one in page.ticked) == {
        Consent.PHOTOGRAPHS: True,
        Consent.WEBSITE: False,
        Consent.PRESS: True,
    }


@pytest.mark.parametrize("ending", ["tiff", "webp", "avif"])
def test_pictures_of_other_kinds_are_read_and_all_pages_of_a_tiff(
    tmp_path: Path, ending: str
) -> None:
    forms = [form(name=name) for name in ("Nia Roberts", "Conor O'Neill")]
    pdf = tmp_path / "batch.pdf"
    write_batch(plan(("Class 4B", forms)), pdf, HOW)
    first, second = scanned_pages(pdf)
    path = tmp_path / f"scan.{ending}"
    if ending == "tiff":
        first.save(path, save_all=True, append_images=[second])
    else:
        first.convert("RGB").save(path, quality=80)
    pages = list(scan_file(path))
    expected = forms if ending == "tiff" else forms[:1]
    assert [page.codes for page in pages] == [(code_text(SCHOOL, one.token),) for one in expected]
    assert {page.of for page in pages} == {len(expected)}


def test_a_picture_as_a_telephone_keeps_it_is_read() -> None:
    """HEIC, made once by another program from a form: nothing here can write one."""
    (page,) = scan_file(HEIC)
    assert page.codes == (HEIC_CODE,)


def test_a_damaged_picture_of_a_telephone_is_said_to_be_one(tmp_path: Path) -> None:
    content = HEIC.read_bytes()
    for at, broken in enumerate((content[:200], content[: len(content) // 2], content[:40])):
        path = tmp_path / f"{at}.heic"
        path.write_bytes(broken)
        with pytest.raises(UnreadableFile):
            list(scan_file(path))
