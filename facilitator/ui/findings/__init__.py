"""From notes to released statements and quotes, by question and group."""
