"""growth.py OUT.csv OUT.svg TRANSFERS=RAW...: CPU time of traces against the number of
transfers, from the lines that bench/trace.c prints for each size: medians as a
table, and as a chart with both axes by their logarithm, slope 1 dashed."""
import collections
import math
import statistics
import sys

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 720, 460, 70, 30, 150, 50
LINES = {"fifo busiest": "#0958d9", "lifo busiest": "#531dab", "prorata busiest": "#ad4e00",
         "clean-first busiest": "#237804", "taint-first busiest": "#a8071a",
         "fifo hundredth": "#0958d9", "prorata hundredth": "#ad4e00"}


def read(path):
    times = collections.defaultdict(list)
    with open(path) as file:
        for line in file:
            what, seconds = line.split(",")[:2]
            if what in LINES:
                times[what].append(float(seconds))
    return {what: statistics.median(values) for what, values in times.items()}


def chart(sizes, medians):
    low = math.floor(math.log10(min(v for m in medians.values() for v in m.values())))
    high = math.ceil(math.log10(max(v for m in medians.values() for v in m.values())))
    x0, x1 = math.log10(min(sizes)), math.log10(max(sizes))
    plot_w, plot_h = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def x(n):
        return LEFT + (math.log10(n) - x0) / (x1 - x0) * plot_w

    def y(seconds):
        return TOP + (high - math.log10(seconds)) / (high - low) * plot_h

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
           'font-family="sans-serif" font-size="12">',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
           f'<text x="{LEFT}" y="18" font-size="13">CPU seconds of one trace, by transfers</text>']
    for power in range(low, high + 1):
        at = y(10.0 ** power)
        out.append(f'<path d="M{LEFT} {at:.1f}H{LEFT + plot_w}" stroke="#d9d9d9"/>'
                   f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0 ** power:g}</text>')
    for n in sizes:
        out.append(f'<path d="M{x(n):.1f} {TOP}V{TOP + plot_h}" stroke="#d9d9d9"/>'
                   f'<text x="{x(n):.1f}" y="{TOP + plot_h + 20}" text-anchor="middle">'
                   f'{n // 1000000} M</text>')
    ends = []
    for what, colour in LINES.items():
        points = [(x(n), y(medians[n][what])) for n in sizes if what in medians[n]]
        dash = ' stroke-dasharray="4 3"' if what.endswith("hundredth") else ""
        out.append(f'<polyline fill="none" stroke="{colour}" stroke-width="1.6"{dash} points="'
                   + " ".join(f"{a:.1f},{b:.1f}" for a, b in points) + '"/>')
        out += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="2.6" fill="{colour}"/>' for a, b in points]
        ends.append([points[-1][1], what, colour])
    ends.sort()
    for i, end in enumerate(ends):  # names must not lie on each other
        if i and end[0] < ends[i - 1][0] + 14:
            end[0] = ends[i - 1][0] + 14
        out.append(f'<text x="{LEFT + plot_w + 8}" y="{end[0] + 4:.1f}" fill="{end[2]}">{end[1]}</text>')
    first = y(medians[sizes[0]]["fifo busiest"])
    last = first - plot_h * (x1 - x0) / (high - low)
    out.append(f'<path d="M{LEFT} {first:.1f}L{LEFT + plot_w} {last:.1f}" stroke="#8c8c8c" '
               'stroke-dasharray="1 3"/>')
    return "\n".join(out) + "\n</svg>\n"


def main():
    table, picture, *inputs = sys.argv[1:]
    medians = {int(size): read(path) for size, path in (part.split("=", 1) for part in inputs)}
    sizes = sorted(medians)
    with open(table, "w") as file:
        print("what," + ",".join(f"cpu_s_{n}" for n in sizes), file=file)
        for what in LINES:
            print(what + "," + ",".join(f"{medians[n].get(what, 0):.3f}" for n in sizes), file=file)
    with open(picture, "w") as file:
        file.write(chart(sizes, medians))


main()
