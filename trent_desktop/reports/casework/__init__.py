"""What those who lead on a report decide and write down, whatever kind of report it is."""
