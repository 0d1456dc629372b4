"""Small widgets that every room is built from. Import them from here.

Words: `title`, `heading`, `strong`, `body`, `soft`, `small` (all are `Words`: plain text, wraps).
Buttons: `PrimaryButton`, `SecondaryButton`, `QuietButton`, `DangerButton`, `IconButton`,
`LinkButton`, `BackLink`, `Door`. Surfaces: `Card`, `Ground`, `Notice`, `EmptyState`. Marks: `Icon`,
`IconTile`, `Chip`, `Hairline`. Fields: `TextField`, `TextArea`, `PasswordField`, `SearchField`,
`FieldBlock`, `ErrorText`, `RadioGroup`, `TickGroup`, `RadioRow`, `TickRow`, `Option`.
Lists: `RowButton`, `RowList`, `RowDelegate`, `RowFace`, `FACE`. Pages: `ScrollPage`,
`EqualColumns`, `Flow`, `flow`. Over the page: `Sheet`, `ask`, `Toasts`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.components.buttons import (
        BackLink,
        DangerButton,
        IconButton,
        LinkButton,
        PaintedButton,
        PrimaryButton,
        QuietButton,
        SecondaryButton,
    )
    from ui.components.cards import Card, Ground
    from ui.components.choices import Option, RadioGroup, RadioRow, TickGroup, TickRow
    from ui.components.doors import Door
    from ui.components.fields import (
        ErrorText,
        FieldBlock,
        PasswordField,
        SearchField,
        TextArea,
        TextField,
        set_invalid,
    )
    from ui.components.lists import FACE, RowDelegate, RowList
    from ui.components.marks import Chip, Hairline, Icon, IconTile
    from ui.components.notices import EmptyState, Notice
    from ui.components.pages import EqualColumns, Flow, ScrollPage, clear_layout, flow
    from ui.components.rows import RowButton, RowFace
    from ui.components.sheets import Sheet, ask
    from ui.components.toasts import Toasts
    from ui.components.words import Words, body, heading, small, soft, strong, title

__all__ = [
    "FACE",
    "BackLink",
    "Card",
    "Chip",
    "DangerButton",
    "Door",
    "EmptyState",
    "EqualColumns",
    "ErrorText",
    "FieldBlock",
    "Flow",
    "Ground",
    "Hairline",
    "Icon",
    "IconButton",
    "IconTile",
    "LinkButton",
    "Notice",
    "Option",
    "PaintedButton",
    "PasswordField",
    "PrimaryButton",
    "QuietButton",
    "RadioGroup",
    "RadioRow",
    "RowButton",
    "RowDelegate",
    "RowFace",
    "RowList",
    "ScrollPage",
    "SearchField",
    "SecondaryButton",
    "Sheet",
    "TextArea",
    "TextField",
    "TickGroup",
    "TickRow",
    "Toasts",
    "Words",
    "ask",
    "body",
    "clear_layout",
    "flow",
    "heading",
    "set_invalid",
    "small",
    "soft",
    "strong",
    "title",
]

# A module is imported when something of it is first asked for: the first window needs few of
# them, and each brings enumerations of Qt that cost milliseconds to make.
_HOMES = {
    "BackLink": "ui.components.buttons",
    "Card": "ui.components.cards",
    "Chip": "ui.components.marks",
    "DangerButton": "ui.components.buttons",
    "Door": "ui.components.doors",
    "EmptyState": "ui.components.notices",
    "EqualColumns": "ui.components.pages",
    "ErrorText": "ui.components.fields",
    "FACE": "ui.components.lists",
    "FieldBlock": "ui.components.fields",
    "Flow": "ui.components.pages",
    "Ground": "ui.components.cards",
    "Hairline": "ui.components.marks",
    "Icon": "ui.components.marks",
    "IconButton": "ui.components.buttons",
    "IconTile": "ui.components.marks",
    "LinkButton": "ui.components.buttons",
    "Notice": "ui.components.notices",
    "Option": "ui.components.choices",
    "PaintedButton": "ui.components.buttons",
    "PasswordField": "ui.components.fields",
    "PrimaryButton": "ui.components.buttons",
    "QuietButton": "ui.components.buttons",
    "RadioGroup": "ui.components.choices",
    "RadioRow": "ui.components.choices",
    "RowButton": "ui.components.rows",
    "RowDelegate": "ui.components.lists",
    "RowFace": "ui.components.rows",
    "RowList": "ui.components.lists",
    "ScrollPage": "ui.components.pages",
    "SearchField": "ui.components.fields",
    "SecondaryButton": "ui.components.buttons",
    "Sheet": "ui.components.sheets",
    "TextArea": "ui.components.fields",
    "TextField": "ui.components.fields",
    "TickGroup": "ui.components.choices",
    "TickRow": "ui.components.choices",
    "Toasts": "ui.components.toasts",
    "Words": "ui.components.words",
    "ask": "ui.components.sheets",
    "body": "ui.components.words",
    "clear_layout": "ui.components.pages",
    "flow": "ui.components.pages",
    "heading": "ui.components.words",
    "set_invalid": "ui.components.fields",
    "small": "ui.components.words",
    "soft": "ui.components.words",
    "strong": "ui.components.words",
    "title": "ui.components.words",
}


def __getattr__(name: str) -> object:
    """Import the module that holds `name`."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found
