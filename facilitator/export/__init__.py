"""Draws blocks into files: Word, tables, pictures."""
