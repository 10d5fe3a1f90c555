"""A hasher that counts: how many passphrases were really checked."""

import threading

from django.contrib.auth.hashers import MD5PasswordHasher

checked = []
lock = threading.Lock()


class CountingHasher(MD5PasswordHasher):
    algorithm = "counted"

    def verify(self, password, encoded):
        with lock:
            checked.append(password)
        return super().verify(password, encoded)


class BrokenHasher(MD5PasswordHasher):
    algorithm = "broken"

    def verify(self, password, encoded):
        raise RuntimeError(f"broke on {password}")

    def must_update(self, encoded):
        return False
