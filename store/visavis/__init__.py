"""visavis: who met whom, what they agreed, and who says so, in which words."""

__version__ = "0.1.0"
