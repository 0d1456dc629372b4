"""Plans of batches made by hand, for what needs no database."""

from __future__ import annotations

import datetime as dt
import subprocess
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from trent_desktop.agreements.codes import new_token
from trent_desktop.agreements.giving.batch import (
    BatchOrder,
    BatchPlan,
    Chosen,
    Form,
    FormGroup,
    Invited,
    Scope,
)
from trent_desktop.agreements.kinds import Kind, PrintSize
from trent_desktop.agreements.paper.documents import BatchPrint
from trent_desktop.agreements.wording.languages import our_wording
from trent_desktop.documents.page import Letterhead

SCHOOL = uuid.UUID(int=7)
INVITED = Invited(
    dt.date(2026, 12, 10), dt.time(18), dt.time(19), "School hall", "Safe on phones & <tablets>"
)
HOW = BatchPrint(
    Letterhead("Larkfield Primary School", ("1 Larkfield Lane", "London")),
    SCHOOL,
    dt.date(2026, 11, 23),
)


def form(
    kind: Kind = Kind.PUPIL_KS2,
    name: str = "Łukasz Nowak",
    *,
    language: str = "en",
    size: PrintSize = PrintSize.NORMAL,
    class_name: str = "4B",
    **more: Any,
) -> Form:
    """One form as a plan holds it."""
    translation = our_wording(kind, language) if language != "en" else None
    return Form(
        uuid.uuid4(),
        new_token() if kind.is_returned else "",
        kind,
        name,
        "" if kind is Kind.STAFF else class_name,
        more.pop("english", our_wording(kind, "en")),
        1,
        translation,
        1 if translation else None,
        print_size=size,
        **more,
    )


def plan(*groups: tuple[str, Sequence[Form]], **order: Any) -> BatchPlan:
    """A plan with these forms; `order` changes how it is printed."""
    kinds = tuple(dict.fromkeys(one.kind for _, forms in groups for one in forms))
    settings: dict[str, Any] = {
        "return_by": dt.date(2026, 12, 4),
        "cover_sheets": False,
        "invited": INVITED,
        **order,
    }
    return BatchPlan(
        BatchOrder(kinds, Chosen(Scope.EVERYBODY), **settings),
        tuple(
            FormGroup(
                name,
                tuple(forms),
                tuple((one, "") for one in dict.fromkeys(form.name for form in forms)),
            )
            for name, forms in groups
        ),
    )


def codes_in(pdf: Path, dpi: int = 150) -> list[set[str]]:
    """What zbar, which had no part in making them, reads on each page of a PDF."""
    stem = pdf.with_suffix("")
    # Plain pixels: packing them into a PNG takes fifteen times as long as drawing them.
    subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", str(pdf), str(stem)], check=True)
    found: list[set[str]] = []
    for page in sorted(pdf.parent.glob(f"{stem.name}-*.pgm")):
        read = subprocess.run(
            ["zbarimg", "--quiet", "--raw", str(page)], capture_output=True, text=True, check=False
        )
        found.append(set(read.stdout.split()))
    return found
