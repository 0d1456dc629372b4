"""Everything with a day, from every room: one list, and a calendar's file."""
