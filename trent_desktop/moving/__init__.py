"""Moving a school to another place: from a folder to a database server, and back."""
