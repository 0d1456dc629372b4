"""What start.py and the people who change Trent Desktop use; no part of the program."""
