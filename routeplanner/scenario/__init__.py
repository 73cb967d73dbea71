"""What changes: scenario files, composition, application."""
