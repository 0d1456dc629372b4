"""SMART lessons: their format, their checks, what is done with them in class, and the log."""
