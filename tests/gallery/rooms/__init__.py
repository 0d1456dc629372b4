"""One module for each room; all of them are found by themselves."""
