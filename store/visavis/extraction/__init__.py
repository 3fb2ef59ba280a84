"""Article to extraction: who is named, which meetings and agreements are reported, in which words."""
