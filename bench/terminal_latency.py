"""How long people wait at the terminal, on a pseudo-terminal and beside node and jshell.

    python3 bench/terminal_latency.py [--rounds N] [--keys N] [--launcher ./atlas] [--json FILE]
                                      [--only prompt,scripts,keys,paste,interrupt]

Needs Python 3.9 and nothing else; node and jshell are left out where they are not installed. What
is compared runs in turns, and figures are medians over the rounds: those of different runs do not
compare, ratios within one run do.

    first prompt   from starting the process until the prompt
    1+1            echo 1+1 | atlas repl, the whole process; node -e 1 beside it
    script         5,000 lines of declarations, calls and expressions on the standard input
    key            from a key to what it changes on the screen, for each of some typed keys: at an
                   empty prompt, and at the end of 500 lines; the history has 10,000 entries
    tab            the same for completing a name there
    paste          1 MB in brackets of a paste until it is on the screen
    interrupt      from Ctrl-C to the next prompt, for code that would run for ever
"""

import argparse
import fcntl
import json
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROMPT = b"atlas> "
PATIENCE = 60
TARGETS = """\
targets: first prompt <= 350 ms and <= 1/3 of jshell's; 1+1 <= 2 x node -e 1;
         a key <= 50 ms; interrupt <= 100 ms"""

LOOPS = {
    "empty loop": "while (true) { }",
    "recursion": "fn f(k: number) -> number { if (k < 40) { return f(k + 1) + f(k + 1); }"
    " return 1; } f(0)",
    "print": 'while (true) { print("abcdefghijklmnopqrstuvwxyz"); }',
    "map": "while (true) { let b = map(words, len); }",
    "sort": "while (true) { let b = arraySort(words); }",
    "JSON": "while (true) { let b = toJSON(words); }",
}


def milliseconds(seconds):
    return round(seconds * 1000, 2)


class Conversation:
    """A program on a pseudo-terminal."""

    def __init__(self, command, environment):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def send(self, text):
        data = text.encode()
        while data:
            _, writable, _ = select.select([self.terminal], [self.terminal], [], PATIENCE)
            data = data[os.write(self.terminal, data[:4096]) :]

    def until(self, text, then=b""):
        """Reads until the text appears, and a second one after it."""
        seen = b""
        end = time.perf_counter() + PATIENCE
        while then not in seen.partition(text)[2] or text not in seen:
            ready, _, _ = select.select([self.terminal], [], [], end - time.perf_counter())
            if not ready:
                sys.exit(f"waited in vain for {text!r}; the last output was {seen[-300:]!r}")
            seen += os.read(self.terminal, 65536)

    def drain(self, quiet=0.2):
        """Reads until nothing comes for a while."""
        while select.select([self.terminal], [], [], quiet)[0]:
            os.read(self.terminal, 65536)

    def key(self, text, quiet=0.03):
        """Seconds from a key to the last change that it makes."""
        begun = time.perf_counter()
        os.write(self.terminal, text.encode())
        last = begun
        wait = PATIENCE
        while select.select([self.terminal], [], [], wait)[0]:
            os.read(self.terminal, 65536)
            last = time.perf_counter()
            wait = quiet
        return last - begun

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def history(path, entries):
    """A history such as JLine writes it."""
    lines = (
        f"{1700000000000 + i}:let value{i} = compute({i}, \"entry {i}\") + {i % 97}\n"
        for i in range(entries)
    )
    path.write_text("".join(lines))


def program(lines):
    """The beginning of a function with so many lines, which is not complete."""
    body = "".join(
        f"    let v{i} = sqrt({i}) + len(\"text {i}\"); // line {i}\n" for i in range(lines - 2)
    )
    return "fn long(n: number) -> number {\n" + body + "    return n + "


def script(lines):
    texts = []
    for i in range(0, lines, 5):
        texts += [
            f"let v{i} = {i};",
            f"v{i} + {i}",
            f"fn f{i % 200}(a: number) -> number {{ return a + {i}; }}",
            f"f{i % 200}({i})",
            f'"s" + str({i})',
        ]
    return "\n".join(texts) + "\n"


class Bench:
    def __init__(self, arguments, home):
        self.arguments = arguments
        self.home = home
        self.environment = dict(
            os.environ, TERM="xterm-256color", HOME=str(home), ATLAS_HISTORY=str(home / "history")
        )
        self.environment.pop("NO_COLOR", None)
        self.atlas = [arguments.launcher, "repl"]
        self.figures = {}

    def note(self, name, seconds):
        values = sorted(seconds)
        figure = {
            "median_ms": milliseconds(statistics.median(values)),
            "p95_ms": milliseconds(values[min(len(values) - 1, round(0.95 * (len(values) - 1)))]),
            "max_ms": milliseconds(values[-1]),
            "runs": len(values),
        }
        self.figures[name] = figure
        print(
            f"{name:34} {figure['median_ms']:9.1f} {figure['p95_ms']:9.1f}"
            f" {figure['max_ms']:9.1f} {figure['runs']:6}",
            flush=True,
        )

    def in_turns(self, measured):
        times = {name: [] for name in measured}
        for _ in range(self.arguments.rounds):
            for name, action in measured.items():
                begun = time.perf_counter()
                action()
                times[name].append(time.perf_counter() - begun)
        for name, seconds in times.items():
            self.note(name, seconds)

    def first_prompt(self, command, prompt):
        conversation = Conversation(command, self.environment)
        conversation.until(prompt)
        self.opened.append(conversation)

    def prompt(self):
        self.opened = []
        measured = {"first prompt": lambda: self.first_prompt(self.atlas, PROMPT)}
        if shutil.which("jshell"):
            measured["first prompt, jshell"] = lambda: self.first_prompt(["jshell"], b"jshell> ")
        self.in_turns(measured)
        for conversation in self.opened:
            conversation.end()

    def scripts(self):
        def run(command, text):
            subprocess.run(
                command,
                input=text.encode(),
                stdout=subprocess.DEVNULL,
                env=self.environment,
                check=True,
            )

        measured = {"1+1": lambda: run(self.atlas, "1+1\n")}
        if shutil.which("node"):
            # The program itself: version managers put scripts before it.
            path = subprocess.check_output(["node", "-p", "process.execPath"], text=True).strip()
            measured["node -e 1"] = lambda: run([path, "-e", "1"], "")
        self.in_turns(measured)
        long = script(5000)
        self.in_turns({"script of 5,000 lines": lambda: run(self.atlas, long)})

    def keys(self):
        for entries in (0, 10_000):
            history(self.home / "history", entries)
            for lines in (0, 500):
                self.typing(entries, lines)
        history(self.home / "history", 0)

    def typing(self, entries, lines):
        conversation = Conversation(self.atlas, self.environment)
        conversation.until(PROMPT)
        name = f"{lines} lines, {entries:,} entries"
        if lines:
            conversation.send(f"\x1b[200~{program(lines)}\x1b[201~")
            conversation.drain(1)
        typed = ("let value = max(numbers, abs(n - 1)) + " * 100)[: self.arguments.keys]
        self.note("key: " + name, [conversation.key(c) for c in typed])
        if entries:
            conversation.send("\x03")
            conversation.until(PROMPT)
            conversation.drain()
            self.note("Ctrl-R: " + name, [conversation.key(c) for c in "\x12value42"])
            conversation.send("\x03")
            conversation.drain()
        else:
            self.note("tab: " + name, [conversation.key(c) for c in (" arrayInd", "\t")][1:])
        conversation.end()

    def paste(self):
        conversation = Conversation(self.atlas, self.environment)
        conversation.until(PROMPT)
        lines = "".join(f"let w{i} = \"{'x' * 40}\";\n" for i in range(17_000))
        begun = time.perf_counter()
        conversation.send(f"\x1b[200~{lines}\"the end\"\x1b[201~")
        conversation.until(b"the end")
        self.note(f"paste of {len(lines) / 1e6:.1f} MB", [time.perf_counter() - begun])
        conversation.end()

    def interrupt(self):
        conversation = Conversation(self.atlas, self.environment)
        conversation.until(PROMPT)
        conversation.send('let words = split(repeat("b c a ", 300000), " ");\r')
        conversation.drain(1)
        for name, code in LOOPS.items():
            times = []
            for _ in range(self.arguments.rounds):
                conversation.send(code + "\r")
                end = time.perf_counter() + 1
                while time.perf_counter() < end:
                    if select.select([conversation.terminal], [], [], 0.05)[0]:
                        os.read(conversation.terminal, 65536)
                begun = time.perf_counter()
                conversation.send("\x03")
                conversation.until(b"interrupted", PROMPT)
                times.append(time.perf_counter() - begun)
                conversation.drain()
            self.note("interrupt: " + name, times)
        conversation.end()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keys", type=int, default=100)
    parser.add_argument("--launcher", default=str(ROOT / "atlas"))
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--only", default="prompt,scripts,keys,paste,interrupt")
    arguments = parser.parse_args()
    subprocess.run([arguments.launcher, "--version"], check=True)
    with tempfile.TemporaryDirectory() as home:
        bench = Bench(arguments, Path(home))
        print(f"{'ms':34} {'median':>9} {'p95':>9} {'max':>9} {'runs':>6}")
        for part in arguments.only.split(","):
            getattr(bench, part)()
    print(TARGETS)
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(bench.figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
