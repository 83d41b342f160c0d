"""The parts of which every page is made; each takes the theme first."""
