"""Influence graph in, values with intervals out: nothing is stored, nothing is printed."""
