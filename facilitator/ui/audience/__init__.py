"""The second window, which participants see: a renderer of its own that is fed with released words only."""
