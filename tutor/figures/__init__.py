"""A picture as data (`tutor.figures.figure`), and its drawing in text (`tutor.figures.draw`)."""
