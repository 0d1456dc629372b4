"""Whom a report is about, who leads on it, who reads it, and who was told."""
