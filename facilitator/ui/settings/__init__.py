"""Settings: how the program looks, what sessions and the audience window go by, and the user's own keys."""
