"""The session so far: ideas read back, agreement, coverage, ground rules and debrief."""
