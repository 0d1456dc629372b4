"""What becomes of it: the filter's steps, the Headteacher's decision, and supervision for a time."""

from __future__ import annotations

from typing import Final

from trent_desktop.reports.supervision.step import SUPERVISE
from trent_desktop.reports.workflow import STANDARD, Workflow

FLOW: Final[Workflow] = STANDARD.having(SUPERVISE)
