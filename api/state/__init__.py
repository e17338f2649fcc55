"""What the service remembers between calls and over a restart: one SQLite file beside the snapshots."""
