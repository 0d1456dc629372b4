"""The school's settings: what is printed, whom to tell, and tables of facts that age."""
