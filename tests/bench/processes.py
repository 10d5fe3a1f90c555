"""What a tree of processes costs: CPU time and memory, read from /proc."""

import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def tree(root):
    """The process and everything it started, and what those started."""
    children = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (stat := _stat(int(entry.name))):
            children.setdefault(int(stat[1]), []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, [])
    return found


def cpu_seconds(roots):
    """CPU time of the trees so far, with that of their children that have ended.

    Threads that run are read to the nanosecond: what is measured is often shorter than the kernel's tick.
    """
    seconds = 0.0
    for root in roots:
        for pid in tree(root):
            if stat := _stat(pid):
                seconds += _threads(pid) + (int(stat[13]) + int(stat[14])) / TICK  # cutime, cstime
    return seconds


def _threads(pid):
    nanoseconds = 0
    for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        try:
            nanoseconds += int(thread.read_text().split()[0])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return nanoseconds / 1e9


def pss_mib(root):
    """Memory of a tree in MiB, shared pages counted once (PSS)."""
    total = 0
    for pid in tree(root):
        try:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
    return total / 1024


def _stat(pid):
    """Fields of /proc/pid/stat from the state on; None when it has gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
