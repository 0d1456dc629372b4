"""Copies of the school: made, proved, kept in two places, and let go of. Of a folder alone.

The server's own backups hold a school on PostgreSQL.
"""
