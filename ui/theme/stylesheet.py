"""The stylesheet, made from the tokens. It dresses Qt's own widgets; ours paint themselves."""

from __future__ import annotations

from ui.theme.tokens import RADIUS, Theme


def stylesheet(theme: Theme) -> str:
    """The application's stylesheet for a theme."""
    p = theme.palette
    bar = 12
    return f"""
QToolTip {{
    background: {p.ink}; color: {p.card}; border: 0; padding: 6px 10px;
    font-size: {theme.type_px("small")}px;
}}
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox, QDateEdit, QTimeEdit, QDateTimeEdit {{
    background: {p.card}; color: {p.ink};
    border: 2px solid {p.edge}; border-radius: {RADIUS.field}px;
    selection-background-color: {p.act}; selection-color: {p.on_act};
}}
QLineEdit, QSpinBox, QComboBox, QDateEdit, QTimeEdit, QDateTimeEdit {{
    padding: {theme.px(7)}px 10px; min-height: {theme.px(24)}px;
}}
QPlainTextEdit, QTextEdit {{ padding: 6px 6px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus,
QDateEdit:focus, QTimeEdit:focus {{ border-color: {p.ink}; }}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QTextEdit[invalid="true"],
QSpinBox[invalid="true"], QComboBox[invalid="true"], QDateEdit[invalid="true"],
QTimeEdit[invalid="true"] {{ border: 3px solid {p.coral}; }}
QLineEdit[invalid="true"], QSpinBox[invalid="true"], QComboBox[invalid="true"],
QDateEdit[invalid="true"], QTimeEdit[invalid="true"] {{ padding: {theme.px(7) - 1}px 9px; }}
QPlainTextEdit[invalid="true"], QTextEdit[invalid="true"] {{ padding: 5px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{
    background: {p.well}; color: {p.soft}; border-color: {p.line};
}}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {p.well}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: 0; }}
QAbstractItemView {{
    background: {p.card}; color: {p.ink}; border: 0; outline: 0;
    selection-background-color: {p.tint}; selection-color: {p.ink};
}}
QComboBox::drop-down {{ border: 0; width: {theme.px(30)}px; }}
QComboBox QAbstractItemView, QListView[popup="true"] {{
    border: 1px solid {p.edge}; border-radius: {RADIUS.field}px; padding: 4px;
}}
QComboBox QAbstractItemView::item, QListView[popup="true"]::item {{
    min-height: {theme.px(34)}px; padding: 0 8px; border-radius: 6px;
}}
QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {bar}px; margin: 0; }}
QScrollBar::handle {{ background: {p.edge}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 44px; }}
QScrollBar::handle:horizontal {{ min-width: 44px; }}
QScrollBar::handle:hover {{ background: {p.soft}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QMenu {{
    background: {p.card}; color: {p.ink}; border: 1px solid {p.line}; padding: 6px;
}}
QMenu::item {{ padding: {theme.px(8)}px 24px; border-radius: 6px; }}
QMenu::item:selected {{ background: {p.tint}; color: {p.on_tint}; }}
"""
