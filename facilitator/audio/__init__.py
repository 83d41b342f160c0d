"""Clips, peaks, recording and replay."""
