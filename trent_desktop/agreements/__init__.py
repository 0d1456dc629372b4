"""Agreements: their wording, printing them in batches, what came back, and what was agreed to."""
