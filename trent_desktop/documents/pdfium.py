"""PDFium must not be entered by two threads at once: whoever uses it takes this lock."""

from __future__ import annotations

import threading
from typing import Final

ONE_AT_A_TIME: Final = threading.Lock()
