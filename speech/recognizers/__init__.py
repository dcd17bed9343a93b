"""Speech recognizers behind one Protocol (`base.Recognizer`)."""
