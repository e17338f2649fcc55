"""Gephi's own importer, asked whether it opens what we write."""
