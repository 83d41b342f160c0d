"""Recordings and clips: taken, recovered, laid in time, cut and given away."""
