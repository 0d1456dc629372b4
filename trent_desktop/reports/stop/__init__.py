"""The stop: what a report of a possible indecent picture may hold."""
