"""The look at the school in the evening: its file, keys, copies, room, locks and clocks."""
