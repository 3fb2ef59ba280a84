"""Everything that talks to a terminal."""
