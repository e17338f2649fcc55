"""The commands, one file a subject: each parses, asks one service and prints its answer."""
