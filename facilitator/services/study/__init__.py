"""A study as a whole: made, opened, backed up, checked, merged, withdrawn from, carried through by the demo."""
