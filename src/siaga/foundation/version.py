"""Siaga's version, where every part can name it."""

VERSION = "0.1.0"
