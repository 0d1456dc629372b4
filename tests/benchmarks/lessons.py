"""The board: ink against the bare paint of a segment, slide changes, the start, memory."""

from __future__ import annotations

import datetime as dt
import gc
import statistics
import time
from collections.abc import Iterator

from tests.benchmarks.figures import Figure, Spread, spread
from tests.benchmarks.ground import Ground
from tests.benchmarks.painted import application

NAME = "lessons"
_FRAME_MS = 16.0
_RAW = "the same curve on a bare picture"


def measure(ground: Ground) -> Iterator[Figure]:
    """In this process, offscreen: Qt paints by the processor here, as on most school laptops."""
    app = application()
    yield from _ink(ground)
    yield from _slides(ground)
    yield from _start(ground)
    yield from _memory(ground)
    app.processEvents()


def _ink(ground: Ground) -> Iterator[Figure]:
    from PySide6.QtCore import QPointF, QSize, Qt
    from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

    from trent_desktop.lessons.ink import WIDTHS, InkTool, Point, Stroke
    from ui.lessons.board.ink_layer import InkLayer, LiveStroke

    size = QSize(3840, 2160)
    many = 10_000 if ground.size.rounds > 5 else 20
    points = [Point(0.1 + n * 0.0004, 0.5 + (n % 7) * 0.001) for n in range(2_000)]
    steps = len(points) if ground.size.rounds > 5 else 60
    strokes = [
        Stroke(InkTool.PEN, 0, 1, (Point(0.1, (n % 90) / 100), Point(0.12, (n % 90) / 100)))
        for n in range(many)
    ]
    bare = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    bare.fill(Qt.GlobalColor.transparent)
    pen = QPen(QColor("#1A2433"), WIDTHS[1] * size.height())
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)

    def on_board(point: Point) -> QPointF:
        return QPointF(point.x * size.width(), point.y * size.height())

    def segment(n: int) -> None:
        before, here, last = (on_board(points[n - k]) for k in (1, 0, 2))
        painter = QPainter(bare)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        path = QPainterPath((last + before) / 2)
        path.quadTo(before, (before + here) / 2)
        painter.drawPath(path)
        painter.end()

    for words, there in (("on an empty slide", []), (f"beside {many:,} strokes", strokes)):
        layer = InkLayer(size)
        layer.show(there)
        live = LiveStroke(InkTool.PEN, 0, 1)
        layer.begin(live, points[0])
        layer.go_on(live, points[1])
        ours: list[float] = []
        raw: list[float] = []
        for n in range(2, steps):
            begun = time.perf_counter()
            layer.go_on(live, points[n])
            ours.append((time.perf_counter() - begun) * 1000)
            begun = time.perf_counter()
            segment(n)
            raw.append((time.perf_counter() - begun) * 1000)
        first, last = ours[: len(ours) // 4], ours[-len(ours) // 4 :]
        grown = statistics.median(last) / statistics.median(first)
        yield Figure(
            NAME,
            f"a segment of ink at 4K, p95, {words}",
            "ms",
            _p95(ours),
            _p95(raw),
            _RAW,
            goal=2.0,
            note=f"the last quarter of a long stroke takes {grown:.2f} times the first",
        )


def _p95(values: list[float]) -> Spread:
    ordered = sorted(values)
    return Spread(
        ordered[int(len(ordered) * 0.95)],
        ordered[int(len(ordered) * 0.90)],
        ordered[int(len(ordered) * 0.99)],
    )


def _slides(ground: Ground) -> Iterator[Figure]:
    """From the key to the painted board, with the next slide prepared as it is in class."""
    from PySide6.QtGui import QImage

    from trent_desktop.lessons.on_laptop import our_packs

    ready: list[float] = []
    cold: list[float] = []
    worked: list[float] = []  # by the processor: what a busy machine does to others is not ours
    packs = our_packs() if ground.size.rounds > 5 else our_packs()[:1]
    for pack in packs:
        teaching = _teaching(ground, pack)
        canvas = teaching.canvas
        board = QImage(canvas.size(), QImage.Format.Format_RGB32)
        for _ in pack.lesson.slides[1:]:
            for number in (canvas.shown + 1,):
                begun = time.perf_counter()
                canvas._made(number)
                cold.append((time.perf_counter() - begun) * 1000)
            begun, own = time.perf_counter(), time.thread_time()
            teaching.run.go(teaching.run.slide + 1)
            canvas.show_slide()
            canvas.render(board)
            ready.append((time.perf_counter() - begun) * 1000)
            worked.append((time.thread_time() - own) * 1000)
        _finish(teaching)
    yield Figure(
        NAME,
        f"slide change at full HD, worst of {len(ready)}",
        "ms",
        Spread(max(ready), statistics.median(ready), max(ready)),
        most=_FRAME_MS,
        note=f"by processor time worst {max(worked):.1f}, median {statistics.median(worked):.1f} ms; "
        f"making one that nobody expected: median {statistics.median(cold):.1f}, "
        f"worst {max(cold):.1f} ms",
    )


def _teaching(ground: Ground, pack: object):  # type: ignore[no-untyped-def]
    from tests.fake_screens import BOARD, LAPTOP, FakeScreens
    from trent_desktop.lessons.packs import Pack
    from trent_desktop.lessons.run import LessonRun
    from ui.lessons.screen_roles import ScreenRoles
    from ui.lessons.teaching import Teaching
    from ui.preferences import Preferences

    assert isinstance(pack, Pack)
    run = LessonRun(
        pack.lesson, lesson_name=pack.name, class_id=None, started_at=dt.datetime.now(dt.UTC)
    )
    screens = FakeScreens(LAPTOP, BOARD)
    roles = ScreenRoles(screens, Preferences(ground.folder / "preferences"))
    teaching = Teaching(pack, run, screens, roles, full_screen=False)
    teaching.start()
    return teaching


def _finish(teaching):  # type: ignore[no-untyped-def]
    from PySide6.QtCore import QCoreApplication, QEvent

    teaching.end()
    teaching.deleteLater()
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


def _start(ground: Ground) -> Iterator[Figure]:
    """From the click on Start to the first slide on the board and the console on the laptop."""
    from PySide6.QtWidgets import QApplication

    from trent_desktop.lessons.on_laptop import our_packs
    from ui.lessons.console import Console

    app = QApplication.instance()
    assert app is not None
    taken: list[float] = []
    worked: list[float] = []
    for pack in our_packs()[: 17 if ground.size.rounds > 5 else 1]:
        begun, own = time.perf_counter(), time.thread_time()
        teaching = _teaching(ground, pack)
        console = Console(teaching, "4B")
        console.resize(1100, 700)
        console.show()
        app.processEvents()
        taken.append((time.perf_counter() - begun) * 1000)
        worked.append((time.thread_time() - own) * 1000)
        console.close()
        console.deleteLater()
        _finish(teaching)
    yield Figure(
        NAME,
        "start a lesson, both windows",
        "ms",
        spread(taken),
        most=150,
        note=f"by processor time median {statistics.median(worked):.0f}, worst {max(worked):.0f} ms",
    )


def _memory(ground: Ground) -> Iterator[Figure]:
    """Forty-five minutes of turning, tapping and drawing, in quick motion."""
    import psutil
    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QApplication

    from trent_desktop.lessons.on_laptop import our_packs
    from ui.lessons.board.hands import Hand

    app = QApplication.instance()
    assert app is not None
    pack = next(one for one in our_packs() if one.name == "safe-5-6")
    teaching = _teaching(ground, pack)
    canvas = teaching.canvas
    canvas.hand = Hand.PEN
    rounds = 45 if ground.size.rounds > 5 else 4
    seen: list[float] = []
    process = psutil.Process()
    for minute in range(rounds):
        for slide in range(len(pack.lesson.slides)):
            teaching.go(slide)
            for line in range(2):
                canvas.put_down(-1, QPointF(100, 200 + line * 50 + minute))
                for x in range(120, 900, 20):
                    canvas.move_to(-1, QPointF(x, 210 + line * 50 + minute))
                canvas.lift(-1, QPointF(900, 210))
            app.processEvents()
        gc.collect()
        seen.append(process.memory_info().rss / 1024 / 1024)
    _finish(teaching)
    half = len(seen) // 2
    yield Figure(
        NAME,
        "memory at the end of 45 minutes with ink",
        "MiB",
        spread(seen[-3:]),
        spread(seen[half : half + 3]),
        "in the middle",
        goal=1.05,
        note=f"{rounds * 2 * len(pack.lesson.slides)} lines drawn",
    )
