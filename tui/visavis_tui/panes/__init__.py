"""The panes of the desk: actors, events, sources and the article."""
