"""Where in the machine code of a program the time goes.

    python3 bench/hot_code.py METHODS atlas-command ...
    python3 bench/hot_code.py 'atlas.unit.U0::*' ./atlas run PROGRAM
    python3 bench/hot_code.py 'atlas.unit.U0P::f2c' ./atlas profile PROGRAM

METHODS is a method pattern of HotSpot's CompileCommand; the class of a program is atlas.unit.U0, of
a profiled one U0P, and its methods are f0 (top-level code), f1, ... in the order of `atlas disasm`,
with a c at the end where parameters are known to be counts. Prints the instructions of the methods
that JIT compilers made of them around those that took time, with the share of all samples, and what
HotSpot says of them: the bytecode they come from, by index and listing line plus 2.

Needs Linux, perf and objdump (Debian: linux-perf, binutils). The samples are of the CPU clock, so
what an instruction waited for shows at the next one.
"""

import bisect
import collections
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FREQUENCY = "5000"
METHOD_SHARE = 0.04
HOT_SHARE = 0.0008
BEFORE, AFTER = 14, 6

HEADER = re.compile(r"Compiled method \((.*)")
ADDRESS = re.compile(r"  0x([0-9a-f]{16}): (.*)$")
INSTRUCTION = re.compile(r"\s*([0-9a-f]+):\s+(.*)")


class Method:
    """A compiled method: its title, its bytes and HotSpot's comments by address."""

    def __init__(self):
        self.title = ""
        self.parts = {}
        self.comments = collections.defaultdict(list)

    def instructions(self, folder):
        """Addresses and texts, in order."""
        start = min(self.parts)
        image = bytearray(max(at + len(part) for at, part in self.parts.items()) - start)
        for at, part in self.parts.items():
            image[at - start:at - start + len(part)] = part
        binary = Path(folder, "method")
        binary.write_bytes(image)
        listing = subprocess.run(
            ["objdump", "-D", "-b", "binary", "-m", "i386:x86-64", "-M", "intel",
             "--no-show-raw-insn", f"--adjust-vma={start:#x}", str(binary)],
            capture_output=True, text=True, check=True).stdout
        found = [INSTRUCTION.match(line) for line in listing.splitlines()]
        return [(int(m[1], 16), m[2].strip()) for m in found if m]


def methods(output):
    """What -XX:CompileCommand=print has printed, where HotSpot has no disassembler."""
    found, current, last = [], None, None
    for line in output.splitlines():
        if "compiled nmethod" in line:
            current, last = Method(), None
            found.append(current)
        elif current is None:
            continue
        elif header := HEADER.match(line):
            current.title = header[1]
        elif address := ADDRESS.match(line):
            at, rest = int(address[1], 16), address[2]
            last = at if rest.startswith(";") else None
            if last is not None:
                current.comments[at].append(rest)
                continue
            code = re.sub(r"[| ]", "", rest.split(";")[0])
            if re.fullmatch(r"([0-9a-f]{2})*", code):
                current.parts[at] = bytes.fromhex(code)
        elif last is not None and line.strip().startswith(";"):
            current.comments[last].append(line.strip())
    return found


def show(method, samples, total, folder):
    instructions = method.instructions(folder)
    addresses = [at for at, _ in instructions]
    counts = [0] * len(instructions)
    end = addresses[-1] + 16
    for at, count in samples.items():
        if addresses[0] <= at < end:
            counts[bisect.bisect_right(addresses, at) - 1] += count
    share = sum(counts) / total
    if share < METHOD_SHARE:
        return
    print(f"===== ({method.title}: {share:.1%}")
    shown = set()
    for i, count in enumerate(counts):
        if count > total * HOT_SHARE:
            shown.update(range(max(0, i - BEFORE), min(len(counts), i + AFTER)))
    for i, (at, text) in enumerate(instructions):
        if i in shown:
            for comment in method.comments.get(at, []):
                if "OopMap" not in comment:
                    print(" " * 10 + comment)
            print(f"{counts[i] / total:7.2%} {at & 0xffffff:x}: {text}")
        elif i - 1 in shown:
            print("   ...")


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    pattern, command = sys.argv[1], sys.argv[2:]
    options = os.environ.get("ATLAS_JAVA_OPTS", "")
    options += f" -XX:+UnlockDiagnosticVMOptions -XX:CompileCommand=print,{pattern}"
    with tempfile.TemporaryDirectory() as folder:
        data = str(Path(folder, "perf.data"))
        output = subprocess.run(
            ["perf", "record", "-q", "-e", "cpu-clock", "-F", FREQUENCY, "-o", data, *command],
            env={**os.environ, "ATLAS_JAVA_OPTS": options},
            stdout=subprocess.PIPE, text=True, errors="replace").stdout
        script = subprocess.run(["perf", "script", "-i", data, "-F", "ip"],
                                capture_output=True, text=True, check=True).stdout
        samples = collections.Counter(int(word, 16) for word in script.split())
        total = sum(samples.values())
        print(f"{total} samples")
        for method in methods(output):
            if method.parts:
                show(method, samples, total, folder)


if __name__ == "__main__":
    main()
