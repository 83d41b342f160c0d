"""Who is shown whose answers, and the session in which they react."""
