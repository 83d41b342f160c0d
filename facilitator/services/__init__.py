"""One module for each task of the facilitator, in plain Python on the main thread."""
