"""Facilitator: prepare, run, reflect and report focus groups whose answers are shown to one another."""

__version__ = "0.1.0"
