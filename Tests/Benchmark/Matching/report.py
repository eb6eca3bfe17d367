"""The results as Markdown tables, a row for each engine."""
from contestants import BASE, CONTESTANTS, MODES


def figures(number):
    """Two significant figures, or one for small numbers."""
    if number >= 100:
        return "{:,.0f}".format(float("%.2g" % number))
    if number >= 1:
        return "%.0f" % number if number >= 9.95 else "%.1f" % number
    return "%.2f" % number if number >= .095 else "%.1g" % number


def per_second(number):
    return "{:,.0f}".format(float("%.3g" % number))


def cell(result):
    if result is None:
        return "–"
    return "not run" if "failed" in result else figures(result["ratio"])


def table(mode, columns):
    sizes = list(columns)
    names = sorted({name for results in columns.values() for name in results if name != BASE},
                   key=lambda name: -max(results.get(name, {}).get("ratio", -1) for results in columns.values()))
    lines = ["| %s | %s |" % (MODES[mode], " | ".join("{:,} rules".format(size) for size in sizes)),
             "|---|" + "---|" * len(sizes)]
    for name in names:
        lines.append("| %s | %s |" % (CONTESTANTS[name].label, " | ".join(cell(columns[size].get(name)) for size in sizes)))
    base = [columns[size].get(BASE) for size in sizes]
    lines.append("| %s, profiles a second | %s |"
                 % (CONTESTANTS[BASE].label, " | ".join(per_second(each["rate"]) if each else "–" for each in base)))
    failures = sorted({(CONTESTANTS[name].label, results[name]["failed"]) for results in columns.values()
                       for name in results if "failed" in results[name]})
    return "\n".join(lines + [""] + ["%s was not run: %s" % failure for failure in failures])


def tables(results):
    return "\n\n".join(table(mode, columns).strip() for mode, columns in results.items())
