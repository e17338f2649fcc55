"""What will come of a message: how far, by way of whom, and how sure that is; one file a question."""
