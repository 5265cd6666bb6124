"""Turns the raw text of sealed sources into columns: of requests, of events, and the dictionary of URLs."""
