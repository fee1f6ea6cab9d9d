"""One module a question: inputs in, computed answers with their reasons and pictures out."""
