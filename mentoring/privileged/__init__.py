"""Legal threads: letters that the two who write them can read, and nobody else."""
