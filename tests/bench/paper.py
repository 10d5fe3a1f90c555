"""The table that is printed, and what missed its figure."""

import os

from tests.bench import messages

#: name -> the most it may cost, as a ratio to the bare view's CPU at one client.
LIMITS = {"home": 4.0, "lesson": 4.0, "quiz answer": 2.5, "send message": 3.0}
SIGN_IN_MS = 80
#: The most that the largest class report may cost, next to the smallest.
GROWTH = 1.5


def machine():
    """The size of the machine, so that a later reader knows what the figures mean."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {"cores": os.cpu_count(), "memory GiB": round(pages / 2**30), "load before": os.getloadavg()[0]}


def table(results):
    lines = [
        ", ".join(f"{name} {value:,.1f}" for name, value in results["machine"].items()),
        "CPU is of the server's processes and PostgreSQL's; x bare: next to a bare Django view, measured in turns with it.",
        "",
        f"{'operation':34} {'clients':>7} {'CPU ms':>8} {'x bare':>7} {'per s':>8} {'p50 ms':>8} {'p95 ms':>8}",
        "-" * 86,
    ]
    lines += [
        f"{row['name']:34} {row['clients']:7} {row['cpu_ms']:8.2f} {row['ratio']:7.2f} {row['per_second']:8.1f}"
        f" {row['p50_ms']:8.1f} {row['p95_ms']:8.1f}"
        for row in results["operations"]
    ]
    lines.append("")
    for name, figures in results["pages"].items():
        said = ", ".join(f"{key} {_said(value)}" for key, value in figures.items() if key != "limits")
        lines.append(f"{name}: {said}")
    missed = [f"MISSED: {miss}" for miss in results["misses"]]
    missed += [f"NOT MEASURED: {name}: {why}" for name, why in results["failed"].items()]
    is_whole = not results["only"]
    return (
        "\n".join([*lines, "", *(missed or ["Every figure is met." if is_whole else "Every figure of these is met."])])
        + "\n"
    )


def _said(value):
    return f"{value:,.1f}" if isinstance(value, float) else str(value)


def misses(results):
    """What is over its figure: ratios at one client, the growth of the class report, sign-in, pages, memory."""
    rows = {row["name"]: row for row in results["operations"] if row["clients"] == 1}
    found = [
        f"{name}: {rows[name]['ratio']:.2f} x bare, to be at most {limit}"
        for name, limit in LIMITS.items()
        if name in rows and rows[name]["ratio"] > limit
    ]
    reports = [row["ratio"] for name, row in rows.items() if name.startswith("class report")]
    if reports and reports[-1] > GROWTH * reports[0]:
        grown = reports[-1] / reports[0]
        found.append(f"class report: the largest costs {grown:.2f} times the smallest, to be at most {GROWTH}")
    for name in messages.PAGES:
        first, grown = rows.get(name), rows.get(f"{name}{messages.GROWN}")
        if first and grown and grown["ratio"] > messages.GROWTH * first["ratio"]:
            found.append(f"{name}: grown {grown['ratio'] / first['ratio']:.2f} times, to be at most {messages.GROWTH}")
    if "sign-in" in rows and rows["sign-in"]["cpu_ms"] > SIGN_IN_MS:
        found.append(f"sign-in: {rows['sign-in']['cpu_ms']:.0f} ms of CPU, to be at most {SIGN_IN_MS}")
    for name, figures in results["pages"].items():
        for key, most in figures.get("limits", {}).items():
            if figures[key] > most:
                found.append(f"{name}: {key} {figures[key]:.1f}, to be at most {most}")
    return found
