"""What was said in full, word by word: read in, written down by a model, and quoted from."""
