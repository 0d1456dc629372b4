"""Checks of filter and monitoring."""
