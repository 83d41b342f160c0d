"""The one stylesheet, written from the tokens; widgets name a role or a tone and never a colour."""

from collections.abc import Mapping

from PySide6.QtGui import QFont

from facilitator.ui.tokens import Tokens

TONES = ("text", "text2", "accent", "onaccent", "rec", "warn", "ok", "railtx")


def stylesheet(tokens: Tokens, fonts: Mapping[str, QFont]) -> str:
    """Rules for plain Qt widgets; what needs more than a rule paints itself."""
    parts = (
        _labels(tokens, fonts),
        _grounds(tokens),
        _fields(tokens),
        _lists(tokens, fonts),
        _dialogs(tokens),
        _rest(tokens, fonts),
    )
    return "\n".join(parts)


def _font(font: QFont) -> str:
    weight = "bold" if font.bold() else "normal"
    return f"font-size: {font.pointSizeF():.2f}pt; font-weight: {weight};"


def _labels(tokens: Tokens, fonts: Mapping[str, QFont]) -> str:
    tones = [f'QLabel[tone="{tone}"] {{ color: {getattr(tokens, tone).name()}; }}' for tone in TONES]
    roles = [f'QLabel[role="{role}"] {{ {_font(font)} }}' for role, font in fonts.items() if role != "body"]
    extra = [
        'QLabel[tone="white"] { color: white; }',
        'QLabel[weight="bold"] { font-weight: bold; }',
        'QLabel[slant="italic"] { font-style: italic; }',
    ]
    return "\n".join(tones + roles + extra)


def _grounds(tokens: Tokens) -> str:
    names = ("bg", "surface", "sunken", "tint", "rectint")  # each rule is tried on every widget that is made
    rules = [f'QWidget[ground="{name}"] {{ background: {getattr(tokens, name).name()}; }}' for name in names]
    edge = f"border: 1px solid {tokens.line.name()};"
    rules.append(f'QFrame[panel="true"] {{ background: {tokens.surface.name()}; {edge} border-radius: 6px; }}')
    rules.append("QScrollArea { background: transparent; border: 0; }")
    rules.append("QScrollArea > QWidget > QWidget[clear='true'] { background: transparent; }")
    return "\n".join(rules)


def _fields(tokens: Tokens) -> str:
    box = "QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox"
    return f"""
{box} {{
  background: {tokens.surface.name()}; color: {tokens.text.name()};
  border: 1px solid {tokens.strong.name()}; border-radius: 4px; padding: 0 8px; min-height: 30px;
  selection-background-color: {tokens.accent.name()}; selection-color: {tokens.onaccent.name()};
  placeholder-text-color: {tokens.text2.name()};
}}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; height: 0; border: 0; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{
  border: 0; padding: 0 6px; min-height: 0; background: transparent; }}
QPlainTextEdit, QTextEdit {{ padding: 4px; }}
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] {{ background: {tokens.sunken.name()}; }}
QLineEdit[error="true"], QPlainTextEdit[error="true"], QAbstractSpinBox[error="true"] {{
  border: 2px solid {tokens.rec.name()}; padding: 0 7px; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {tokens.strong.name()}; }}
QLineEdit[plain="true"] {{ border: 0; background: transparent; padding: 0; min-height: 0; }}
"""


def _lists(tokens: Tokens, fonts: Mapping[str, QFont]) -> str:
    return f"""
QAbstractItemView {{
  background: {tokens.surface.name()}; border: 0; outline: 0; gridline-color: {tokens.line.name()};
  selection-background-color: {tokens.tint.name()}; selection-color: {tokens.text.name()};
}}
QListView::item, QTreeView::item, QTableView::item {{ padding: 4px 8px; min-height: 24px; }}
QListView::item:hover, QTreeView::item:hover {{ background: {tokens.sunken.name()}; }}
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {{
  background: {tokens.tint.name()}; color: {tokens.text.name()}; }}
QHeaderView, QHeaderView::section {{
  background: {tokens.surface.name()}; color: {tokens.text2.name()}; border: 0;
  {_font(fonts["small"])} font-weight: bold; }}
QHeaderView::section {{ padding: 6px 8px; border-bottom: 1px solid {tokens.strong.name()}; }}
QTableCornerButton::section {{ background: {tokens.surface.name()}; border: 0; }}
"""


def _dialogs(tokens: Tokens) -> str:
    edge = f"border: 1px solid {tokens.strong.name()}; border-radius: 4px;"
    return f"""
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QDialog QPushButton {{ background: {tokens.surface.name()}; color: {tokens.text.name()}; {edge}
  padding: 5px 16px; min-width: 56px; }}
QDialog QPushButton:hover {{ background: {tokens.sunken.name()}; }}
QDialog QPushButton:default {{ background: {tokens.accent.name()}; color: {tokens.onaccent.name()}; }}
QDialog QPushButton:focus {{ border: 3px solid {tokens.accent.name()}; padding: 3px 14px; }}
QDialog QLineEdit:focus {{ border: 2px solid {tokens.accent.name()}; padding: 0 7px; }}
QDialog QPushButton:disabled {{ background: {tokens.sunken.name()}; color: {tokens.strong.name()}; }}
"""


def _rest(tokens: Tokens, fonts: Mapping[str, QFont]) -> str:
    return f"""
QToolTip {{ background: {tokens.surface.name()}; color: {tokens.text.name()};
  border: 1px solid {tokens.strong.name()}; padding: 4px 8px; {_font(fonts["second"])} }}
QMenu {{ background: {tokens.surface.name()}; border: 1px solid {tokens.strong.name()}; padding: 4px 0; }}
QMenu::item {{ padding: 7px 24px 7px 12px; }}
QMenu::item:selected {{ background: {tokens.tint.name()}; color: {tokens.text.name()}; }}
QMenu::item:disabled {{ color: {tokens.strong.name()}; }}
QMenu::separator {{ height: 1px; background: {tokens.line.name()}; margin: 4px 0; }}
QSplitter::handle {{ background: {tokens.line.name()}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QSplitter::handle:focus, QSplitter::handle:pressed {{ background: {tokens.accent.name()}; }}
QScrollBar:vertical {{ width: 10px; background: transparent; margin: 0; }}
QScrollBar:horizontal {{ height: 10px; background: transparent; margin: 0; }}
QScrollBar::handle {{ background: {tokens.strong.name()}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {tokens.text2.name()}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
"""
