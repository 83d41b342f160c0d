"""Taking in another copy of the study."""
