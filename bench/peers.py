"""peers.py LIST.csv FROM TO SECONDS: the questions of peers.c that Python programs can
answer, over the list it has written.

  fifo   where account FROM's money is at the end, first in first out: the loop that
         an office's own script would have, a deque an account
  path   the widest time-respecting way of at most three transfers: igraph gives all
         simple paths of accounts, Python looks for their times

Prints CSV as peers.c does. Without igraph (Debian: python3-igraph) only fifo."""
import collections
import csv
import signal
import sys
import time

try:
    import igraph
except ImportError:
    igraph = None

HOPS = 3


def tell(question, program, seconds, answer):
    print(f"{question},{program},{seconds:.6f},{answer}", flush=True)


def read(path):
    with open(path, newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return [tuple(map(int, row)) for row in rows]


def take(queue, amount):
    """(fen, is the source's) that leave first; what is lacking comes in clean."""
    pieces = []
    while amount and queue:
        fen, own = queue[0]
        if fen <= amount:
            queue.popleft()
        else:
            queue[0] = (fen - amount, own)
            fen = amount
        pieces.append((fen, own))
        amount -= fen
    if amount:
        pieces.append((amount, False))
    return pieces


def fifo(transfers, source):
    held = collections.defaultdict(collections.deque)
    returned = 0
    for src, dst, _, amount in transfers:
        pieces = [(amount, True)] if src == source else take(held[src], amount)
        if dst == source:
            returned += sum(fen for fen, own in pieces if own)
        else:
            held[dst].extend(pieces)
    return sum(fen * (account + 1) for account, queue in held.items()
               for fen, own in queue if own) + returned * (source + 1)


def widest(transfers, source, target):
    times = collections.defaultdict(list)
    for src, dst, moment, amount in transfers:
        times[src, dst].append((moment, amount))
    graph = igraph.Graph(edges=list(times), directed=True)
    begun = time.perf_counter()
    best = 0
    for path in graph.get_all_simple_paths(source, to=target, cutoff=HOPS):
        ways = [(-1, float("inf"))]
        for src, dst in zip(path, path[1:]):
            ways = [(moment, min(least, amount)) for last, least in ways
                    for moment, amount in times[src, dst] if moment > last and amount > best]
        best = max([best] + [least for _, least in ways])
    return time.perf_counter() - begun, best


def late(*_):
    raise TimeoutError


def main():
    path, source, target, limit = sys.argv[1], *map(int, sys.argv[2:5])
    transfers = read(path)
    signal.signal(signal.SIGALRM, late)
    signal.alarm(limit)
    try:
        begun = time.perf_counter()
        answer = fifo(transfers, source)
        tell("fifo", "python", time.perf_counter() - begun, answer)
    except TimeoutError:
        tell("fifo", "python", 0, "none")
    if igraph is None:
        return
    signal.alarm(limit)
    try:
        tell("path", "igraph", *widest(transfers, source, target))
    except TimeoutError:
        tell("path", "igraph", 0, "none")


main()
