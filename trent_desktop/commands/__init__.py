"""Commands of the command line, one module for each subject. `cli.py` parses and calls them."""
