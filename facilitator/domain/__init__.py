"""What a study is: frozen values and their rules, with Python's own library alone."""
