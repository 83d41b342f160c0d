"""The recordings of a session: what there is, what cannot be heard, and files of other recorders."""
