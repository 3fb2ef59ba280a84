"""Screens that lie over the desk."""
