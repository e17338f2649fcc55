"""Ricochet: who will carry this message, to whom, how far."""

__version__ = "0.1.0"
