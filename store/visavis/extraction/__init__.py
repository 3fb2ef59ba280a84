"""Article to extraction: who is named, which meetings and agreements are reported, in which words."""

from visavis.extraction.extract import BACKEND, VERSION, extract

__all__ = ["BACKEND", "VERSION", "extract"]
