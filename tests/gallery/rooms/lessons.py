"""The Lessons room, the board, and contact sheets of every slide of every lesson."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from tests.fake_screens import BOARD, LAPTOP, FakeScreens
from tests.gallery.picture import Picture
from tests.gallery.stage import SIZE, Stage, screen, settle
from tests.ui.lessons.slide_states import looks
from trent_desktop.lessons.library import our_decks
from trent_desktop.lessons.on_laptop import our_packs
from trent_desktop.lessons.packs import Pack
from trent_desktop.lessons.play import Act, State
from trent_desktop.lessons.run import LessonRun
from ui.lessons.board.hands import Hand
from ui.lessons.board.pictures import PictureBook
from ui.lessons.picture_chooser import PictureChooser
from ui.lessons.room import LessonsPage
from ui.lessons.screen_roles import ScreenRoles
from ui.lessons.teaching import Teaching
from ui.lessons.thumbs import slide_picture
from ui.program import Program
from ui.theme.fonts import load_first_readers


def pack_named(name: str) -> Pack:
    return next(one for one in our_packs() if one.name == name)


def room(stage: Stage, who: str = "teacher1") -> tuple[Program, LessonsPage]:
    program = stage.signed_in(who)
    program.window.inside.go("lessons")
    settle()
    page = program.window.inside.findChild(LessonsPage)
    assert page is not None
    return program, page


def teach(page: LessonsPage, name: str, slide: int) -> Teaching:
    page.roles = ScreenRoles(FakeScreens(LAPTOP, BOARD), page.desk.preferences)
    page.start(pack_named(name), None, slide)
    settle()
    assert page.teaching is not None
    return page.teaching


@screen("lessons")
def front(stage: Stage) -> QWidget:
    program, page = room(stage)
    page.front.bands.choose("3-4")
    settle()
    return program.window


@screen("lesson")
def lesson(stage: Stage) -> QWidget:
    program, page = room(stage)
    page.open(pack_named("reliable-3-4"))
    settle(60)
    return program.window


@screen("lesson-again")
def going_on(stage: Stage) -> QWidget:
    """A class stopped in it before."""
    program, page = room(stage)
    teach(page, "meeting-5-6", 9).end()
    settle()
    page.open(pack_named("meeting-5-6"))
    settle(60)
    return program.window


@screen("lesson-console")
def console(stage: Stage) -> QWidget:
    program, page = room(stage)
    teaching = teach(page, "reliable-3-4", 4)
    for number, box in ((0, 0), (1, 1), (2, 0)):
        teaching.run.act(Act("place", number, box))
    teaching.canvas.show_slide()
    teaching.changed.emit()
    settle()
    return program.window


@screen("lesson-child-tells")
def child_tells(stage: Stage) -> QWidget:
    program, page = room(stage)
    teach(page, "tell-3-4", 4)
    assert page.console is not None
    page.console.show_what_to_say()
    settle()
    return program.window


@screen("lesson-keys")
def keys(stage: Stage) -> QWidget:
    program, page = room(stage)
    teach(page, "tell-3-4", 4)
    assert page.console is not None
    page.console.show_keys()
    settle()
    return program.window


@screen("lesson-one-screen")
def one_screen(stage: Stage) -> QWidget:
    program, page = room(stage)
    page.start(pack_named("safe-1-2"), None, 3)
    settle()
    assert page.teaching is not None
    page.teaching.step_aside()
    settle()
    return program.window


@screen("board-question")
def question(stage: Stage) -> QWidget:
    teaching = board(stage, "meeting-1-2", 5)
    teaching.ask_aside()
    settle()
    return teaching.window


@screen("lesson-coverage-school")
def covered_by_school(stage: Stage) -> QWidget:
    window = covered(stage)
    page = window.findChild(LessonsPage)
    assert page is not None
    page.stack.currentWidget().school.click()  # type: ignore[union-attr]
    settle()
    return window


@screen("lesson-coverage")
def covered(stage: Stage) -> QWidget:
    program, page = room(stage)
    log, member = page.desk.school.lesson_log, page.desk.school.member
    from trent_desktop.lessons.values import taught_of

    for days, name in ((70, "safe-3-4"), (40, "meeting-3-4"), (12, "reliable-3-4")):
        pack = pack_named(name)
        run = LessonRun(
            pack.lesson,
            lesson_name=pack.name,
            class_id=page.front.class_id,
            started_at=dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC) - dt.timedelta(days=days),
        )
        for slide in range(len(pack.lesson.slides)):
            run.go(slide)
            run.spend(174 if days > 12 else 6)
        log.keep(taught_of(run, member.id, "4B"))
    page.refresh()
    settle()
    page.show_coverage()
    settle()
    return program.window


@screen("lesson-writing")
def writing(stage: Stage) -> QWidget:
    program, page = room(stage)
    page.write(pack_named("safe-3-4"))
    settle()
    editor = page.stack.currentWidget()
    text = editor.text  # type: ignore[attr-defined]
    words = text.toPlainText().replace("::: sort", "::: sorting", 1)
    text.setPlainText(words)
    editor.look_again()  # type: ignore[attr-defined]
    text.go_to_line(60)
    settle()
    return program.window


@screen("lesson-writing-again")
def writing_again(stage: Stage) -> QWidget:
    program, page = room(stage)
    page.write(None)
    page.stack.currentWidget().put_in("# Another slide")  # type: ignore[attr-defined]
    page.keep()
    page.write(None)
    settle()
    return program.window


@screen("lesson-writing-pictures")
def writing_pictures(stage: Stage) -> QWidget:
    program, page = room(stage)
    page.write(None)
    editor = page.stack.currentWidget()
    editor.adding.choose()  # type: ignore[attr-defined]
    settle()
    (chooser,) = program.window.findChildren(PictureChooser)
    chooser.typed.setText("child happy")
    settle()
    return program.window


@screen("lessons-drafts")
def drafts(stage: Stage) -> QWidget:
    program, page = room(stage)
    page.write(pack_named("safe-3-4"))
    page.stack.currentWidget().put_in("# Another slide")  # type: ignore[attr-defined]
    page.keep()
    page.show_front()
    settle()
    page.front.ensureWidgetVisible(next(iter(page.front.rows.values())))
    settle()
    return program.window


def board(stage: Stage, name: str, slide: int) -> Teaching:
    load_first_readers()
    pack = pack_named(name)
    run = LessonRun(
        pack.lesson,
        lesson_name=name,
        class_id=None,
        started_at=dt.datetime(2026, 11, 23, tzinfo=dt.UTC),
    )
    run.go(slide)
    screens = FakeScreens(LAPTOP)
    teaching = Teaching(
        pack, run, screens, ScreenRoles(screens, stage.program().preferences), full_screen=False
    )
    teaching.canvas.show_slide()
    teaching.window.resize(*SIZE)
    stage.keep(teaching.window)
    teaching.setParent(teaching.window)
    settle()
    return teaching


@screen("board-ink")
def ink(stage: Stage) -> QWidget:
    teaching = board(stage, "safe-3-4", 4)
    canvas = teaching.canvas
    for tool, colour, places in (
        (Hand.HIGHLIGHTER, 0, [(42 + x * 5, 112) for x in range(80)]),
        (Hand.PEN, 2, [(264 + 84 * _sin(a), 572 + 82 * _sin(a + 16)) for a in range(66)]),
        (Hand.PEN, 1, [(600 + x * 4, 560 - (x % 20) * 3) for x in range(60)]),
    ):
        canvas.hand, canvas.colour = tool, colour
        first, *rest = (QPointF(x, y) for x, y in places)
        canvas.put_down(-1, first)
        for place in rest:
            canvas.move_to(-1, place)
        canvas.lift(-1, rest[-1])
    teaching._mark_bar()
    settle()
    return teaching.window


def _sin(step: float) -> float:
    import math

    return math.sin(step / 64 * 2 * math.pi)


@screen("board-tools")
def tools(stage: Stage) -> QWidget:
    teaching = board(stage, "tell-1-2", 2)
    teaching.tools.timer(95)
    teaching.tools.counter(7)
    teaching.tools.group(6)
    teaching.tools.canvas.over.group = 4
    teaching.tools.spotlight()
    settle()
    return teaching.window


@screen("board-tray")
def tray(stage: Stage) -> QWidget:
    teaching = board(stage, "tell-1-2", 7)
    teaching.window.resize(1024, 768)
    teaching.tools.pen()
    teaching.window.open_tray()
    settle()
    return teaching.window


@screen("board-curtain")
def curtain(stage: Stage) -> QWidget:
    teaching = board(stage, "meeting-1-2", 5)
    teaching.tools.curtain()
    settle()
    return teaching.window


@screen("board-calm")
def calm(stage: Stage) -> QWidget:
    teaching = board(stage, "meeting-1-2", 5)
    teaching.tools.calm()
    settle()
    return teaching.window


@screen("board-peek")
def peek(stage: Stage) -> QWidget:
    teaching = board(stage, "accepting-5-6", 6)
    teaching.peek(True)
    settle()
    return teaching.window


@screen("board-keys")
def keys_on_the_board(stage: Stage) -> QWidget:
    teaching = board(stage, "accepting-5-6", 6)
    teaching.help()
    settle()
    return teaching.window


_ACROSS, _ROWS, _WIDE, _HIGH = 4, 4, 337, 189
_Tile = tuple[int, State | None]


def _tiles(pack: Pack) -> list[list[_Tile]]:
    """All slides of a lesson, each as it begins and as it ends, on as few sheets as there must be."""
    tiles = [
        (number, state)
        for number, slide in enumerate(pack.lesson.slides)
        for state in looks(slide.activity)
    ]
    most = _ACROSS * _ROWS
    return [tiles[start : start + most] for start in range(0, len(tiles), most)]


def _sheet(stage: Stage, pack: Pack, tiles: list[_Tile]) -> QWidget:
    """Slides of a lesson on one picture."""
    load_first_readers()
    book = PictureBook(pack)
    picture = QPixmap(*SIZE)
    picture.fill(Qt.GlobalColor.gray)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for at, (number, state) in enumerate(tiles):
        across, down = at % _ACROSS, at // _ACROSS
        place = QRect(across * (_WIDE + 5), down * (_HIGH + 3), _WIDE, _HIGH)
        painter.drawPixmap(place, slide_picture(pack.lesson, number, state, book))
    painter.end()
    return stage.keep(Picture(picture, pack.lesson.title))


for _pack in (*our_packs(), *our_decks()):
    for _number, _some in enumerate(_tiles(_pack), start=1):
        screen(f"slides-{_pack.name}-sheet-{_number}")(
            lambda stage, pack=_pack, some=_some: _sheet(stage, pack, some)
        )
