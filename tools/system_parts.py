"""What Trent Desktop needs of a Linux system besides Python: Qt's libraries, a few programs.

Called by start.py while it sets up, so standard library only. Which libraries are missing is
asked of the system's own loader, not guessed from the name of the distribution.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

# Which Debian or Ubuntu package brings which library that Qt links to. Where a package was
# renamed, the newer name comes first, and the first that apt knows is taken.
PACKAGES = {
    "libEGL.so.1": ["libegl1"],
    "libGL.so.1": ["libgl1"],
    "libGLX.so.0": ["libglx0"],
    "libX11-xcb.so.1": ["libx11-xcb1"],
    "libX11.so.6": ["libx11-6"],
    "libbrotlicommon.so.1": ["libbrotli1"],
    "libbrotlidec.so.1": ["libbrotli1"],
    "libdbus-1.so.3": ["libdbus-1-3"],
    "libfontconfig.so.1": ["libfontconfig1"],
    "libfreetype.so.6": ["libfreetype6"],
    "libglib-2.0.so.0": ["libglib2.0-0t64", "libglib2.0-0"],
    "libgthread-2.0.so.0": ["libglib2.0-0t64", "libglib2.0-0"],
    "libgssapi_krb5.so.2": ["libgssapi-krb5-2"],
    "libwayland-client.so.0": ["libwayland-client0"],
    "libwayland-cursor.so.0": ["libwayland-cursor0"],
    "libwayland-egl.so.1": ["libwayland-egl1"],
    "libxcb-cursor.so.0": ["libxcb-cursor0"],
    "libxcb-glx.so.0": ["libxcb-glx0"],
    "libxcb-icccm.so.4": ["libxcb-icccm4"],
    "libxcb-image.so.0": ["libxcb-image0"],
    "libxcb-keysyms.so.1": ["libxcb-keysyms1"],
    "libxcb-randr.so.0": ["libxcb-randr0"],
    "libxcb-render-util.so.0": ["libxcb-render-util0"],
    "libxcb-render.so.0": ["libxcb-render0"],
    "libxcb-shape.so.0": ["libxcb-shape0"],
    "libxcb-shm.so.0": ["libxcb-shm0"],
    "libxcb-sync.so.1": ["libxcb-sync1"],
    "libxcb-util.so.1": ["libxcb-util1"],
    "libxcb-xfixes.so.0": ["libxcb-xfixes0"],
    "libxcb-xkb.so.1": ["libxcb-xkb1"],
    "libxcb.so.1": ["libxcb1"],
    "libxkbcommon-x11.so.0": ["libxkbcommon-x11-0"],
    "libxkbcommon.so.0": ["libxkbcommon0"],
    "libzstd.so.1": ["libzstd1"],
}
# Programs that the tests (reading PDFs back, printing, making a share fail, listening as a screen
# reader does) and the frozen build call, and
# the packages that bring them.
DEV_PROGRAMS = {
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "Xvfb": "xvfb",
    "dbus-run-session": "dbus",
    "gcc": "gcc libc6-dev",
    "lpstat": "cups-client cups-daemon",
    "objdump": "binutils",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "strip": "binutils",
    "zbarimg": "zbar-tools",
}

# Without the first no screen can even be imported; the second are needed to open a window.
QT_ITSELF = ("QtWidgets.abi3.so", "QtSvg.abi3.so", "QtPrintSupport.abi3.so", "QtNetwork.abi3.so")
QT_WINDOW = ("Qt/plugins/platforms/libqxcb.so", "Qt/plugins/platforms/libqwayland.so")


def complete(venv: Path, *, dev: bool) -> bool:
    """Install what is missing of the system, or print how; False when some is still missing.

    ``venv`` is the virtual environment that holds PySide6; ``dev`` adds what tests and the
    frozen build call. Ends the program when even importing Qt would fail.
    """
    pyside = next(venv.glob("lib/python*/site-packages/PySide6"), None)
    if pyside is None:
        return True  # nothing in there draws windows
    programs = DEV_PROGRAMS if dev else {}
    missing = missing_libraries(pyside, QT_ITSELF + QT_WINDOW)
    wanted = packages_for(missing)
    for name, packages in programs.items():
        wanted += [] if shutil.which(name) else packages.split()
    if wanted:
        apt_install(sorted(set(wanted)))
        missing = missing_libraries(pyside, QT_ITSELF + QT_WINDOW)
    if strange := sorted(missing - PACKAGES.keys()):
        print(
            f"Qt also looks for {', '.join(strange)}: this system's package manager has them.",
            file=sys.stderr,
        )
    if missing and missing_libraries(pyside, QT_ITSELF):
        sys.exit("Qt cannot start without these libraries.")
    return not missing and all(shutil.which(name) for name in programs)


def missing_libraries(pyside: Path, files: Iterable[str]) -> set[str]:
    """The shared libraries that ``files`` of the folder ``pyside`` link to and nobody has."""
    paths = [str(pyside / name) for name in files if (pyside / name).exists()]
    try:
        listing = subprocess.run(["ldd", *paths], capture_output=True, text=True, check=False)
    except OSError:
        return set()  # no ldd: an unusual system, whose owner knows what it needs
    return unresolved(listing.stdout)


def unresolved(listing: str) -> set[str]:
    """The libraries that ldd's ``listing`` calls not found."""
    lines = listing.splitlines()
    return {line.split()[0] for line in lines if line.rstrip().endswith("=> not found")}


def lacking(pyside: Path, said: str) -> str:
    """What to install, where Qt in the folder ``pyside`` could not be loaded; ``said`` by the loader."""
    packages = packages_for(missing_libraries(pyside, QT_ITSELF + QT_WINDOW))
    if not packages:
        return f"Qt cannot start here: {said}. This system's package manager has what it looks for."
    if not shutil.which("apt-get"):
        return f"Qt cannot start: this system lacks what Debian calls: {' '.join(sorted(set(packages)))}"
    install = ["apt-get", "install", "-y", "--no-install-recommends", *sorted(set(packages))]
    return f"Qt cannot start without a few libraries. Please run once:\n\n    sudo {' '.join(install)}\n"


def missing_before_qt_is_there() -> list[str]:
    """The packages of a window's libraries that this system lacks, asked of its loader one by one."""
    import ctypes

    missing: set[str] = set()
    for library in PACKAGES:
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.add(library)
    return sorted(set(packages_for(missing)))


def packages_for(libraries: Collection[str]) -> list[str]:
    """The Debian packages that bring ``libraries``, as far as PACKAGES knows them."""
    packages: list[str] = []
    for library in sorted(libraries):
        names = PACKAGES.get(library, [])
        known = [name for name in names if len(names) == 1 or apt_knows(name)]
        packages += known[:1] or names[-1:]
    return packages


def apt_knows(package: str) -> bool:
    """Whether this system's apt has heard of ``package``."""
    try:
        asked = subprocess.run(["apt-cache", "show", package], capture_output=True, check=False)
    except OSError:
        return False
    return asked.returncode == 0 and bool(asked.stdout)


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages as root, or print the line that does; True when installed."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        print(f"This system lacks what Debian calls: {' '.join(packages)}", file=sys.stderr)
        return False
    if os.geteuid() != 0:
        print(f"Please run once:\n\n    sudo {' '.join(install)}\n", file=sys.stderr)
        return False
    print(f"Installing system packages: {' '.join(packages)}", file=sys.stderr, flush=True)
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    # Without fresh lists a new machine knows no package at all. What both print goes beside
    # the program's own output, which may be read by another program.
    subprocess.run(["apt-get", "update", "-qq"], env=env, stdout=sys.stderr, check=False)
    quiet = ["-qq", "-o", "Dpkg::Use-Pty=0"]
    done = subprocess.run([*install, *quiet], env=env, stdout=sys.stderr, check=False)
    return done.returncode == 0
