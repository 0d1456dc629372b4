"""The frame every test runs in: no screen, no network, nobody's own files, nothing left behind.

Qt is touched only in tests that have imported it, so the core's tests never load it.
"""

from __future__ import annotations

import gc
import os
import socket
import sys
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from tests import leftovers
from tests.memory import memory_disk

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

pytest_plugins = ["tests.schools"]

# Before anything imports Qt. A developer's own settings must not change what is tested.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _name in ("QT_SCALE_FACTOR", "QT_FONT_DPI", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME"):
    os.environ.pop(_name, None)
os.environ.pop("TRENT_PASSWORD", None)
# Looking for garbage takes a tenth of the time; a test that needs it looks itself.
gc.set_threshold(10_000, 10, 10)
# Where there is room, files of tests lie in memory: most of them are databases, and a disk that
# other machines share makes every commit wait.
if (_memory := memory_disk()) is not None:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_memory))
# No test writes into the credential store of whoever runs it.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


# ------------------------------------------------------------------------------- network


class NetworkUsedError(AssertionError):
    """A test reached for a machine other than this one."""


def _is_here(address: Any) -> bool:
    """Whether a socket address is this machine's: loopback, or a socket in the file system."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    return host in ("", "localhost", "::1", "0.0.0.0", "::") or host.startswith("127.")  # noqa: S104


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Let nothing leave this machine: the program must work, and be tested, without it."""
    real_connect, real_connect_ex = socket.socket.connect, socket.socket.connect_ex
    real_sendto, real_lookup = socket.socket.sendto, socket.getaddrinfo

    def connect(self: socket.socket, address: Any) -> None:
        if not _is_here(address):
            raise NetworkUsedError(f"connect to {address}")
        real_connect(self, address)

    def connect_ex(self: socket.socket, address: Any) -> int:
        if not _is_here(address):
            raise NetworkUsedError(f"connect to {address}")
        return real_connect_ex(self, address)

    def sendto(self: socket.socket, content: Any, *rest: Any) -> int:
        if not _is_here(rest[-1]):
            raise NetworkUsedError(f"send to {rest[-1]}")
        return real_sendto(self, content, *rest)

    def getaddrinfo(host: Any, *rest: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not _is_here((name,)):
            raise NetworkUsedError(f"look-up of {name}")
        return real_lookup(host, *rest, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        patch.setattr(socket.socket, "connect_ex", connect_ex)
        patch.setattr(socket.socket, "sendto", sendto)
        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        yield


# ------------------------------------------------------------------------ nobody's files


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One cache folder for the run: system fonts are catalogued there, once and not per test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, so that no draft or setting is ever the developer's."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(home / name.lower()))
    return home


# -------------------------------------------------------------------------------- leftovers


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a window, a thread or a running timer behind.

    ``@pytest.mark.leaves_behind("why")`` excuses one; what it left is removed all the same.
    """
    excused: pytest.Mark | None = request.node.get_closest_marker("leaves_behind")
    if excused is not None and not excused.args:
        pytest.fail("leaves_behind must say why.", pytrace=False)
    before = leftovers.Before()
    yield
    found = before.left_since()
    if found and excused is None:
        pytest.fail("This test left behind:\n  " + "\n  ".join(found), pytrace=False)


# ------------------------------------------------------------------------------------ fonts


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, with a font that is the same on every machine.

    On a machine without fonts, text has no width, and a test of a layout would pass or fail
    for the wrong reason.
    """
    from fontpkg import family
    from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

    for file in family("Atkinson Hyperlegible").files:
        if QFontDatabase.addApplicationFont(str(file.path)) < 0:
            pytest.fail(f"{file.path} cannot be loaded.", pytrace=False)
    font = QFont("Atkinson Hyperlegible", 10)
    qapp.setFont(font)
    if QFontMetrics(font).horizontalAdvance("W") <= QFontMetrics(font).horizontalAdvance("i"):
        pytest.fail("Text is drawn without a real font.", pytrace=False)
    return qapp


# ------------------------------------------------------------------------- what is run when


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--both``."""
    parser.addoption(
        "--both",
        action="store_true",
        help="run every test of a school on both databases; without it, a server sees only those "
        "marked both_databases, and whatever names postgres",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what this run is not about."""
    left_out = [item for item in items if not _is_wanted(item, config)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def _is_wanted(item: pytest.Item, config: pytest.Config) -> bool:
    """Tests of the frozen program need its folder; those on a server are mostly for ``--both``."""
    if item.get_closest_marker("frozen") and not os.environ.get("TRENT_FROZEN"):
        return False
    if config.getoption("both") or not item.get_closest_marker("postgres"):
        return True
    asked = (*config.args, config.getoption("keyword"), config.getoption("markexpr"))
    named = any("postgres" in str(word) for word in asked)
    return named or item.get_closest_marker("both_databases") is not None


#: Needs a right that no set-up can give; everything else can be installed.
_MAY_BE_SKIPPED = ("This user, or this disk, makes no devices.", "This user mounts no disk.")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """In CI a skipped test fails: what is never run there, nobody would miss."""
    report = yield
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else "")
        if reason.removeprefix("Skipped: ") not in _MAY_BE_SKIPPED:
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} was skipped, and CI skips nothing. {reason}"
    return report


# A slow or busy machine is no fault of what is tested: pytest's own time limit ends what hangs.
# Where CI is set, hypothesis by itself draws the same examples in every run.
hypothesis.settings.register_profile(
    "ours", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], print_blob=True
)
hypothesis.settings.load_profile("ours")


def pytest_report_header() -> str:
    """Name what differs between machines."""
    return f"Python {sys.version.split()[0]}, Qt platform {os.environ['QT_QPA_PLATFORM']}"
