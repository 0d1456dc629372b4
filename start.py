#!/usr/bin/env python3
"""Set up Trent Desktop where it stands, and start it.

    python3 start.py                   open the program
    python3 start.py test [...]        run the tests; what follows goes to pytest
    python3 start.py gallery OUT       render every screen to PNG pictures in OUT
    python3 start.py bench [NAME]      measure, against raw limits of this machine
    python3 start.py reliability       every kind of write against every fault of a share
    python3 start.py shares            every service on each kind of share
    python3 start.py lint              ruff, pyright, dead names and the import contracts
    python3 start.py freeze [OUT]      build the program that needs no Python, in OUT (dist)
    python3 start.py ANYTHING ELSE     goes to the program: --version, sample FOLDER, ...

The first start makes .venv beside this file and installs the pinned, hash-checked
requirements into it. Later starts only compare a stamp and hand over. It needs the standard
library alone, and any Python 3 can read it: a wrong one is refused in words.
"""

import os
import sys

from tools import own_console  # any Python 3 can read that too

SUPPORTED = ((3, 11), (3, 12), (3, 13))


def refuse_other_pythons():
    """End with one sentence unless this is a Python that every requirement has wheels for."""
    is_small = sys.maxsize < 2**32  # 32 bits
    is_arm = "(ARM64)" in sys.version  # of Windows, for which not every requirement is built
    known = sys.version_info[:2] in SUPPORTED and sys.implementation.name == "cpython"
    if known and not is_small and not is_arm:
        return
    from shutil import which

    names = ["python%d.%d" % version for version in SUPPORTED]
    there = [name for name in names if which(name)]
    if sys.platform == "win32":
        hint = "Install Python 3.13 (64-bit, not ARM64) of python.org and type: py -3.13 start.py"
    elif there and not is_small:
        hint = "Try: %s start.py" % there[-1]
    elif sys.platform == "darwin":
        hint = "Install Python 3.13 from python.org, then type: python3.13 start.py"
    else:
        hint = "Install one with its venv; on Debian and Ubuntu: python3.13 python3.13-venv"
    bits = " of 32 bits" if is_small else " for ARM64" if is_arm else ""
    sys.exit(
        "Trent Desktop needs CPython 3.11, 3.12 or 3.13; this is %s %d.%d%s. %s"
        % (sys.implementation.name, sys.version_info[0], sys.version_info[1], bits, hint)
    )


if __name__ == "__main__":
    own_console.stay_open_at_the_end()
refuse_other_pythons()

import contextlib  # noqa: E402 - after the refusal, which must come first
import hashlib  # noqa: E402
from pathlib import Path  # noqa: E402

TYPE_CHECKING = False  # typing itself costs some of the 0.3 s that a start may take
if TYPE_CHECKING:
    from collections.abc import Generator

WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")

#: All letters that Windows takes of a path, and how many the longest below .venv needs.
WINDOWS_MOST, DEEPEST = 259, 190


def place_of_venv(root: Path) -> Path:
    """Where the requirements go: beside this file, unless the path would be too long for Windows.

    So it is in the Documents that a school's OneDrive keeps, for example.
    """
    beside = root / ".venv"
    local = os.environ.get("LOCALAPPDATA")
    if not WINDOWS or not local or len(str(beside)) + DEEPEST <= WINDOWS_MOST:
        return beside
    number = hashlib.sha256(str(root).casefold().encode("utf-8", "replace")).hexdigest()[:8]
    return Path(local) / "TrentDesktop" / number


ROOT = Path(__file__).resolve().parent
VENV = place_of_venv(ROOT)
PYTHON = VENV / "Scripts" / "python.exe" if WINDOWS else VENV / "bin" / "python"

# "run" opens the program; "dev" adds what testing, checking and freezing need.
LOCKS = {"run": ROOT / "requirements.txt", "dev": ROOT / "requirements-dev.txt"}
#: Held by every program that runs from .venv; and what pip said.
IN_USE, PIP_LOG = ".venv.used", "pip.log"
DEV_COMMANDS = ("test", "gallery", "bench", "reliability", "shares", "lint", "freeze")


def say(text: str) -> None:
    """Print for the person who started this, in order with what pip and apt print."""
    print(text, file=sys.stderr, flush=True)


def fingerprint(kind: str) -> str:
    """What the installed requirements of ``kind`` depend on: the lock, Python, the machine."""
    machine = os.uname().machine if hasattr(os, "uname") else os.environ.get("PROCESSOR_IDENTIFIER")
    base = sys.base_prefix if WINDOWS else ""  # elsewhere a link is seen to lead nowhere
    about = f"{sys.version_info[:2]} {sys.platform} {machine} {base}".encode("utf-8", "replace")
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
    waits = "Another start is setting up; waiting for it."
    with open(ROOT / ".venv.lock", "a+b") as handle:
        if sys.platform == "win32":
            import msvcrt

            tried = msvcrt.LK_NBLCK
            while True:
                try:
                    handle.seek(0)
                    msvcrt.locking(handle.fileno(), tried, 1)
                    break
                except OSError:
                    if tried == msvcrt.LK_NBLCK:
                        say(waits)
                    tried = msvcrt.LK_LOCK  # gives up after ten seconds; the other may need minutes
        else:
            import fcntl

            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                say(waits)
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield


# ------------------------------------------------------------------------------- set-up


def set_up(kind: str, *, window: bool = True) -> None:
    """Make .venv ready for ``kind``; costs two small file reads when it already is.

    Without a ``window`` nothing is asked of the system that only a window needs.
    """
    mark = fingerprint(kind)
    if is_done(kind, mark) and (not window or is_done(f"system-{kind}", mark)):
        return
    with alone():
        if not is_done(kind, mark):
            install(kind, window=window)
        if not window:
            return
        if LINUX and not is_done(f"system-{kind}", mark):
            from tools import system_parts

            if not system_parts.complete(VENV, dev=kind == "dev"):
                return  # what is missing was printed; asked again at the next start
        stamp(f"system-{kind}").write_text(mark, "ascii")


def install(kind: str, *, window: bool = True) -> None:
    """Install the requirements of ``kind``; a .venv that is broken is made anew once."""
    from tools import setting_up

    if not setting_up.is_free(VENV, ROOT / IN_USE):
        sys.exit(
            "Trent Desktop, or a command of it, is still open on this computer. Close it and start "
            "again: the new version is set up then."
        )
    say("Setting up (once; a few minutes, and needs the internet).")
    if VENV.parent != ROOT:
        say(f"The path of this folder is too long for Windows, so that goes into {VENV}.")
        if len(str(VENV)) + DEEPEST > WINDOWS_MOST:
            sys.exit("That is too long as well: move this folder to C:\\Trent, and start again.")
    existed = VENV.exists()
    # Gone before anything changes: a set-up that is cut short is then seen as unfinished.
    for name in LOCKS:
        with contextlib.suppress(OSError):
            stamp(name).unlink()
    # A .venv that is made anew helps against one that is broken, and not against the network.
    if not (venv_runs() or make_venv(window=window)) or (
        pip_install(kind) != 0
        and (
            bool(setting_up.why_pip_failed(VENV / PIP_LOG))
            or not (existed and make_venv() and pip_install(kind) == 0)
        )
    ):
        if words := setting_up.why_pip_failed(VENV / PIP_LOG):
            sys.exit(f"{words} Then start again.")
        sys.exit("The set-up could not be finished; the lines above say why. Start again to retry.")
    for name in LOCKS:
        if name in (kind, "run"):  # the lock of "dev" holds that of "run" whole
            stamp(name).write_text(fingerprint(name), "ascii")


def venv_runs() -> bool:
    """Whether .venv holds a Python of this version that starts and has pip."""
    import subprocess

    code = [str(PYTHON), "-I", "-c", "import sys, pip; print(sys.version_info[:2])"]
    try:
        done = subprocess.run(code, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.strip() == str(tuple(sys.version_info[:2]))


def make_venv(*, window: bool = False) -> bool:
    """Make .venv from nothing; True when it came out whole.

    What the system lacks for a ``window`` is named, or installed, with what it lacks for this.
    """
    import subprocess

    from tools import setting_up

    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        from tools import system_parts

        # Debian and Ubuntu keep ensurepip in a package of its own.
        packages = ["python%d.%d-venv" % sys.version_info[:2]]
        if LINUX and window:
            packages += system_parts.missing_before_qt_is_there()
        if not LINUX or not system_parts.apt_install(packages):
            sys.exit(
                "This Python lacks ensurepip, which the set-up needs. Install it and start again."
            )
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    if not setting_up.taken_away(VENV):
        say(f"{VENV} cannot be taken away: close what uses it.")
        return False
    # When started by .venv's own Python, the one it was made from makes the new one.
    base = getattr(sys, "_base_executable", None) or sys.executable
    return subprocess.call([base, "-I", "-m", "venv", str(VENV)]) == 0


def pip_install(kind: str) -> int:
    """Let pip install exactly what the lock of ``kind`` names; its exit code.

    Where a school's filter opens encrypted traffic, what the computer trusts is tried as well.
    """
    import subprocess

    from tools import setting_up

    log = VENV / PIP_LOG
    with contextlib.suppress(OSError):
        log.unlink()
    command = [str(PYTHON), "-I", "-m", "pip", "install", "--disable-pip-version-check"]
    command += ["--no-input", "--require-hashes", "--only-binary", ":all:", "--no-deps"]
    if not sys.stderr.isatty():
        command += ["-qq", "--progress-bar", "off"]
    command += ["--log", str(log), "-r", str(LOCKS[kind])]
    # A person's own pip settings for her home folder must not reach into .venv.
    env = dict(os.environ, PIP_USER="0", PIP_TARGET="")
    code = subprocess.call(command, env=env)
    if code and "PIP_CERT" not in env and setting_up.certificates_fail(log):
        bundle = setting_up.trusted_here(VENV)
        if bundle:
            say("Trying again with the certificates that this computer trusts.")
            log.unlink()
            code = subprocess.call(command, env=dict(env, PIP_CERT=str(bundle)))
    return code


# ------------------------------------------------------------------------------ commands


def hand_over(arguments: "list[str]", **environment: str) -> "int | None":
    """Become .venv's Python with ``arguments``; on Windows, wait for it instead.

    ``environment`` adds variables that are not set yet.
    """
    env = dict(environment, **os.environ)
    # The program is used where it stands, from any folder; -P keeps that folder's files out.
    env["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    command = [str(PYTHON), "-P", *arguments]
    if sys.stdout is not None:
        sys.stdout.flush()
    if not WINDOWS:
        with contextlib.suppress(OSError):
            stay_in_use()
        os.execve(command[0], command, env)
    import subprocess

    with subprocess.Popen(command, env=env) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue  # the child heard it too, and decides


def stay_in_use() -> None:
    """Say to later starts that .venv is in use, for as long as this process lives, whatever it becomes.

    Raises OSError where that cannot be said. Windows takes away no program that runs anyway.
    """
    if sys.platform == "win32":
        return
    import fcntl

    handle = os.open(ROOT / IN_USE, os.O_RDWR | os.O_CREAT, 0o666)
    fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    os.set_inheritable(handle, True)


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


def main(arguments: "list[str]") -> "int | None":
    """Set up what the command needs and hand over to it; its exit code where one is known."""
    from tools.asked_for import NO_DISPLAY, no_display, opens_window

    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    window = opens_window(arguments)
    if command in DEV_COMMANDS:
        set_up("dev")
    else:
        set_up("run", window=window or command == "self-test")
    if command in DEV_COMMANDS:
        if command in ("gallery", "freeze"):  # their OUT is seen from where the person stands
            named = rest[:1] if rest and not rest[0].startswith("-") else []
            rest = [os.path.abspath(word) for word in named] + rest[len(named) :]
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
    if command == "shares":
        return hand_over(["-m", "tests.shares", *rest])
    if command == "lint":
        return run_lint()
    if command == "freeze":
        out = rest[0] if rest else str(ROOT / "dist")
        places = ["--distpath", out, "--workpath", str(ROOT / "build")]
        return hand_over(
            ["-m", "PyInstaller", "--noconfirm", "--log-level=WARN", *places, "build.spec"]
        )
    if window and no_display():
        sys.exit(
            f"{NO_DISPLAY} To see it all the same:\n"
            "    python3 start.py gallery pictures     (every screen as a PNG picture)\n"
            '    xvfb-run -a -s "-screen 0 1440x900x24" python3 start.py\n'
            "(xvfb-run comes with the package xvfb: apt-get install xvfb)"
        )
    return hand_over(["-m", "trent_desktop", *arguments])


if __name__ == "__main__":
    try:
        if not (CODE := main(sys.argv[1:])):
            own_console.may_close()
        sys.exit(CODE)
    except KeyboardInterrupt:
        own_console.may_close()
        say("Stopped.")
        sys.exit(130)
