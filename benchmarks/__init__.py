"""Measurements of what a promise costs; each module is a program."""
