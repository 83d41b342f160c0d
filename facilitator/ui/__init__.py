"""The window: gestures become calls of a service, changes become redraws."""
