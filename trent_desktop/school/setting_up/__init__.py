"""Setting up a school in a place that was tried."""
