"""The documents that leave the program."""
