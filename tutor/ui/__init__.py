"""The Textual app. Nothing but this package imports Textual."""
