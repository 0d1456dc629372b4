"""The keys of a lesson, on the board and on the laptop; clickers send some of them."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt

from ui.components.shown_keys import shown_keys


class Doing(Enum):
    """What a key, a tool of the tray or something on the board asks for."""

    ONWARD = "onward"
    BACK = "back"
    FIRST = "first"
    LAST = "last"
    BLACK = "black"
    CALM = "calm"
    UNCOVER = "uncover"
    ESCAPE = "escape"
    PEN = "pen"
    HIGHLIGHTER = "highlighter"
    RUBBER = "rubber"
    LASER = "laser"
    UNDO = "undo"
    REDO = "redo"
    CLEAR = "clear"
    FREEZE = "freeze"
    SPOTLIGHT = "spotlight"
    CURTAIN = "curtain"
    ZOOM = "zoom"
    TIMER = "timer"
    COUNTER = "counter"
    COUNT_UP = "count_up"
    COUNT_DOWN = "count_down"
    GROUP = "group"
    CHECK = "check"
    HELP = "help"


_K, _M = Qt.Key, Qt.KeyboardModifier
_NONE, _CTRL, _SHIFT = _M.NoModifier, _M.ControlModifier, _M.ShiftModifier

#: (key, modifiers) -> what is done.
KEYS: dict[tuple[int, Qt.KeyboardModifier], Doing] = {
    (_K.Key_PageDown, _NONE): Doing.ONWARD,
    (_K.Key_Right, _NONE): Doing.ONWARD,
    (_K.Key_Down, _NONE): Doing.ONWARD,
    (_K.Key_Space, _NONE): Doing.ONWARD,
    (_K.Key_PageUp, _NONE): Doing.BACK,
    (_K.Key_Left, _NONE): Doing.BACK,
    (_K.Key_Up, _NONE): Doing.BACK,
    (_K.Key_Backspace, _NONE): Doing.BACK,
    (_K.Key_Home, _NONE): Doing.FIRST,
    (_K.Key_End, _NONE): Doing.LAST,
    (_K.Key_B, _NONE): Doing.BLACK,
    (_K.Key_Period, _NONE): Doing.BLACK,
    (_K.Key_W, _NONE): Doing.CALM,
    (_K.Key_F5, _NONE): Doing.UNCOVER,
    (_K.Key_F5, _SHIFT): Doing.UNCOVER,
    (_K.Key_Escape, _NONE): Doing.ESCAPE,
    (_K.Key_P, _NONE): Doing.PEN,
    (_K.Key_H, _NONE): Doing.HIGHLIGHTER,
    (_K.Key_E, _NONE): Doing.RUBBER,
    (_K.Key_L, _NONE): Doing.LASER,
    (_K.Key_Z, _CTRL): Doing.UNDO,
    (_K.Key_Y, _CTRL): Doing.REDO,
    (_K.Key_Z, _CTRL | _SHIFT): Doing.REDO,
    (_K.Key_Delete, _NONE): Doing.CLEAR,
    (_K.Key_F, _NONE): Doing.FREEZE,
    (_K.Key_S, _NONE): Doing.SPOTLIGHT,
    (_K.Key_C, _NONE): Doing.CURTAIN,
    (_K.Key_Z, _NONE): Doing.ZOOM,
    (_K.Key_T, _NONE): Doing.TIMER,
    (_K.Key_K, _NONE): Doing.COUNTER,
    (_K.Key_Plus, _NONE): Doing.COUNT_UP,
    (_K.Key_Equal, _NONE): Doing.COUNT_UP,
    (_K.Key_Minus, _NONE): Doing.COUNT_DOWN,
    (_K.Key_G, _NONE): Doing.GROUP,
    (_K.Key_Return, _NONE): Doing.CHECK,
    (_K.Key_Enter, _NONE): Doing.CHECK,
    (_K.Key_Question, _NONE): Doing.HELP,
}

#: Signs: on one keyboard they need Shift or AltGr, on another not, and on a third they are keys
#: of the number pad.
_SIGNS = {_K.Key_Plus, _K.Key_Equal, _K.Key_Minus, _K.Key_Period, _K.Key_Question}
_OF_LAYOUTS = _SHIFT | _M.GroupSwitchModifier

#: What clickers send. Who presses one of these need not be at a keyboard.
CLICKER = {
    _K.Key_PageDown, _K.Key_PageUp, _K.Key_F5, _K.Key_Escape, _K.Key_B, _K.Key_Period,
}  # fmt: skip
#: What they send to go on, back, or to begin and end: it closes a question that lies over a lesson.
CLOSING = {_K.Key_PageDown, _K.Key_PageUp, _K.Key_F5, _K.Key_Escape}


def doing_of(key: int, modifiers: Qt.KeyboardModifier) -> Doing | None:
    """What a key does, whatever keyboard it is on."""
    held = modifiers & ~_M.KeypadModifier
    if key in _SIGNS:
        held &= ~_OF_LAYOUTS
    return KEYS.get((key, held))


#: What clickers send, and the arrows: heard on the laptop before anything else takes them.
TURNING = {
    Doing.ONWARD: (_K.Key_PageDown, _K.Key_Right, _K.Key_Down),
    Doing.BACK: (_K.Key_PageUp, _K.Key_Left, _K.Key_Up),
}

#: As they are shown with "?".
SHOWN: tuple[tuple[str, str], ...] = (
    ("→, Space, Page Down, clicker", "Next"),
    ("←, Page Up, clicker", "Back"),
    ("1 to 9", "The option, card or line of that number (a hand in a vote)"),
    ("1 to 9, then 1 to 4", "A card, then its box or place; 0 puts it back"),
    (f"{shown_keys('Ctrl+1')} to 4", "One vote fewer"),
    ("Enter", "Check cards"),
    ("P, H, E, L", "Pen, highlighter, rubber, laser; again: put it away"),
    (f"{shown_keys('Ctrl+Z')}, {shown_keys('Ctrl+Y')}", "Undo, redo"),
    ("Delete", "Clear the ink on this slide"),
    ("S, C", "Spotlight, curtain"),
    ("Z", "Zoom into the picture; so does a tap on it"),
    ("T, K, + and −", "Timer, big counter, count"),
    ("G", "Another random group"),
    ("B or full stop", "Black board"),
    ("W", "A calm picture"),
    ("F", "Freeze the board; look ahead on the laptop"),
    ("F5", "Everything off the slide"),
    ("N held", "The notes, when there is only one screen"),
    ("Esc", "Put a tool away; end the lesson"),
)
