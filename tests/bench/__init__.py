"""make bench: what the commonest things cost, next to a bare Django view measured in the same run."""
