"""Knowledge as reviewed data: TOML files, read once and turned into lookups."""
