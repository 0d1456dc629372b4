"""Who, and which other reports, belong to a report: the side of a case's page."""
