"""Reports of many articles to facts: who is who, which meeting is which, and when."""
