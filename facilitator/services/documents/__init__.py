"""Documents: gathered, worded, looked at once more, written and logged; and answers that come back."""
