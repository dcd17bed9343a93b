"""The paraphrase classifier: which rules an utterance seems to break, however it is put."""
