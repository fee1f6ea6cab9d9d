"""Content as read from files: questions and their parts."""
