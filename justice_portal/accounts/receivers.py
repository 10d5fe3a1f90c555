"""What libraries tell us about sign-in."""
