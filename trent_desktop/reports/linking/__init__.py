"""Who, and which other reports, belong to a report: said by those who lead on it."""
