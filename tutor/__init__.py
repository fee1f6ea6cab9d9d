"""`tutor` teaches the fundamentals of neural networks in a terminal."""

__version__ = "0.1.0"
