"""What a report tells: its figures, what each is said to be, what it counts, its changes and its tables."""
