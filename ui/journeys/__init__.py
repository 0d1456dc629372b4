"""Renders any journey of `trent_desktop.journeys`: question page, errors, check answers, drafts.

widget = JourneyWidget(run, sources, keeper)
widget.ready.connect(...)      # everything is answered: send it
widget.stopped.connect(...)    # another journey takes over
widget.put_off.connect(...)    # "Save and finish later"
"""

from ui.journeys.draft_keeper import DraftKeeper
from ui.journeys.journey_widget import JourneyWidget
from ui.journeys.sources import Sources

__all__ = ["DraftKeeper", "JourneyWidget", "Sources"]
