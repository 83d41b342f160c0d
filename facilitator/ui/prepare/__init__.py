"""Who takes part and what they are asked."""
