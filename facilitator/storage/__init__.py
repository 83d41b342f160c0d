"""The study folder and its database, the one door through which anything is written."""
