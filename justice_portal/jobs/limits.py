"""What one process that does jobs may use."""

import resource

MEMORY_MB = 512


def cap_memory(megabytes: int = MEMORY_MB) -> None:
    """Let this process and its children ask for so much memory and no more: then they get a MemoryError (F22).

    It counts what a process writes to (RLIMIT_DATA); its address space is larger and says little.
    """
    size = megabytes * 1024 * 1024
    _soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard == resource.RLIM_INFINITY or hard > size:
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))
