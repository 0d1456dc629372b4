"""What the school does: cases, lessons, agreements, policy. Nothing in here knows Qt."""

__version__ = "0.1.0"
