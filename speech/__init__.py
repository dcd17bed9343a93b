"""Sound to events: capture, echo cancellation, voice activity and recognition. Knows no rule and no Qt."""
