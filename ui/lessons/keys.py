"""The keys of a lesson, on the board and on the laptop; clickers send some of them."""

from __future__ import annotations

from PySide6.QtCore import Qt

_K, _M = Qt.Key, Qt.KeyboardModifier
_NONE, _CTRL, _SHIFT = _M.NoModifier, _M.ControlModifier, _M.ShiftModifier

#: (key, modifiers) -> what `Teaching` does.
KEYS: dict[tuple[int, Qt.KeyboardModifier], str] = {
    (_K.Key_PageDown, _NONE): "onward",
    (_K.Key_Right, _NONE): "onward",
    (_K.Key_Down, _NONE): "onward",
    (_K.Key_Space, _NONE): "onward",
    (_K.Key_PageUp, _NONE): "back",
    (_K.Key_Left, _NONE): "back",
    (_K.Key_Up, _NONE): "back",
    (_K.Key_Backspace, _NONE): "back",
    (_K.Key_Home, _NONE): "first",
    (_K.Key_End, _NONE): "last",
    (_K.Key_B, _NONE): "black",
    (_K.Key_Period, _NONE): "black",
    (_K.Key_W, _NONE): "calm",
    (_K.Key_F5, _NONE): "uncover",
    (_K.Key_F5, _SHIFT): "uncover",
    (_K.Key_Escape, _NONE): "escape",
    (_K.Key_P, _NONE): "pen",
    (_K.Key_H, _NONE): "highlighter",
    (_K.Key_E, _NONE): "rubber",
    (_K.Key_L, _NONE): "laser",
    (_K.Key_Z, _CTRL): "undo",
    (_K.Key_Y, _CTRL): "redo",
    (_K.Key_Z, _CTRL | _SHIFT): "redo",
    (_K.Key_Delete, _NONE): "clear",
    (_K.Key_F, _NONE): "freeze",
    (_K.Key_S, _NONE): "spotlight",
    (_K.Key_C, _NONE): "curtain",
    (_K.Key_Z, _NONE): "zoom",
    (_K.Key_T, _NONE): "timer",
    (_K.Key_K, _NONE): "counter",
    (_K.Key_Plus, _NONE): "count_up",
    (_K.Key_Minus, _NONE): "count_down",
    (_K.Key_G, _NONE): "group",
    (_K.Key_Return, _NONE): "press_check",
    (_K.Key_Enter, _NONE): "press_check",
    (_K.Key_Question, _SHIFT): "help",
    (_K.Key_Question, _NONE): "help",
}

#: What clickers send, and the arrows: heard on the laptop before anything else takes them.
TURNING = {
    "onward": (_K.Key_PageDown, _K.Key_Right, _K.Key_Down),
    "back": (_K.Key_PageUp, _K.Key_Left, _K.Key_Up),
}

#: As they are shown with "?".
SHOWN: tuple[tuple[str, str], ...] = (
    ("→, Space, Page Down, clicker", "Next"),
    ("←, Page Up, clicker", "Back"),
    ("1 to 9", "The option, card or line of that number (a hand in a vote)"),
    ("Ctrl + 1 to 4", "A hand less in a vote"),
    ("Enter", "Check cards"),
    ("P, H, E, L", "Pen, highlighter, rubber, laser; once more: put it away"),
    ("Ctrl + Z, Ctrl + Y", "Undo, redo"),
    ("Delete", "Clear the ink of this slide"),
    ("S, C", "Spotlight, curtain"),
    ("Z", "Zoom into the picture; so does a tap on it"),
    ("T, K, + and −", "Timer, big counter, count"),
    ("G", "Another group at random"),
    ("B or full stop", "Black board"),
    ("W", "A calm picture"),
    ("F", "Freeze the board; look ahead on the laptop"),
    ("F5", "Everything off the slide"),
    ("N held", "The notes, when there is only one screen"),
    ("Esc", "Put a tool away; end the lesson"),
)
