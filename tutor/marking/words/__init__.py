"""Reading a learner's sentence: what it says, what it denies, and the words that do so."""
