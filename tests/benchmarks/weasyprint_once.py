"""The same 420 agreements through WeasyPrint, measured once beside ours; not part of the suite.

WeasyPrint is no requirement of ours and needs Pango. In an environment of its own:

    python3 -m venv weasy && weasy/bin/pip install weasyprint==70.0
    weasy/bin/python tests/benchmarks/weasyprint_once.py
    python3 start.py bench agreements

One page of HTML holds all forms, as somebody would write it who knows no better; a code is left
out, which is in WeasyPrint's favour.
"""

from __future__ import annotations

import html
import re
import resource
import sys
import time
from pathlib import Path

WORDING = Path(__file__).resolve().parents[2] / "resources" / "agreements" / "en"
PUPILS = 420


def page(kind: str, name: str) -> str:
    """One form as HTML."""
    text = (WORDING / f"{kind}.md").read_text("utf-8")
    title = re.findall(r"^# (.*)$", text, re.MULTILINE)[0]
    points = re.findall(r"^- (?!signature|mark)(.*?)(?: \[[0-9., ]+\])?$", text, re.MULTILINE)
    rows = "".join(f"<li>{html.escape(one)}</li>" for one in points)
    return (
        f"<section><h2>Larkfield Primary School</h2><h1>{html.escape(title)}</h1>"
        f"<p class=who><b>{html.escape(name)}</b> 4B</p><ol>{rows}</ol>"
        f"<div class=slip><b>{html.escape(name)}</b><br>Class 4B<br>Signature</div></section>"
    )


def main() -> None:
    """Make the file and print what it took."""
    from weasyprint import HTML  # pyright: ignore[reportMissingImports] - installed for one run

    style = (
        "@page{size:A4;margin:20mm} section{break-after:page;height:250mm;position:relative}"
        "body{font:12pt/1.3 sans-serif} .who{background:#e3f1f2;padding:6pt;border-radius:6pt}"
        "li{margin:4pt 0} .slip{position:absolute;bottom:0;border-top:1pt dashed;width:100%}"
    )
    forms = "".join(
        page(kind, f"Nia Number{at}") for at in range(PUPILS) for kind in ("pupil-ks2", "parent")
    )
    begun = time.perf_counter()
    pdf = HTML(string=f"<style>{style}</style>{forms}").write_pdf()
    lasted = time.perf_counter() - begun
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{2 * PUPILS} pages: {lasted:.1f} s, {len(pdf):,} bytes, {most:.0f} MiB\n")


if __name__ == "__main__":
    main()
