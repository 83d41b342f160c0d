"""A live session: what is said, who is there, and what is still missing."""
