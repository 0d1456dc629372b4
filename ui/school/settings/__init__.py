"""The school's settings, one page for each topic."""
