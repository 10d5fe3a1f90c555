"""Boundaries that drift: signs in what two people write, told to who looks after the mentor. A person decides; no score."""
