"""What leaves the school: a case with names blacked out, a list, the pack for the next school.

Rules 37 to 39.
"""
