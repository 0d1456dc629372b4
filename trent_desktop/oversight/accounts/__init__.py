"""The school's accounts on platforms: whose they are, who posts, and passwords that few may see."""
