"""The table that is printed, and what missed its figure."""


def bare_cpu(results, clients=1):
    return next(
        row["cpu_ms"] for row in results["operations"] if row["name"] == "bare view" and row["clients"] == clients
    )


def table(results):
    lines = [
        f"{'operation':34} {'clients':>7} {'CPU ms':>8} {'x bare':>7} {'per s':>8} {'p50 ms':>8} {'p95 ms':>8}",
        "-" * 86,
    ]
    for row in results["operations"]:
        ratio = row["cpu_ms"] / bare_cpu(results, row["clients"])
        lines.append(
            f"{row['name']:34} {row['clients']:7} {row['cpu_ms']:8.2f} {ratio:7.2f} {row['per_second']:8.1f}"
            f" {row['p50_ms']:8.1f} {row['p95_ms']:8.1f}"
        )
    lines.append("")
    for name, figures in results["pages"].items():
        said = ", ".join(
            f"{key} {value:,.1f}" if isinstance(value, float) else f"{key} {value}" for key, value in figures.items()
        )
        lines.append(f"{name}: {said}")
    lines += (
        ["", *(f"MISSED: {miss}" for miss in results["misses"])] if results["misses"] else ["", "Every figure is met."]
    )
    return "\n".join(lines) + "\n"


def misses(results, limits):
    """What is over its figure: ratios at one client, the growth of the class report, sign-in, pages, memory."""
    bare = bare_cpu(results)
    rows = {row["name"]: row for row in results["operations"] if row["clients"] == 1}
    found = [
        f"{name}: {rows[name]['cpu_ms'] / bare:.2f} x bare, to be at most {limit}"
        for name, limit in limits.items()
        if rows[name]["cpu_ms"] / bare > limit
    ]
    reports = [row["cpu_ms"] for name, row in rows.items() if name.startswith("class report")]
    if reports[-1] > 1.5 * reports[0]:
        found.append(
            f"class report: the largest costs {reports[-1] / reports[0]:.2f} times the smallest, to be at most 1.5"
        )
    if rows["sign-in"]["cpu_ms"] > 80:
        found.append(f"sign-in: {rows['sign-in']['cpu_ms']:.0f} ms of CPU, to be at most 80")
    for name, figures in results["pages"].items():
        for key, most in figures.get("limits", {}).items():
            if figures[key] > most:
                found.append(f"{name}: {key} {figures[key]:.1f}, to be at most {most}")
    return found
