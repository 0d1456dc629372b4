"""Tasks: given in a case, sealed to whom they are given, and one list of all there is to do."""
