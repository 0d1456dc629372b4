"""A page for each child, and for adults named in reports: what their reader may see, together.

Over casework, agreements and lessons, which do not know each other.
"""
