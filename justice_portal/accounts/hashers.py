from django.contrib.auth.hashers import Argon2PasswordHasher


class PortalArgon2Hasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes, one lane: OWASP's minimum, chosen so that sign-in stays under 80 ms of CPU."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
