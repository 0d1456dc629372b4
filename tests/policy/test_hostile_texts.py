"""Texts made to take for ever do not: what they are is found out in the program itself."""

from __future__ import annotations

import time

import pytest

from trent_desktop.policy.importing.plain_text import lines_of_text
from trent_desktop.policy.importing.recognising import recognise

_TEXTS = {
    "lines that go on": "\n".join(
        f"{at % 99}.{at}. word word staff “friend” of" for at in range(5_500)
    ),
    "dots": "Contents\nA " + "." * 390_000 + "x",
    "spaces": "Signed" + " " * 300_000 + "x",
    "blanks": "Signed: " + "_" * 300_000 + " x",
    "an endless number": "1." * 190_000,
    "an endless letter": "(" + "i" * 300_000,
    "contents": "Contents\n"
    + "\n".join(f"- entry part {at} " * 6 for at in range(149))
    + "\n\n".join(f"Entry part {at} other\n\n1.1 words." for at in range(1_500)),
    "links": "[a](b" * 70_000,
}


@pytest.mark.parametrize("text", _TEXTS.values(), ids=_TEXTS)
def test_it_ends(text: str) -> None:
    begun = time.process_time()
    recognise(lines_of_text(text))
    assert time.process_time() - begun < 15  # quadratic ones took minutes
