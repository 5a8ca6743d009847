"""What the benchmarks of rows/ share: running processes, documents to run them on, and
one table of results."""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

import documents

FORMATS = ("xml", "md", "pdf", "html")


@dataclass
class Measured:
    """One process: seconds of wall clock, seconds of processor, MiB of peak memory."""
    wall: float
    processor: float
    peak: float


def measure(command):
    """Runs one process to its end. Its messages go nowhere."""
    process = subprocess.Popen([str(word) for word in command],
                               env={**os.environ, "LC_ALL": "C"},
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    start = time.perf_counter()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, command))}: ended with {process.returncode}")
    return Measured(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


class Bench:
    """What a benchmark is given. `program` is gijiroku, `folder` an empty place for it."""

    def __init__(self, options, folder):
        self.program = os.path.realpath(options.program)
        if not os.path.exists(self.program):
            sys.exit(f"{self.program} is not built: ./run builds it")
        self.runs = options.runs
        self.documents = options.documents
        self.root = folder
        self.folder = folder
        self.made = {}

    def print_head(self):
        version = subprocess.run([self.program, "--version"], capture_output=True,
                                 check=True).stdout.decode().splitlines()[0]
        print(f"{version}, {len(os.sched_getaffinity(0))} processors")
        print(f"{'':44} {'wall s':>8} {'cpu s':>8} {'peak MiB':>8}")

    def begin(self, name):
        self.folder = self.root / f"run-{name}"
        self.folder.mkdir()

    # Documents

    def sample(self):
        """The sample alone, as a file."""
        return self._make("sample", lambda folder: documents.write_sample(folder))

    def batch(self, count=None):
        """A folder of varied documents of the sample's size."""
        count = count or self.documents
        return self._make(f"batch-{count}",
                          lambda folder: documents.write_batch(folder, count))

    def long(self, characters):
        """One document of about that many characters, as a file."""
        return self._make(f"long-{characters}",
                          lambda folder: documents.write_long(folder, characters))

    def record(self, kind, amount):
        """A record for the reader (documents.write_<kind>), as a file."""
        write = getattr(documents, f"write_{kind}")
        return self._make(f"{kind}-{amount}", lambda folder: write(folder, amount))

    def _make(self, key, make):
        if key not in self.made:
            folder = self.root / key
            folder.mkdir()
            self.made[key] = make(folder)
        return self.made[key]

    # Results

    def measure(self, *arguments, runs=1, warm=0):
        """Medians over `runs` of gijiroku with these arguments, after `warm` unmeasured
        ones. The peak is the largest."""
        seen = []
        for number in range(warm + runs):
            one = measure([self.program, *arguments])
            if number >= warm:
                seen.append(one)
        return Measured(statistics.median(m.wall for m in seen),
                        statistics.median(m.processor for m in seen),
                        max(m.peak for m in seen))

    def row(self, label, measured, note=""):
        """One line of the table; `note` is what the figures amount to."""
        print(f"{label:44} {measured.wall:8.3f} {measured.processor:8.3f} "
              f"{measured.peak:8.1f}  {note}", flush=True)

    def rate(self, label, measured, amount, unit):
        """A line that ends in an amount a second of wall clock: "12.3 MB/s"."""
        self.row(label, measured, f"{amount / measured.wall:.1f} {unit}/s")
