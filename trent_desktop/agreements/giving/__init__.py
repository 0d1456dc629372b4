"""Giving agreements out: choosing, planning, printing in batches, families."""
