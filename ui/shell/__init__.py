"""The window around the rooms: rail, banner, shade, lock, notices."""
