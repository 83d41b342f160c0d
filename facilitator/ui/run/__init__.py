"""A focus group as it happens: the question, the clock and the capture line."""
