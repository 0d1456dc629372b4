#!/usr/bin/env python3
"""Set up Trent Desktop where it stands, and start it.

    python3 start.py                   open the program
    python3 start.py test [...]        run the tests; what follows goes to pytest
    python3 start.py gallery OUT       render every screen to PNG pictures in OUT
    python3 start.py bench [NAME]      measure, against raw limits of this machine
    python3 start.py reliability       every kind of write against every fault of a share
    python3 start.py lint              ruff, pyright, dead names and the import contracts
    python3 start.py freeze [OUT]      build the program that needs no Python, in OUT (dist)
    python3 start.py ANYTHING ELSE     goes to the program: --version, sample FOLDER, ...

The first start makes .venv beside this file and installs the pinned, hash-checked
requirements into it. Later starts only compare a stamp and hand over. Uses the standard
library alone, and nothing that an older Python 3 could not at least read, so that a wrong
Python is refused in words instead of with a syntax error.
"""

import os
import sys

SUPPORTED = ((3, 11), (3, 12), (3, 13))


def refuse_other_pythons():
    """End with one sentence unless this is a Python that every requirement has wheels for."""
    if sys.version_info[:2] in SUPPORTED and sys.implementation.name == "cpython":
        return
    from shutil import which

    names = ["python%d.%d" % version for version in SUPPORTED]
    there = [name for name in names if which(name)]
    hint = " Try: %s start.py" % there[-1] if there else ""
    sys.exit(
        "Trent Desktop needs CPython 3.11, 3.12 or 3.13; this is %s %d.%d.%s"
        % (sys.implementation.name, sys.version_info[0], sys.version_info[1], hint)
    )


refuse_other_pythons()

import contextlib  # noqa: E402 - after the refusal, which must come first
import hashlib  # noqa: E402
from pathlib import Path  # noqa: E402

TYPE_CHECKING = False  # typing itself costs some of the 0.3 s that a start may take
if TYPE_CHECKING:
    from collections.abc import Generator

WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "Scripts" / "python.exe" if WINDOWS else VENV / "bin" / "python"

# "run" opens the program; "dev" adds what testing, checking and freezing need.
LOCKS = {"run": ROOT / "requirements.txt", "dev": ROOT / "requirements-dev.txt"}
DEV_COMMANDS = ("test", "gallery", "bench", "reliability", "lint", "freeze")


def say(text: str) -> None:
    """Print for the person who started this, in order with what pip and apt print."""
    print(text, file=sys.stderr, flush=True)


# ------------------------------------------------------------------------------- stamps


def fingerprint(kind: str) -> str:
    """What the installed requirements of ``kind`` depend on: the lock, Python, the machine."""
    machine = os.uname().machine if hasattr(os, "uname") else os.environ.get("PROCESSOR_IDENTIFIER")
    about = f"{sys.version_info[:2]} {sys.platform} {machine} ".encode()
    return hashlib.sha256(about + LOCKS[kind].read_bytes()).hexdigest()


def stamp(name: str) -> Path:
    """The file that remembers that the step called ``name`` was finished."""
    return VENV / f"stamp-{name}"


def is_done(name: str, mark: str) -> bool:
    """Whether the step called ``name`` was finished for ``mark``, in a .venv that still runs."""
    try:
        # PYTHON is a link: it does not "exist" once the Python that it led to is gone.
        return stamp(name).read_text("ascii") == mark and PYTHON.exists()
    except (OSError, ValueError):
        return False


@contextlib.contextmanager
def alone() -> "Generator[None]":
    """Wait until no other start is setting up; the system lets go if this process dies."""
    with open(ROOT / ".venv.lock", "a+b") as handle:
        if sys.platform == "win32":
            import msvcrt

            while True:
                try:
                    handle.seek(0)
                    msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:
                    continue  # it gives up after ten seconds; the other may need minutes
        else:
            import fcntl

            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                say("Another start is setting up; waiting for it.")
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield


# ------------------------------------------------------------------------------- set-up


def set_up(kind: str) -> None:
    """Make .venv ready for ``kind``; costs two small file reads when it already is."""
    mark = fingerprint(kind)
    if is_done(kind, mark) and is_done(f"system-{kind}", mark):
        return
    with alone():
        if not is_done(kind, mark):
            install(kind)
        if LINUX and not is_done(f"system-{kind}", mark):
            from tools import system_parts

            if not system_parts.complete(VENV, dev=kind == "dev"):
                return  # what is missing was printed; asked again at the next start
        stamp(f"system-{kind}").write_text(mark, "ascii")


def install(kind: str) -> None:
    """Install the requirements of ``kind``; a .venv that is broken is made anew once."""
    say("Setting up (once; a few minutes, and needs the internet).")
    existed = VENV.exists()
    # Gone before anything changes: a set-up that is cut short is then seen as unfinished.
    for name in LOCKS:
        with contextlib.suppress(OSError):
            stamp(name).unlink()
    if not (venv_runs() or make_venv()) or (
        pip_install(kind) != 0 and not (existed and make_venv() and pip_install(kind) == 0)
    ):
        sys.exit("The set-up could not be finished; the lines above say why. Start again to retry.")
    for name in LOCKS:
        if name in (kind, "run"):  # the lock of "dev" holds that of "run" whole
            stamp(name).write_text(fingerprint(name), "ascii")


def venv_runs() -> bool:
    """Whether .venv holds a Python of this version that starts and has pip."""
    import subprocess

    code = "import sys, pip; print(sys.version_info[:2])"
    try:
        done = subprocess.run(
            [str(PYTHON), "-I", "-c", code], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.strip() == str(tuple(sys.version_info[:2]))


def make_venv() -> bool:
    """Make .venv from nothing; True when it came out whole."""
    import shutil
    import subprocess

    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        from tools import system_parts

        # Debian and Ubuntu keep ensurepip in a package of its own.
        package = "python%d.%d-venv" % sys.version_info[:2]
        if not LINUX or not system_parts.apt_install([package]):
            sys.exit("This Python cannot make virtual environments until it has ensurepip.")
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    if VENV.exists():
        shutil.rmtree(VENV)
    # When started by .venv's own Python, the one it was made from makes the new one.
    base = getattr(sys, "_base_executable", None) or sys.executable
    return subprocess.call([base, "-I", "-m", "venv", str(VENV)]) == 0


def pip_install(kind: str) -> int:
    """Let pip install exactly what the lock of ``kind`` names; its exit code."""
    import subprocess

    command = [str(PYTHON), "-I", "-m", "pip", "install", "--disable-pip-version-check"]
    command += ["--no-input", "--require-hashes", "--only-binary", ":all:", "--no-deps"]
    if not sys.stderr.isatty():
        command += ["-qq", "--progress-bar", "off"]
    command += ["-r", str(LOCKS[kind])]
    # A person's own pip settings for her home folder must not reach into .venv.
    return subprocess.call(command, env=dict(os.environ, PIP_USER="0", PIP_TARGET=""))


# ------------------------------------------------------------------------------ commands


def hand_over(arguments: "list[str]", **environment: str) -> "int | None":
    """Become .venv's Python with ``arguments``; on Windows, wait for it instead.

    ``environment`` adds variables that are not set yet.
    """
    env = dict(environment, **os.environ)
    # The program is used where it stands, from any folder; -P keeps that folder's files out.
    env["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    command = [str(PYTHON), "-P", *arguments]
    sys.stdout.flush()
    if not WINDOWS:
        os.execve(command[0], command, env)
    import subprocess

    with subprocess.Popen(command, env=env) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue  # the child heard it too, and decides


def run_lint() -> int:
    """Run every check, also after one has failed; the first failure's exit code."""
    import subprocess

    contracts = "from importlinter.cli import lint_imports_command as run; run()"
    checks = [
        ["-m", "ruff", "check"],
        ["-m", "ruff", "format", "--check"],
        ["-m", "pyright"],
        ["-m", "tools.dead_names"],
        ["-c", contracts],
    ]
    codes = []
    for check in checks:
        say(f"== {check[1] if check[1] != contracts else 'import contracts'} {' '.join(check[2:])}")
        codes.append(subprocess.call([str(PYTHON), *check], cwd=ROOT))
    return next((code for code in codes if code), 0)


def no_display() -> bool:
    """Whether this is a Linux session in which no window could appear."""
    shown = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return LINUX and not any(os.environ.get(name) for name in shown)


def main(arguments: "list[str]") -> "int | None":
    """Set up what the command needs and hand over to it; its exit code where one is known."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    set_up("dev" if command in DEV_COMMANDS else "run")
    if command in DEV_COMMANDS:
        if command in ("gallery", "freeze"):  # their OUT is seen from where the person stands
            rest = [os.path.abspath(word) for word in rest[:1]] + rest[1:]
        os.chdir(ROOT)
    if command == "test":
        alone_or_told = any(word.startswith(("-n", "--numprocesses", "--pdb")) for word in rest)
        # Each worker begins with tests that lie together, so that few schools are made twice.
        workers = [] if alone_or_told else ["-n", "logical", "--dist", "worksteal"]
        return hand_over(["-m", "pytest", *workers, *rest], QT_QPA_PLATFORM="offscreen")
    if command == "gallery":
        return hand_over(["-m", "tests.gallery", *rest], QT_QPA_PLATFORM="offscreen")
    if command == "bench":
        return hand_over(["-m", "tests.benchmarks", *rest], QT_QPA_PLATFORM="offscreen")
    if command == "reliability":
        return hand_over(["-m", "tests.reliability", *rest])
    if command == "lint":
        return run_lint()
    if command == "freeze":
        out = rest[0] if rest else str(ROOT / "dist")
        places = ["--distpath", out, "--workpath", str(ROOT / "build")]
        return hand_over(
            ["-m", "PyInstaller", "--noconfirm", "--log-level=WARN", *places, "build.spec"]
        )
    if not command and no_display():
        sys.exit(
            "There is no display here, so the window cannot open. To see it all the same:\n"
            "    python3 start.py gallery pictures     (every screen as a PNG picture)\n"
            '    xvfb-run -a -s "-screen 0 1440x900x24" python3 start.py\n'
            "(xvfb-run comes with the package xvfb: apt-get install xvfb)"
        )
    return hand_over(["-m", "trent_desktop", *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
