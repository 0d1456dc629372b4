"""The School room: members and keys, pupils and classes, class lists, the school year, settings."""
