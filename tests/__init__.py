"""Tests of both wings, laid out as they are: tests/reports tests trent_desktop/reports."""
