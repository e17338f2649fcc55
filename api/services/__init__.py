"""One function a question: arrays of a snapshot in, an answer out; nothing here knows of HTTP."""
