"""What may leave the study: which words belong in a pack, and the search that stands before everything that is seen."""
