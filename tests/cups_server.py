"""A print system of the tests' own: CUPS, started by hand in a folder, with queues as schools have.

Nothing of the computer's own print system is read or changed. What came out of a queue lies in
`CupsServer.came_out`: for each job its PDF, and the options it came with.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

#: Where its programs are, also for a user who has no right to run most of them.
_PATH: Final = f"{os.environ['PATH']}:/usr/sbin"
#: A queue as of a school's copier: both sides, A4 and A3, colour; PDF in, PDF out.
_PPD: Final = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "TRENT.PPD"
*Manufacturer: "Trent"
*Product: "(Trent)"
*ModelName: "Trent Copier"
*ShortNickName: "Trent Copier"
*NickName: "Trent Copier"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: {colour}
*DefaultColorSpace: RGB
*cupsVersion: 2.3
*cupsFilter2: "application/pdf application/pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*DefaultPageSize: {default}
{sizes}*CloseUI: *PageSize
*OpenUI *PageRegion/Media Size: PickOne
*DefaultPageRegion: {default}
{regions}*CloseUI: *PageRegion
*DefaultImageableArea: {default}
{areas}*DefaultPaperDimension: {default}
{dimensions}{duplex}"""
_DUPLEX: Final = """*OpenUI *Duplex/2-Sided Printing: PickOne
*DefaultDuplex: DuplexNoTumble
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long edge: ""
*Duplex DuplexTumble/Short edge: ""
*CloseUI: *Duplex
"""
_SIZES: Final = {"A4": (595, 842), "A3": (842, 1191), "Letter": (612, 792)}
#: Root alone may run it, so that CUPS runs it as root: it may write where the test looks.
_BACKEND: Final = """#!/bin/sh
[ $# -eq 0 ] && {{ echo 'direct trent "Trent" "Trent"'; exit 0; }}
out={folder}
[ -e $out/jam ] && {{ echo "STATE: +media-jam-error" >&2; echo "ERROR: paper jam" >&2; exit 4; }}
while [ -e $out/slow ]; do sleep 0.1; done
if [ -n "$6" ]; then cat "$6"; else cat; fi > $out/$1.pdf
printf '%s\\n%s\\n%s' "$3" "$4" "$5" > $out/$1.options
"""


@dataclass
class CupsServer:
    """A running print system. `environment` is what programs need to find it."""

    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def environment(self) -> dict[str, str]:
        return {"CUPS_SERVER": str(self.folder / "sock")}

    @property
    def came_out(self) -> Path:
        return self.folder / "out"

    @property
    def spool(self) -> Path:
        return self.folder / "spool"

    def run(self, *command: str) -> str:
        """Run one of CUPS's own commands here."""
        done = subprocess.run(
            command,
            env={**os.environ, **self.environment, "LC_ALL": "C", "PATH": _PATH},
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        )
        return done.stdout

    def add(
        self, name: str, *, sizes: str = "A4 A3 Letter", two_sided: bool = True, colour: bool = True
    ) -> None:
        """A queue; the first of `sizes` is what it prints on where nobody says."""
        known = sizes.split()
        boxes = {one: _SIZES[one] for one in known}
        ppd = self.folder / f"{name}.ppd"
        ppd.write_text(
            _PPD.format(
                colour=colour,
                default=known[0],
                sizes="".join(f'*PageSize {one}/{one}: ""\n' for one in known),
                regions="".join(f'*PageRegion {one}/{one}: ""\n' for one in known),
                areas="".join(
                    f'*ImageableArea {one}: "12 12 {w - 12} {h - 12}"\n'
                    for one, (w, h) in boxes.items()
                ),
                dimensions="".join(
                    f'*PaperDimension {one}: "{w} {h}"\n' for one, (w, h) in boxes.items()
                ),
                duplex=_DUPLEX if two_sided else "",
            )
        )
        self.run("lpadmin", "-p", name, "-v", "trent:/one", "-P", str(ppd), "-E")

    def empty(self) -> None:
        """Take away what came out, and what still waits."""
        self.run("cancel", "-a", "-x")
        for one in self.came_out.iterdir():
            one.unlink()

    def waiting(self) -> str:
        """The jobs that have not come out."""
        return self.run("lpstat", "-W", "not-completed", "-o").strip()

    def files(self) -> list[str]:
        """The files with contents of jobs that CUPS still holds."""
        return sorted(one.name for one in self.spool.iterdir() if one.name.startswith("d"))


@contextmanager
def cups_server() -> Iterator[CupsServer]:
    """Start one, and take it away with everything it wrote."""
    folder = Path(tempfile.mkdtemp(prefix="cups-", dir="/tmp"))
    folder.chmod(0o755)
    for name in ("spool", "spool/tmp", "cache", "state", "out", "etc", "bin"):
        (folder / name).mkdir()
    (folder / "out").chmod(0o777)
    for part in Path("/usr/lib/cups").iterdir():
        if part.name != "backend":
            (folder / "bin" / part.name).symlink_to(part)
    (folder / "bin" / "backend").mkdir()
    backend = folder / "bin" / "backend" / "trent"
    backend.write_text(_BACKEND.format(folder=folder / "out"))
    backend.chmod(0o700)
    (folder / "etc" / "cupsd.conf").write_text(
        f"Listen {folder}/sock\nBrowsing Off\nWebInterface No\nLogLevel debug\n"
        "PreserveJobFiles No\nPreserveJobHistory Yes\nErrorPolicy stop-printer\n"
        "<Location />\nOrder allow,deny\nAllow all\n</Location>\n"
        "<Location /admin>\nOrder allow,deny\nAllow all\n</Location>\n"
        "<Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n"
    )
    user = f"User {os.environ.get('USER', 'lp')}\n" if os.geteuid() else "User lp\n"
    (folder / "etc" / "cups-files.conf").write_text(
        f"{user}Group lp\nSystemGroup root lpadmin\nServerRoot {folder}/etc\n"
        f"ServerBin {folder}/bin\nDataDir /usr/share/cups\nDocumentRoot {folder}/out\n"
        f"RequestRoot {folder}/spool\nCacheDir {folder}/cache\nStateDir {folder}/state\n"
        f"TempDir {folder}/spool/tmp\nAccessLog {folder}/access\nErrorLog {folder}/error\n"
        f"PageLog {folder}/pages\n"
    )
    etc = folder / "etc"
    process = subprocess.Popen(
        ["cupsd", "-f", "-c", str(etc / "cupsd.conf"), "-s", str(etc / "cups-files.conf")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PATH": _PATH},
    )
    server = CupsServer(folder, process)
    try:
        _until_it_answers(server)
        yield server
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def _until_it_answers(server: CupsServer) -> None:
    for _ in range(200):
        time.sleep(0.05)
        try:
            if "is running" in server.run("lpstat", "-r"):
                return
        except subprocess.SubprocessError:
            continue
    raise AssertionError((server.folder / "error").read_text("utf-8", "replace")[-2000:])
