"""The school's accounts on platforms."""
