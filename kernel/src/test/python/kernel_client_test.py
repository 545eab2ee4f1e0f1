"""The kernel under real Jupyter: Debian's jupyter_client and nbconvert against ./atlas.

    ATLAS_LAUNCHER=./atlas /usr/bin/python3 kernel/src/test/python/kernel_client_test.py [-v]

Everything goes through the front door: the kernelspec is installed by `atlas kernel install` into
a temporary directory, and the kernel is started by Jupyter from there. The user's own Jupyter
directories are neither read nor written.

Needs Debian's python3-jupyter-client, and jupyter-nbconvert for the notebooks; what is missing is
skipped with the reason, unless ATLAS_REQUIRE_JUPYTER is set, as in CI.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

import ports

ROOT = Path(__file__).resolve().parents[4]
NOTEBOOKS = ROOT / "notebooks"
LAUNCHER = Path(os.environ.get("ATLAS_LAUNCHER", ROOT / "atlas")).absolute()
REQUIRED = bool(os.environ.get("ATLAS_REQUIRE_JUPYTER"))
TIMEOUT = 120
BEAT_TIMEOUT = 20
PROFILE_TYPE = "application/vnd.atlas.profile+json"
REPORT_TYPES = {"text/plain", "text/html", PROFILE_TYPE}

try:
    import zmq
    from jupyter_client.blocking import BlockingKernelClient
    from jupyter_client.manager import KernelManager
except ImportError:
    if REQUIRED:
        raise
    KernelManager = None


def setUpModule():
    """Installs the kernelspec where only this test looks."""
    global scratch
    scratch = Path(tempfile.mkdtemp(prefix="atlas-kernel-test-"))
    prefix = scratch / "prefix"
    os.environ["JUPYTER_PATH"] = str(prefix / "share" / "jupyter")
    for variable in ("JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        os.environ[variable] = str(scratch / variable.lower())
    subprocess.run(
        [LAUNCHER, "kernel", "install", "--prefix", prefix],
        check=True, timeout=900, stdout=subprocess.DEVNULL,
    )


def tearDownModule():
    shutil.rmtree(scratch, ignore_errors=True)


def new_manager(test, name="atlas"):
    """A manager of a kernel whose ports nobody else gets."""
    manager = KernelManager(kernel_name=name, cache_ports=False)
    for port, held in ports.hold_kernel_ports().items():
        test.addCleanup(held.close)
        setattr(manager, port, ports.number(held))
    return manager


class Cell:
    """What came of one cell: the reply, and what was broadcast about it, in order."""

    def __init__(self, reply, messages):
        self.reply = reply
        self.messages = messages

    @property
    def types(self):
        return [kind for kind, _ in self.messages if kind not in ("status", "execute_input")]

    def contents(self, kind):
        return [content for other, content in self.messages if other == kind]

    @property
    def stdout(self):
        return "".join(c["text"] for c in self.contents("stream") if c["name"] == "stdout")

    @property
    def result(self):
        results = self.contents("execute_result")
        return results[0]["data"]["text/plain"] if results else None


class Heartbeat:
    """Beats all the time, in a thread of its own; for `with`."""

    def __init__(self, port):
        self.port = port
        self.beats = self.missed = 0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.beat)

    def beat(self):
        with zmq.Context() as context, context.socket(zmq.DEALER) as socket:
            socket.linger = 0
            socket.connect(f"tcp://127.0.0.1:{self.port}")
            while not self.over.wait(0.05):
                socket.send_multipart([b"", b"beat"])
                self.beats += 1
                if socket.poll(BEAT_TIMEOUT * 1000):
                    socket.recv_multipart()
                else:
                    self.missed += 1

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()


@unittest.skipIf(KernelManager is None, "python3-jupyter-client is not installed")
class KernelCase(unittest.TestCase):
    """A test with a kernel of its own and a client of it."""

    def setUp(self):
        self.start()

    def start(self, **options):
        self.manager = new_manager(self)
        self.manager.start_kernel(**options)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=TIMEOUT)

    def tearDown(self):
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)

    def run_cell(self, code, **options):
        return self.finish(self.client.execute(code, **options))

    def finish(self, request, seen=()):
        """Waits for the reply to a request and for idle, which comes after all output.

        What was seen of it before is not forgotten.
        """
        messages = self.until(request, lambda _, content: content.get("execution_state") == "idle")
        return Cell(self.reply_to(request), [*seen, *messages])

    def until(self, request, is_last):
        """What is broadcast about a request up to some message."""
        messages = []
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") != request:
                continue
            messages.append((message["msg_type"], message["content"]))
            if is_last(*messages[-1]):
                return messages

    def until_one(self, request, wanted):
        return self.until(request, lambda kind, _: kind == wanted)

    def reply_to(self, request):
        while True:
            reply = self.client.get_shell_msg(timeout=TIMEOUT)
            if reply["parent_header"].get("msg_id") == request:
                return reply["content"]


class KernelTest(KernelCase):
    def test_kernel_info_names_the_language(self):
        info = self.reply_to(self.client.kernel_info())
        language = info["language_info"]
        self.assertGreaterEqual(tuple(map(int, info["protocol_version"].split("."))), (5, 3))
        self.assertEqual("atlas", info["implementation"])
        self.assertEqual(
            ("atlas", "text/x-atlas", ".atl"),
            (language["name"], language["mimetype"], language["file_extension"]),
        )

    def test_a_result_is_shown_in_literal_form_and_null_not_at_all(self):
        self.assertEqual("7", self.run_cell("1 + 2 * 3").result)
        self.assertEqual('["a", "b\\n"]', self.run_cell('["a", "b\\n"]').result)
        self.assertIsNone(self.run_cell("let x = 1;").result)

    def test_output_comes_in_order_before_the_result(self):
        cell = self.run_cell('print("a"); print("b"); 42')
        self.assertEqual(["stream", "execute_result"], cell.types)
        self.assertEqual("a\nb\n", cell.stdout)
        self.assertEqual("ok", cell.reply["status"])

    def test_much_output_is_complete_and_in_order(self):
        cell = self.run_cell("for (var i = 0; i < 100000; i++) { print(i); }")
        self.assertEqual([str(i) for i in range(100_000)], cell.stdout.split("\n")[:-1])

    def test_globals_and_functions_persist_and_can_be_declared_again(self):
        self.run_cell("fn twice(n: number) -> number { return n * 2; }\nlet base = 20;")
        self.assertEqual("40", self.run_cell("twice(base)").result)
        self.run_cell("fn twice(n: number) -> number { return n * 2 + 1; }")
        self.assertEqual("41", self.run_cell("twice(base)").result)

    def test_an_error_has_code_message_and_traceback_and_the_session_goes_on(self):
        self.run_cell("var x = 5;")
        cell = self.run_cell('x = 6; print("before"); x / 0;')
        self.assertEqual(["stream", "error"], cell.types)
        error = cell.contents("error")[0]
        self.assertEqual("AT0005", error["ename"])
        self.assertTrue(error["evalue"])
        self.assertIn("x / 0", "\n".join(error["traceback"]))
        self.assertEqual("error", cell.reply["status"])
        self.assertEqual("6", self.run_cell("x").result)

    def test_nothing_of_a_cell_that_does_not_compile_runs(self):
        cell = self.run_cell('print("never");\nlet n: number = "ten";')
        self.assertEqual("AT3001", cell.reply["ename"])
        self.assertEqual("", cell.stdout)

    def test_an_error_aborts_what_waits(self):
        failing = self.client.execute("readLine(); 1 / 0", allow_stdin=True)
        waiting = self.client.execute('print("never")')
        # What comes after it on the same channel is answered: it waits by now.
        self.reply_to(self.client.kernel_info())
        self.answer("")
        self.assertEqual("error", self.finish(failing).reply["status"])
        self.assertEqual("aborted", self.finish(waiting).reply["status"])
        self.assertEqual("1", self.run_cell("1").result)

    def test_a_profiled_cell_yields_the_same_and_then_one_report(self):
        self.run_cell("fn sq(n: number) -> number { return n * n; }")
        code = 'print("hello");\nsq(12)'
        plain = self.run_cell(code)
        profiled = self.run_cell("%profile\n" + code)
        self.assertEqual((plain.stdout, plain.result), (profiled.stdout, profiled.result))
        self.assertEqual(["stream", "execute_result", "display_data"], profiled.types)
        data = profiled.contents("display_data")[0]["data"]
        self.assertEqual(REPORT_TYPES, set(data))
        check_report(self, data)

    def test_a_profiled_cell_that_fails_keeps_its_report(self):
        cell = self.run_cell("%profile\nvar n = 0;\nwhile (n < 10) { n += 1; }\nn / 0;")
        self.assertEqual(["error", "display_data"], cell.types)
        check_report(self, cell.contents("display_data")[0]["data"])

    def test_an_endless_loop_is_interrupted_and_the_state_kept(self):
        self.run_cell("var n = 41;")
        request = self.client.execute("n = 42; print(n); while (true) {}")
        self.until_one(request, "stream")
        begun = time.perf_counter()
        self.manager.interrupt_kernel()
        cell = self.finish(request)
        millis = (time.perf_counter() - begun) * 1000
        print(f"\ninterrupt to idle: {millis:.0f} ms", file=sys.stderr)
        self.assertEqual("error", cell.reply["status"])
        self.assertEqual("Interrupted", cell.reply["ename"])
        # Where it was, and not that something were wrong with it.
        traceback = "\n".join(cell.contents("error")[0]["traceback"])
        self.assertIn("<cell 2>:1:", traceback)
        self.assertNotIn("error[", traceback)
        self.assertEqual("42", self.run_cell("n").result)

    def test_a_loop_that_prints_without_end_is_interrupted(self):
        request = self.client.execute("var i = 0; while (true) { print(i); i++; }")
        seen = self.until_one(request, "stream")
        self.manager.interrupt_kernel()
        cell = self.finish(request, seen)
        self.assertEqual("Interrupted", cell.reply["ename"])
        lines = cell.stdout.split("\n")[:-1]
        self.assertEqual([str(i) for i in range(len(lines))], lines)
        self.assertIn(int(self.run_cell("i").result), (len(lines), len(lines) - 1))

    def test_questions_are_answered_while_a_cell_runs(self):
        request = self.client.execute('print("running"); while (true) {}')
        self.until_one(request, "stream")
        self.assertTrue(self.client.is_alive())
        self.reply_to(self.client.is_complete("1"))
        self.reply_to(self.client.history(hist_access_type="tail", n=1))
        self.reply_to(self.client.complete("pri", 3))
        self.reply_to(self.client.kernel_info())
        self.manager.interrupt_kernel()
        self.assertEqual("Interrupted", self.finish(request).reply["ename"])

    def test_deep_recursion_ends_the_cell_and_not_the_kernel(self):
        self.run_cell("fn down(n: number) -> number { return 1 + down(n + 1); }")
        self.assertEqual("AT0008", self.run_cell("down(0)").reply["ename"])
        self.assertEqual("3", self.run_cell("1 + 2").result)

    def test_names_are_completed_at_code_points_with_types(self):
        self.run_cell("fn shout(text: string) -> string { return text; }")
        reply = self.reply_to(self.client.complete('"\U0001f600" + sho', 9))
        self.assertEqual(["shout"], reply["matches"])
        self.assertEqual((6, 9), (reply["cursor_start"], reply["cursor_end"]))
        types = reply["metadata"]["_jupyter_types_experimental"]
        self.assertEqual(("shout", "function"), (types[0]["text"], types[0]["type"]))
        self.assertIn("print", self.reply_to(self.client.complete("pri", 3))["matches"])
        self.assertEqual(["%profile"], self.reply_to(self.client.complete("%pro", 4))["matches"])

    def test_a_name_is_explained(self):
        self.run_cell("/// Doubles it.\nfn twice(n: number) -> number { return n * 2; }")
        reply = self.reply_to(self.client.inspect("twice(1)", 3))
        self.assertTrue(reply["found"])
        self.assertIn("twice(n: number) -> number", reply["data"]["text/plain"])
        self.assertIn("```", reply["data"]["text/markdown"])
        self.assertTrue(self.reply_to(self.client.inspect("print", 5))["found"])
        self.assertFalse(self.reply_to(self.client.inspect("nothing", 7))["found"])

    def test_tables_are_shown_as_tables_and_still_have_their_literal_form(self):
        cell = self.run_cell('[["<b>", "x"], ["y", "z"]]')
        data = cell.contents("execute_result")[0]["data"]
        self.assertEqual('[["<b>", "x"], ["y", "z"]]', data["text/plain"])
        self.assertIn("&lt;b&gt;", data["text/html"])

    def test_a_long_profile_shows_its_progress(self):
        for before, ending in (("", "clear_output"), ("print(1); ", "update_display_data")):
            with self.subTest(ending):
                request = self.client.execute(f"%profile\n{before}while (true) {{}}")
                seen = self.until_one(request, "update_display_data")
                self.manager.interrupt_kernel()
                cell = self.finish(request, seen)
                progress = ["display_data", "update_display_data"]
                shown = [kind for kind in cell.types if kind != "stream"]
                self.assertEqual(progress, shown[:2])
                # Nothing is left of it in the notebook, or an empty line below what was printed.
                self.assertEqual([ending, "error", "display_data"], shown[-3:])
                if before:
                    updates = cell.contents("update_display_data")
                    self.assertEqual("", updates[-1]["data"]["text/plain"])
                self.assertEqual(REPORT_TYPES, set(cell.contents("display_data")[-1]["data"]))

    def test_memory_exhaustion_ends_the_cell_and_not_the_kernel(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.start(env={**os.environ, "ATLAS_JAVA_OPTS": "-Xmx128m"})
        self.run_cell("let kept = 7;")
        cell = self.run_cell('var s = "x"; var a = [s]; while (true) { a = concat(a, a); }')
        self.assertEqual("AT0400", cell.reply["ename"])
        self.assertEqual("7", self.run_cell("kept").result)
        self.assertTrue(self.client.is_alive())

    def test_hoarding_small_things_ends_the_cell_and_not_the_kernel(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.start(env={**os.environ, "ATLAS_JAVA_OPTS": "-Xmx256m"})
        adder = "fn adder(n: number) -> () -> number { fn add() -> number { return n; } return add; }"
        for more in ("adder(i)", "Some(i)", "[i]", "hashMapFromEntries([[i, i]])"):
            with self.subTest(more):
                code = f"let first = {more}; var all = [first]; while (true) {{ let x = {more}; all.push(x); }}"
                with Heartbeat(self.manager.hb_port) as heart:
                    cell = self.run_cell(f"{adder} let i = 7; {code}")
                # A beat may be lost if the memory ends in the middle of it; the others are answered.
                self.assertLessEqual(heart.missed, 1)
                self.assertGreater(heart.beats, 1)
                self.assertEqual("AT0400", cell.reply["ename"], cell.reply["evalue"])
                # All that it has got is still there, and there is room for a little more.
                self.assertEqual("true", self.run_cell("len(all) > 100000").result)
                self.assertEqual("ok", self.run_cell("%reset").reply["status"])
        self.assertEqual("7", self.run_cell("1 + 2 * 3").result)

    def test_completeness_of_input(self):
        def of(code):
            return self.reply_to(self.client.is_complete(code))

        self.assertEqual("complete", of("let x = 1")["status"])
        self.assertEqual("complete", of("%profile\n1 + 1")["status"])
        unfinished = of("fn f() {\n  if (true) {")
        self.assertEqual("incomplete", unfinished["status"])
        self.assertEqual("", unfinished["indent"].strip())
        self.assertGreater(len(unfinished["indent"]), 0)
        self.assertEqual("incomplete", of('print("a')["status"])
        self.assertEqual("invalid", of("1 + 2)")["status"])

    def test_history_holds_the_cells_with_their_numbers(self):
        self.run_cell("1")
        self.run_cell("2", store_history=False)
        self.run_cell("3")
        reply = self.reply_to(self.client.history(hist_access_type="tail", n=5))
        self.assertEqual([[1, 1, "1"], [1, 2, "3"]], reply["history"])

    def test_a_silent_cell_shows_nothing_and_counts_nothing(self):
        cell = self.run_cell('print("a"); 1', silent=True)
        self.assertEqual(([], 0), (cell.types, cell.reply["execution_count"]))
        self.assertEqual(1, self.run_cell("1").reply["execution_count"])

    def test_magics(self):
        self.assertIn("%profile", self.run_cell("%help").stdout)
        self.assertEqual("number\n", self.run_cell("%type 1 + 1").stdout)
        unknown = self.run_cell("%profil3 1")
        self.assertEqual("error", unknown.reply["status"])
        self.assertIn("%profil3", unknown.reply["evalue"])

    @unittest.skipUnless(
        shutil.which("chrt") and not subprocess.call(["chrt", "--batch", "0", "true"]),
        "the system does not let programs choose how they are scheduled",
    )
    def test_threads_that_are_woken_leave_the_processor_to_who_wakes_them(self):
        process = self.manager.provisioner.process.pid
        self.assertEqual(os.SCHED_BATCH, os.sched_getscheduler(process))

    def test_shutdown_ends_the_process_promptly(self):
        process = self.manager.provisioner.process
        begun = time.perf_counter()
        self.client.shutdown()
        self.assertEqual(0, process.wait(timeout=TIMEOUT))
        print(f"\nshutdown: {(time.perf_counter() - begun) * 1000:.0f} ms", file=sys.stderr)

    def test_shutdown_ends_a_cell_that_runs_for_ever(self):
        process = self.manager.provisioner.process
        self.until_one(self.client.execute('print("running"); while (true) {}'), "stream")
        self.client.shutdown()
        self.assertEqual(0, process.wait(timeout=TIMEOUT))

    def test_a_program_asks_for_input_over_the_stdin_channel(self):
        code = 'let name = input("Name? "); print("Hello " + name); readLine()'
        request = self.client.execute(code, allow_stdin=True)
        self.assertEqual("Name? ", self.answer("Ada"))
        self.assertEqual("", self.answer("a line"))
        cell = self.finish(request)
        self.assertEqual("Hello Ada\n", cell.stdout)
        self.assertEqual('"a line"', cell.result)

    def test_without_a_stdin_channel_there_is_no_input(self):
        for ask in ('input("Name? ")', "readLine()"):
            cell = self.run_cell(ask, allow_stdin=False)
            self.assertEqual("AT0400", cell.reply["ename"])
            self.assertIn("asks nobody", cell.reply["evalue"])

    def answer(self, line):
        """Answers a question; gives what was asked."""
        question = self.client.get_stdin_msg(timeout=TIMEOUT)["content"]
        self.client.input(line)
        return question["prompt"]

    def test_a_restarted_kernel_has_forgotten_everything(self):
        self.run_cell("let secret = 1;")
        self.manager.restart_kernel()
        self.client.wait_for_ready(timeout=TIMEOUT)
        self.assertEqual("AT2002", self.run_cell("secret").reply["ename"])


@unittest.skipIf(KernelManager is None, "python3-jupyter-client is not installed")
class ProcessTest(unittest.TestCase):
    def test_the_kernel_writes_nothing_of_its_own(self):
        # What it wrote itself would show in the server's log, beside every notebook.
        with tempfile.TemporaryFile() as out:
            manager = new_manager(self)
            manager.start_kernel(stdout=out, stderr=out)
            client = manager.client()
            client.start_channels()
            client.wait_for_ready(timeout=TIMEOUT)
            client.execute('print("x"); 1 / 0', reply=True, timeout=TIMEOUT)
            client.stop_channels()
            manager.shutdown_kernel()
            out.seek(0)
            self.assertEqual(b"", out.read())

    def test_first_cells_load_no_class_from_a_jar(self):
        # Each takes a millisecond, and the cache for faster starts has them.
        with tempfile.TemporaryDirectory() as directory:
            log = Path(directory, "classes.log")
            manager = new_manager(self)
            manager.start_kernel(
                env=dict(os.environ, ATLAS_JAVA_OPTS=f"-Xlog:class+load:file={log}")
            )
            client = manager.client()
            client.start_channels()
            client.wait_for_ready(timeout=TIMEOUT)
            for cell in (
                "fn f(n: number) -> number { if (n < 2) { return n; } return f(n - 1) + f(n - 2); }",
                "var sum = 0;\nfor (var i = 0; i < 9; i++) { sum += f(i); }\nsum",
                'let words = split("a b", " ");\nfor word in words { print(word); }',
                "match Some(3) { Some(x) => x, None => 0 }",
                "%profile\nf(9)",
                "plot([3, 1, 2]);",
            ):
                reply = client.execute_interactive(cell, timeout=TIMEOUT, output_hook=lambda _: None)
                self.assertEqual("ok", reply["content"]["status"], reply["content"])
            client.stop_channels()
            manager.shutdown_kernel()
            loaded = [line for line in log.read_text().splitlines() if " source: " in line]
        self.assertGreater(len(loaded), 1000)
        self.assertEqual([], [line for line in loaded if " source: file:" in line])

    def test_an_installed_kernel_may_do_what_it_was_installed_with(self):
        allowed = scratch / "allowed"
        allowed.mkdir()
        (allowed / "a.txt").write_text("yes")
        (scratch / "b.txt").write_text("no")
        os.symlink(scratch / "b.txt", allowed / "link.txt")
        subprocess.run(
            [LAUNCHER, "kernel", "install", "--prefix", scratch / "prefix", "--name", "confined",
             "--deny-all", f"--allow-read={allowed}"],
            check=True, timeout=TIMEOUT, stdout=subprocess.DEVNULL,
        )
        manager = new_manager(self, "confined")
        manager.start_kernel()
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=TIMEOUT)

        def run(code):
            return client.execute(code, reply=True, timeout=TIMEOUT)["content"]

        try:
            self.assertEqual("ok", run(f'readFile("{allowed}/a.txt")')["status"])
            for path in (allowed / ".." / "b.txt", allowed / "link.txt"):
                denied = run(f'readFile("{path}")')
                self.assertEqual("AT0300", denied["ename"])
                self.assertIn("--allow-file", "".join(denied["traceback"]))
            self.assertEqual("AT0303", run('getEnv("HOME")')["ename"])
            self.assertEqual("ok", run("1 + 1")["status"])
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)

    def test_a_kernel_is_installed_listed_and_removed_under_the_name_that_jupyter_uses(self):
        data = scratch / "names"
        environment = {**os.environ, "JUPYTER_PATH": "", "JUPYTER_DATA_DIR": str(data)}

        def atlas(*arguments):
            return subprocess.run(
                [LAUNCHER, "kernel", *arguments], env=environment, timeout=TIMEOUT,
                capture_output=True, text=True,
            )

        directory = data / "kernels" / "atlas-dev"
        installed = atlas("install", "--name", "Atlas-Dev", "--env", "A=b=c")
        self.assertEqual(f"Installed the kernel 'atlas-dev' in {directory}\n", installed.stdout)
        self.assertEqual({"A": "b=c"}, json.loads((directory / "kernel.json").read_text())["env"])
        self.assertIn(f"atlas-dev    {directory}\n", atlas("list").stdout)
        self.assertEqual(0, atlas("uninstall", "--name", "atlas-dev").returncode)
        again = atlas("uninstall", "--name", "atlas-dev")
        self.assertEqual((2, f"atlas: there is no Atlas kernel in {directory}\n"),
                         (again.returncode, again.stderr))
        listed = atlas("list")
        self.assertEqual(0, listed.returncode)
        # There may be one for all users of the machine.
        self.assertIn("Jupyter finds no Atlas kernel" if not listed.stdout else "", listed.stderr)

    def test_the_kernel_is_the_same_over_unix_domain_sockets(self):
        # Such a file's name must be short, which that of the runtime directory may not be.
        with tempfile.TemporaryDirectory(dir="/tmp") as directory:
            manager = KernelManager(kernel_name="atlas", transport="ipc")
            manager.ip = directory + "/ipc"
            manager.start_kernel()
            process = manager.provisioner.process
            client = manager.client()
            client.start_channels()
            client.wait_for_ready(timeout=TIMEOUT)
            self.assertEqual(5, len(os.listdir(directory)))
            reply = client.execute("1 + 2", reply=True, timeout=TIMEOUT)
            self.assertEqual("ok", reply["content"]["status"])
            client.shutdown()
            self.assertEqual(0, process.wait(timeout=TIMEOUT))
            self.assertEqual([], os.listdir(directory))
            client.stop_channels()
            manager.cleanup_resources()

    def test_a_subscriber_is_welcomed(self):
        import zmq

        manager = new_manager(self)
        manager.start_kernel()
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=TIMEOUT)
        with zmq.Context() as context, context.socket(zmq.SUB) as late:
            late.linger = 0
            late.rcvtimeo = TIMEOUT * 1000
            late.subscribe(b"iopub_welcome")
            late.subscribe(b"")
            late.connect(client._make_url("iopub"))
            frames = late.recv_multipart()
            message = client.session.deserialize(client.session.feed_identities(frames)[1])
        self.assertEqual("iopub_welcome", message["msg_type"])
        self.assertEqual({}, message["parent_header"])
        self.assertEqual("ok", client.execute("1", reply=True, timeout=TIMEOUT)["content"]["status"])
        client.stop_channels()
        manager.shutdown_kernel(now=True)

    def test_two_clients_see_the_same_kernel(self):
        manager = new_manager(self)
        manager.start_kernel()
        clients = [BlockingKernelClient(), BlockingKernelClient()]
        for client in clients:
            client.load_connection_file(manager.connection_file)
            client.start_channels()
            client.wait_for_ready(timeout=TIMEOUT)
        reply = clients[0].execute("let five = 5;", reply=True, timeout=TIMEOUT)
        self.assertEqual("ok", reply["content"]["status"])
        request = clients[1].execute("five")
        for client in clients:
            while True:
                message = client.get_iopub_msg(timeout=TIMEOUT)
                mine = message["parent_header"].get("msg_id") == request
                if mine and message["msg_type"] == "execute_result":
                    self.assertEqual("5", message["content"]["data"]["text/plain"])
                    break
        for client in clients:
            client.stop_channels()
        manager.shutdown_kernel(now=True)

    def test_a_kernel_ends_when_its_front_end_is_killed(self):
        front_end = subprocess.Popen(
            [sys.executable, "-c", FRONT_END], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        kernel = int(front_end.stdout.readline())
        front_end.kill()
        front_end.wait()
        front_end.stdin.close()
        front_end.stdout.close()
        self.await_end(kernel)

    def test_a_kernel_ends_whose_front_end_is_gone_before_it_has_begun(self):
        manager = new_manager(self)
        manager.write_connection_file()
        command = [LAUNCHER, "kernel", "run", manager.connection_file]
        done = subprocess.run(
            [sys.executable, "-c", HASTY_FRONT_END, *command], stdout=subprocess.PIPE, timeout=TIMEOUT,
        )
        self.await_end(int(done.stdout))
        manager.cleanup_connection_file()

    def await_end(self, kernel):
        deadline = time.monotonic() + TIMEOUT
        while Path(f"/proc/{kernel}").exists() and not is_zombie(kernel):
            self.assertLess(time.monotonic(), deadline, "the kernel outlives its front end")
            time.sleep(0.1)


# Waits for the JVM to be started, which then takes a while to look around.
HASTY_FRONT_END = """
import os, subprocess, sys, time
environment = {**os.environ, "JPY_PARENT_PID": str(os.getpid())}
kernel = subprocess.Popen(sys.argv[1:], env=environment, stdout=subprocess.DEVNULL)
while b"/java\\0" not in open(f"/proc/{kernel.pid}/cmdline", "rb").read():
    time.sleep(0.001)
print(kernel.pid, flush=True)
os._exit(0)
"""

FRONT_END = """
import sys
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name="atlas")
print(manager.provisioner.process.pid, flush=True)
sys.stdin.read()
"""


def is_zombie(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def check_report(test, data):
    """A profile must say the same total in each of its representations, and add up."""
    text, page = data["text/plain"], data["text/html"]
    profile = data["application/vnd.atlas.profile+json"]
    if isinstance(profile, str):
        profile = json.loads(profile)
    test.assertEqual(("atlas-profile", 1), (profile["format"], profile["version"]))
    total = profile["instructions"]
    test.assertGreater(total, 0)
    for part, field in (
        ("locations", "count"),
        ("opcodes", "count"),
        ("functions", "instructions"),
        ("lines", "count"),
    ):
        test.assertEqual(total, sum(row[field] for row in profile[part]), part)
    test.assertTrue(text.startswith("Profile of "), text)
    test.assertIn(str(total), text.replace(",", "").replace("\u202f", "").replace(" ", ""))
    test.assertNotIn("<script", page)
    test.assertNotIn("http://", page.replace("http://www.w3.org/", ""))


def has_nbconvert():
    if KernelManager is None:
        return False
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--version"]
    return subprocess.run(command, capture_output=True).returncode == 0


class NotebookTest(unittest.TestCase):
    """Every notebook of the repository runs from top to bottom, as a reader would run it."""

    @classmethod
    def setUpClass(cls):
        if not has_nbconvert():
            if REQUIRED:
                raise RuntimeError("jupyter nbconvert is not installed")
            raise unittest.SkipTest("jupyter-nbconvert is not installed")

    def execute(self, notebook):
        out = scratch / "executed"
        if (out / notebook.name).exists():
            return json.loads((out / notebook.name).read_text())
        convert = [sys.executable, "-m", "jupyter", "nbconvert", "--to"]
        subprocess.run(
            [*convert, "notebook", "--execute", "--output-dir", out, notebook],
            check=True, timeout=300, capture_output=True,
        )
        page = subprocess.run(
            [*convert, "html", "--output-dir", out, out / notebook.name],
            check=True, timeout=300, capture_output=True, text=True,
        )
        self.assertNotIn("lexer", page.stderr.lower(), "nbconvert does not know the lexer")
        return json.loads((out / notebook.name).read_text())

    def test_all_notebooks_execute_without_an_error(self):
        notebooks = sorted(NOTEBOOKS.glob("*.ipynb"))
        self.assertTrue(notebooks)
        for notebook in notebooks:
            with self.subTest(notebook.name):
                cells = self.execute(notebook)["cells"]
                self.assertTrue(any(cell.get("outputs") for cell in cells))

    def test_there_are_the_notebooks_that_the_tour_names(self):
        tour = (NOTEBOOKS / "tour.ipynb").read_text()
        others = {notebook.name for notebook in NOTEBOOKS.glob("*.ipynb")} - {"tour.ipynb"}
        self.assertGreaterEqual(len(others), 4)
        for name in others:
            self.assertIn(name, tour)

    def test_results_and_output_are_those_in_the_repository(self):
        for notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
            with self.subTest(notebook.name):
                committed = json.loads(notebook.read_text())["cells"]
                self.assertEqual(texts_of(committed), texts_of(self.execute(notebook)["cells"]))

    def test_the_counts_in_the_repository_are_those_of_today(self):
        # The notebook promises its readers just that. If the counts were meant to change, execute
        # the notebooks anew: docs/kernel.md says how.
        for notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
            with self.subTest(notebook.name):
                committed = json.loads(notebook.read_text())["cells"]
                executed = self.execute(notebook)["cells"]
                self.assertEqual(totals_of(committed), totals_of(executed))

    def test_the_first_profile_shows_the_fix_in_exact_counts(self):
        cells = self.execute(NOTEBOOKS / "first_profile.ipynb")["cells"]
        profiled = [c for c in cells if "".join(c["source"]).startswith("%profile")]
        self.assertEqual(2, len(profiled))
        totals, results = [], []
        for cell in profiled:
            outputs = {output["output_type"]: output for output in cell["outputs"]}
            self.assertEqual({"execute_result", "display_data"}, set(outputs))
            data = {
                kind: value if isinstance(value, dict) else "".join(value)
                for kind, value in outputs["display_data"]["data"].items()
            }
            self.assertEqual(REPORT_TYPES, set(data))
            check_report(self, data)
            totals.append(data["application/vnd.atlas.profile+json"]["instructions"])
            results.append("".join(outputs["execute_result"]["data"]["text/plain"]))
        self.assertEqual(results[0], results[1])
        self.assertGreater(totals[0], 5 * totals[1])


def texts_of(cells):
    """What each cell printed, answered or failed with."""
    texts = []
    for output in (output for cell in cells for output in cell.get("outputs", [])):
        kind = output["output_type"]
        if kind == "stream":
            texts.append("".join(output["text"]))
        elif kind == "execute_result":
            texts.append("".join(output["data"]["text/plain"]))
        elif kind == "display_data" and PROFILE_TYPE not in output["data"]:
            texts.append("".join(output["data"]["text/plain"]))
        elif kind == "error":
            texts.append((output["ename"], output["evalue"]))
    # On a slow machine, a profile may show its progress, of which nothing is left.
    return [text for text in texts if text]


def totals_of(cells):
    """The instructions of each profile in a notebook."""
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    shown = [output["data"] for output in outputs if output["output_type"] == "display_data"]
    reports = [data[PROFILE_TYPE] for data in shown if PROFILE_TYPE in data]
    return [report["instructions"] for report in reports]


if __name__ == "__main__":
    unittest.main()
