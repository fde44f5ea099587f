"""The form of a survey: what was typed, what it means, how it is shown."""
