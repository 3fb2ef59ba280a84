"""Bytes to articles: text, markdown, JSON Lines, folders, standard input."""
