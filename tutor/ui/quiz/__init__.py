"""Practice on the screen: the quiz, and the widgets that take every kind of answer."""
