"""The school's settings: what is printed, who to tell, and tables of facts that age."""
