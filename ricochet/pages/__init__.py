"""Answers as pages: one self-contained file each, that asks no host for anything."""
