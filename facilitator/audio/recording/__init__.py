"""Records a session: to disk segment by segment, watched over, and readable again after a crash."""
