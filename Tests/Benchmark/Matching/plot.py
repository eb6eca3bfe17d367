"""The ratios against the number of rules as SVG, both on logarithmic scales; readable on light and dark pages."""
import math

from contestants import BASE, CONTESTANTS

WIDTH, HEIGHT = 820, 560
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 56, 54
LABEL_HEIGHT = 16
# Chosen to be distinguishable and readable on white and on near black.
OWN = "#d6336c"
COLOURS = ["#0d8a72", "#b3620a", "#7a5cd6", "#3b7ddd", "#7d7f1e", "#a8503a", "#2c8aa8", "#5e8f3c", "#8a6f5a", "#9a55a8",
           "#6b7a90"]

STYLE = """
text { font: 13px system-ui, sans-serif; fill: #333 }
.title { font-size: 16px; font-weight: 600 }
.grid { stroke: #8884; stroke-width: 1 }
.base { stroke: #888; stroke-width: 1.5; stroke-dasharray: 5 4 }
.line { fill: none; stroke-width: 1.8 }
.own { stroke-width: 4 }
.name { font-size: 12.5px }
.own-name { font-weight: 700; font-size: 14px }
@media (prefers-color-scheme: dark) { text { fill: #ddd } }
"""


def power(exponent):
    return "{:,}".format(10 ** exponent) if exponent >= 0 else "%.*f" % (-exponent, 10 ** exponent)


def spread(places):
    """Moves labels apart that would lie over one another, keeping their order."""
    moved = []
    for place in sorted(places):
        moved.append(max(place, moved[-1] + LABEL_HEIGHT) if moved else place)
    over = max(0, moved[-1] - (HEIGHT - BOTTOM)) if moved else 0
    for index in range(len(moved) - 1, -1, -1):
        limit = moved[index + 1] - LABEL_HEIGHT if index + 1 < len(moved) else moved[index] - over
        moved[index] = min(moved[index], limit)
    return moved


def svg(columns):
    sizes = sorted(columns)
    lines = {}
    for size in sizes:
        for name, result in columns[size].items():
            if "ratio" in result and name != BASE:
                lines.setdefault(name, []).append((size, result["ratio"]))
    ratios = [ratio for points in lines.values() for _, ratio in points] or [1]
    low, high = math.floor(math.log10(min(ratios + [1]))), math.ceil(math.log10(max(ratios + [1.01])))
    first, last = math.log10(sizes[0]), math.log10(sizes[-1])

    def x(size):
        return LEFT + (math.log10(size) - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def y(ratio):
        return TOP + (high - math.log10(ratio)) / (high - low) * (HEIGHT - TOP - BOTTOM)
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img">' % (WIDTH, HEIGHT),
             "<title>Profiles a second, as a multiple of plain Lua, by number of rules</title>",
             "<style>%s</style>" % STYLE,
             '<text class="title" x="%d" y="24">Matching: profiles a second, as a multiple of plain Lua 5.4</text>' % LEFT]
    for exponent in range(low, high + 1):
        height = y(10 ** exponent)
        parts.append('<line class="grid" x1="%d" x2="%d" y1="%.1f" y2="%.1f"/>' % (LEFT, WIDTH - RIGHT, height, height))
        parts.append('<text x="%d" y="%.1f" text-anchor="end">%s</text>' % (LEFT - 8, height + 4, power(exponent)))
    for size in sizes:
        parts.append('<line class="grid" x1="%.1f" x2="%.1f" y1="%d" y2="%d"/>' % (x(size), x(size), TOP, HEIGHT - BOTTOM))
        parts.append('<text x="%.1f" y="%d" text-anchor="middle">%s</text>' % (x(size), HEIGHT - BOTTOM + 20, "{:,}".format(size)))
    parts.append('<text x="%.1f" y="%d" text-anchor="middle">rules</text>' % ((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12))
    parts.append('<line class="base" x1="%d" x2="%d" y1="%.1f" y2="%.1f"/>' % (LEFT, WIDTH - RIGHT, y(1), y(1)))

    colours = dict(zip((name for name in CONTESTANTS if name in lines and name != "plumbline"), COLOURS * 2), plumbline=OWN)
    ends = sorted([(y(points[-1][1]), x(points[-1][0]), name) for name, points in lines.items()]
                  + [(y(1), x(sizes[-1]), BASE)])
    for name, points in lines.items():
        path = " ".join("%.1f,%.1f" % (x(size), y(ratio)) for size, ratio in points)
        kind = "line own" if name == "plumbline" else "line"
        parts.append('<polyline class="%s" stroke="%s" points="%s"/>' % (kind, colours[name], path))
        parts += ['<circle cx="%.1f" cy="%.1f" r="%s" fill="%s"/>' % (x(size), y(ratio), 5 if "own" in kind else 3, colours[name])
                  for size, ratio in points]
    for (height, along, name), place in zip(ends, spread([end[0] for end in ends])):
        kind = "own-name" if name == "plumbline" else "name"
        if name != BASE:
            parts.append('<line stroke="%s" opacity=".6" x1="%.1f" x2="%d" y1="%.1f" y2="%.1f"/>'
                         % (colours[name], along + 6, WIDTH - RIGHT + 18, height, place))
        parts.append('<text class="%s" x="%d" y="%.1f"%s>%s</text>'
                     % (kind, WIDTH - RIGHT + 22, place + 4,
                        ' style="fill: %s"' % colours[name] if name != BASE else "", CONTESTANTS[name].label))
    return "\n".join(parts + ["</svg>\n"])
