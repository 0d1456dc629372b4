"""The Agreements room."""
