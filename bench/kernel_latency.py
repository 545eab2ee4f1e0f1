"""How long clients wait for the kernel, beside Debian's ipykernel in the same run.

    /usr/bin/python3 bench/kernel_latency.py [--rounds N] [--cells N] [--completions N]
                                             [--launcher ./atlas] [--json FILE]

Needs Debian's python3-jupyter-client and python3-ipykernel. Both kernels are started and spoken to
in the same way, by jupyter_client over TCP, in turns: a kernel's figures are the medians over the
rounds. Figures of different runs do not compare, ratios within one run do.

    start       from starting the process until the first kernel_info_reply
    first cell  the first execute_request, until its reply and idle
    execute     a trivial cell (1 + 2), one after the other, until its reply and idle: the first of a kernel
    warm        as many more
    raw         the same in a fresh kernel, with a client of bare sockets: jupyter_client takes 1 to 4 ms
                of its own for each cell, which the lines above hold for both kernels. Like it, this
                client leaves a kernel 0.2 s before its first cell
    complete    a completion of three letters
    stream      100,000 lines printed by one cell, until idle
    memory      of the process, after the cells
    shutdown    from the shutdown_request until the process is gone
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from jupyter_client.manager import KernelManager

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "kernel" / "src" / "test" / "python"))
import raw_client  # noqa: E402

TIMEOUT = 60

# So long jupyter_client listens, after the first answer, whether more comes (wait_for_ready).
LISTENING = 0.2

PRINTING = {
    "atlas": "for (var i = 0; i < 100000; i++) { print(i); }",
    "python3": "for i in range(100000): print(i)",
}

# ipykernel insists on all of them.
OPTIONS = {
    "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False,
    "stop_on_error": True,
}
PERCENTILES = (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))
TARGETS = """\
targets: start no slower; execute p50 <= 1/3 of ipykernel's, p99 <= ipykernel's p50;
         complete p50 <= 5 ms"""


def milliseconds(action):
    begun = time.perf_counter()
    action()
    return (time.perf_counter() - begun) * 1000


def trivial_cells(execute, count, prefix=""):
    """The figures of the first cells and of as many that follow."""
    figures = {}
    for phase in ("execute", "warm"):
        cells = [milliseconds(execute) for _ in range(count)]
        for label, share in PERCENTILES:
            figures[f"{prefix}{phase} {label}"] = percentile(cells, share)
    return figures


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


class Kernel:
    def __init__(self, name):
        self.name = name
        self.manager = KernelManager(kernel_name=name)

    def start(self):
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()
        self.first_info()

    def first_info(self):
        """Asks until there is an answer: a request may come before the sockets are bound."""
        request = self.client.kernel_info()
        self.shell_reply(request)

    def shell_reply(self, request):
        while True:
            reply = self.client.get_shell_msg(timeout=TIMEOUT)
            if reply["parent_header"].get("msg_id") == request:
                return reply

    def execute(self, code):
        request = self.client.execute(code)
        reply = self.shell_reply(request)
        assert reply["content"]["status"] == "ok", reply["content"]
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if (
                message["parent_header"].get("msg_id") == request
                and message["content"].get("execution_state") == "idle"
            ):
                return

    def complete(self):
        self.shell_reply(self.client.complete("pri", 3))

    def memory(self):
        """The resident memory of the process in MB."""
        status = Path(f"/proc/{self.manager.provisioner.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def shutdown(self):
        process = self.manager.provisioner.process
        self.client.shutdown()
        process.wait(TIMEOUT)
        self.client.stop_channels()
        self.manager.cleanup_resources()


def measure(name, options):
    kernel = Kernel(name)
    figures = {"start": milliseconds(kernel.start)}
    try:
        kernel.client.wait_for_ready(timeout=TIMEOUT)
        figures["first cell"] = milliseconds(lambda: kernel.execute("1 + 2"))
        figures.update(trivial_cells(lambda: kernel.execute("1 + 2"), options.cells))
        kernel.complete()
        answers = [milliseconds(kernel.complete) for _ in range(options.completions)]
        figures["complete p50"] = percentile(answers, 0.5)
        figures["complete p95"] = percentile(answers, 0.95)
        figures["memory MB"] = kernel.memory()
        figures["stream"] = milliseconds(lambda: kernel.execute(PRINTING[name]))
    finally:
        figures["shutdown"] = milliseconds(kernel.shutdown)
    figures.update(measure_raw(kernel.manager.kernel_spec.argv, options))
    return figures


def measure_raw(command, options):
    kernel = raw_client.Kernel(command)
    try:
        client = kernel.client()
        client.wait_for_ready()
        time.sleep(LISTENING)
        client.run("1 + 2", **OPTIONS)
        return trivial_cells(lambda: client.run("1 + 2", **OPTIONS), options.cells, "raw ")
    finally:
        kernel.stop()


def install(launcher, scratch):
    os.environ["JUPYTER_PATH"] = str(scratch / "share" / "jupyter")
    for variable in ("JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        os.environ[variable] = str(scratch / variable.lower())
    subprocess.run([launcher, "--version"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(
        [launcher, "kernel", "install", "--prefix", scratch],
        check=True, stdout=subprocess.DEVNULL,
    )


def main():
    parser = argparse.ArgumentParser(description="Kernel latencies beside ipykernel.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cells", type=int, default=300)
    parser.add_argument("--completions", type=int, default=100)
    parser.add_argument("--launcher", default=str(ROOT / "atlas"))
    parser.add_argument("--json", help="write the figures to a file, too")
    options = parser.parse_args()
    scratch = Path(tempfile.mkdtemp(prefix="atlas-kernel-bench-"))
    try:
        install(Path(options.launcher).absolute(), scratch)
        rounds = [
            {name: measure(name, options) for name in ("python3", "atlas")}
            for _ in range(options.rounds)
        ]
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    medians = {
        name: {key: statistics.median(r[name][key] for r in rounds) for key in rounds[0][name]}
        for name in ("python3", "atlas")
    }
    print(f"{'ms':16} {'ipykernel':>10} {'atlas':>10} {'ratio':>7}")
    for key, theirs in medians["python3"].items():
        ours = medians["atlas"][key]
        print(f"{key:16} {theirs:10.2f} {ours:10.2f} {ours / theirs:7.2f}")
    print(TARGETS)
    if options.json:
        Path(options.json).write_text(json.dumps({"medians": medians, "rounds": rounds}, indent=1))


if __name__ == "__main__":
    sys.exit(main())
