"""The feedback matrix and what comes of it: packs, the session in which they are shown, its reactions."""
