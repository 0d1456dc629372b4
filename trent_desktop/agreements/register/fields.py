"""What is ticked in the fields of a form that was filled in on a screen."""

# Pdfium's own functions have no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable
from typing import Any, Final

from trent_desktop.agreements.kinds import YES_NO, Consent

_RADIO: Final = 3
#: Names and values of ours are far shorter.
_LONGEST: Final = 400
_MOST: Final = 400


def open_fields(file: Any) -> bool:
    """Make the fields of a PDF readable; whether there are any. Before a page of it is opened."""
    if file.get_formtype() == 0:
        return False
    file.init_forms()
    return True


def together(ticked: Iterable[tuple[Consent, bool | None]]) -> dict[Consent, bool | None]:
    """What was ticked in several places: yes, no, or None where they do not say the same."""
    found: dict[Consent, bool | None] = {}
    for one, said in ticked:
        found[one] = said if found.get(one, said) == said else None
    return found


def ticked_on(file: Any, page: Any) -> tuple[tuple[Consent, bool | None], ...]:
    """The questions of consent that are answered on a page, each with yes or no.

    Box by box, as it is seen there: None is said by one whose yes and no are both ticked, as some
    programs leave them.
    """
    import pypdfium2.raw as raw

    known = {one.field: one for one in Consent}
    found: list[tuple[Consent, bool]] = []
    for at in range(min(_MOST, int(raw.FPDFPage_GetAnnotCount(page)))):
        note = raw.FPDFPage_GetAnnot(page, at)
        if not note:
            continue
        try:
            if raw.FPDFAnnot_GetFormFieldType(file.formenv, note) != _RADIO:
                continue
            consent = known.get(_text(raw.FPDFAnnot_GetFormFieldName, file, note))
            if consent is None or not raw.FPDFAnnot_IsChecked(file.formenv, note):
                continue
            value = _text(raw.FPDFAnnot_GetFormFieldExportValue, file, note)
            if value in YES_NO:
                found.append((consent, value == YES_NO[0]))
        finally:
            raw.FPDFPage_CloseAnnot(note)
    return tuple(together(found).items())


def _text(read: Callable[..., int], file: Any, note: Any) -> str:
    import pypdfium2.raw as raw

    size = read(file.formenv, note, None, 0)
    if not 0 < size <= _LONGEST:
        return ""
    kept = ctypes.create_string_buffer(size)
    read(file.formenv, note, ctypes.cast(kept, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return kept.raw.decode("utf-16-le", "replace").rstrip("\0")
