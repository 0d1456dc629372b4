"""Papers on the screen: looked at inside the window, printed, saved.

    preview = DocumentPreview(background, Document("Appendix 2", "Appendix 2.pdf", make), parent=…)
    preview.left.connect(…)          # she pressed Back

`make` runs off the GUI thread and returns a `trent_desktop.documents.page.Pdf`. The bytes stay in
memory until they are printed or saved: no file of plain text is ever written for a preview.
"""

from ui.documents.pages import PdfPages
from ui.documents.preview import Document, DocumentPreview
from ui.documents.printing import Printing, SystemPrinting
from ui.documents.saving import Places, SystemPlaces

__all__ = [
    "Document",
    "DocumentPreview",
    "PdfPages",
    "Places",
    "Printing",
    "SystemPlaces",
    "SystemPrinting",
]
