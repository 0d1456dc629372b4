"""Reading a version of the policy, and who has."""
