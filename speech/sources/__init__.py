"""Where sound comes from: recordings, microphones and the far end of the call."""
