"""The parts around every page: rail, top bar, banner, strip, key list, focus ring."""
