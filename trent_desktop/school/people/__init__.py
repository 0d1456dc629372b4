"""Who is in the school: members, their roles and rights, and the directory of all."""
