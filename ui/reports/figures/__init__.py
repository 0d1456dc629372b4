"""What reports come to, drawn; the numbers one press away."""

from ui.reports.figures.page import FiguresPage

__all__ = ["FiguresPage"]
