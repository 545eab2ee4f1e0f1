"""The kernel under Debian's front ends, and at length: 10,000 cells, and two clients at once.

    ATLAS_LAUNCHER=./atlas /usr/bin/python3 kernel/src/test/python/front_ends_test.py [-v]

Jupyter Server (REST and websocket), jupyter-console, nbclient, and the protocol's own conformance
tests (python3-jupyter-kernel-test). What is missing is skipped with the reason, unless
ATLAS_REQUIRE_JUPYTER is set, as in CI.
"""

import asyncio
import importlib
import json
import os
import subprocess
import sys
import threading
import unittest
import urllib.request
import uuid
from pathlib import Path

import kernel_client_test as jupyter
import ports

setUpModule = jupyter.setUpModule
tearDownModule = jupyter.tearDownModule

TIMEOUT = jupyter.TIMEOUT
ASK_AGAIN = 2
CELLS = 10_000
BATCH = 100

# The heap, which is limited, grows to a size that suits the cells; after that, nothing must be left
# of each.
WARM_CELLS = 4_000
GROWTH_MEGABYTES = 64


def missing_of(modules):
    for name in modules:
        try:
            # Before there is any event loop: one that is collected during an import breaks it.
            importlib.import_module(name)
        except ImportError:
            yield name


def needs(*modules):
    missing = list(missing_of(modules))
    if missing and jupyter.REQUIRED:
        raise ImportError("missing: " + ", ".join(missing))
    return unittest.skipIf(missing, "not installed: " + ", ".join(missing))


@needs("jupyter_kernel_test")
class ConformanceTest(unittest.TestCase):
    """Runs the tests that Jupyter has for kernels."""

    def test_the_tests_for_kernels_pass(self):
        import jupyter_kernel_test

        class AtlasKernelTests(jupyter_kernel_test.KernelTests):
            # Or else this suite within another would end with this module's tearDownModule.
            __module__ = jupyter_kernel_test.__name__

            kernel_name = "atlas"
            language_name = "atlas"
            file_extension = ".atl"
            code_hello_world = 'print("hello, world")'
            code_stderr = "fn f() { let unused = 1; }"
            completion_samples = [
                {"text": "pri", "matches": {"print"}},
                {"text": "%pro", "matches": {"%profile"}},
            ]
            complete_code_samples = ["let x = 1;", "1 + 2", "fn f() {\n  print(1);\n}"]
            incomplete_code_samples = ["fn f() {", "print(1", "[1,"]
            invalid_code_samples = ["1 + 2)", "let x = ]"]
            code_generate_error = "1 / 0"
            code_execute_result = [{"code": "6 * 7", "result": "42"}]
            code_display_data = [
                {"code": 'html("<b>x</b>")', "mime": "text/html"},
                {"code": "plot([1, 2, 3])", "mime": "image/svg+xml"},
                {"code": "%profile\n1 + 1", "mime": "application/vnd.atlas.profile+json"},
            ]
            code_history_pattern = "6 ? 7*"
            supported_history_operations = ("tail", "range", "search")
            code_inspect_sample = "print"
            code_clear_output = "clearOutput(false)"

        suite = unittest.defaultTestLoader.loadTestsFromTestCase(AtlasKernelTests)
        result = unittest.TextTestRunner(stream=sys.stderr, verbosity=2).run(suite)
        self.assertGreater(result.testsRun, 10)
        self.assertTrue(result.wasSuccessful())


class Server:
    """A Jupyter Server in a directory of its own, spoken to as a browser does."""

    def __init__(self, directory, *options):
        self.token = uuid.uuid4().hex
        self.port = ports.hold_port()
        self.address = f"127.0.0.1:{ports.number(self.port)}"
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root",
                "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={ports.number(self.port)}",
                "--ServerApp.port_retries=0",
                f"--ServerApp.token={self.token}", f"--ServerApp.root_dir={directory}",
                *options,
            ],
            stderr=subprocess.PIPE, text=True,
        )
        self.log = []
        for line in self.process.stderr:
            self.log.append(line)
            if "is running at" in line:
                break
        else:
            raise RuntimeError("the server does not start:\n" + "".join(self.log))
        self.reader = threading.Thread(target=lambda: self.log.extend(self.process.stderr))
        self.reader.start()

    def fetch(self, method, path, body=None):
        request = urllib.request.Request(
            f"http://{self.address}{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": "token " + self.token},
        )
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
            return response.read()

    def ask(self, method, path, body=None):
        answer = self.fetch(method, path, body)
        return json.loads(answer) if answer else None

    def stop(self):
        self.process.terminate()
        self.process.wait(TIMEOUT)
        self.reader.join()
        self.process.stderr.close()
        self.port.close()


class Tab:
    """The websocket of a kernel, as the tab of a browser holds it."""

    def __init__(self, socket):
        self.socket = socket

    @staticmethod
    async def open(server, kernel):
        from tornado.websocket import websocket_connect

        address = f"ws://{server.address}/api/kernels/{kernel}/channels?token={server.token}"
        tab = Tab(await websocket_connect(address))
        await tab.become_ready()
        return tab

    async def become_ready(self):
        """Asks until there is an answer: what comes too early may be lost on the way."""
        requests = []
        while True:
            requests.append(await self.send("kernel_info_request", {}))
            try:
                return await asyncio.wait_for(self.answer_to(requests), ASK_AGAIN)
            except asyncio.TimeoutError:
                continue

    async def answer_to(self, requests):
        while (await self.message())["parent_header"].get("msg_id") not in requests:
            pass

    async def send(self, kind, content, channel="shell"):
        request = uuid.uuid4().hex
        header = {"msg_id": request, "msg_type": kind, "session": "tab", "username": "reader",
                  "date": "2026-01-01T00:00:00Z", "version": "5.3"}
        await self.socket.write_message(json.dumps({
            "header": header, "parent_header": {}, "metadata": {}, "content": content,
            "channel": channel, "buffers": [],
        }))
        return request

    async def execute(self, code):
        return await self.send("execute_request", {
            "code": code, "silent": False, "store_history": True, "user_expressions": {},
            "allow_stdin": False, "stop_on_error": True,
        })

    async def message(self):
        return json.loads(await asyncio.wait_for(self.socket.read_message(), TIMEOUT))

    async def until(self, request, kind):
        """What came about a request up to a message of some type."""
        found = []
        while True:
            message = await self.message()
            if message["parent_header"].get("msg_id") == request:
                found.append(message)
                if message["msg_type"] == kind:
                    return found

    async def finish(self, request):
        """What came about a request: until both its reply and idle did."""
        found = {}
        while not ("idle" in found and "execute_reply" in found):
            message = await self.message()
            if message["parent_header"].get("msg_id") != request:
                continue
            state = message["content"].get("execution_state")
            found[state or message["msg_type"]] = message["content"]
        return found


@needs("jupyter_server", "tornado.websocket")
class ServerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(jupyter.scratch)

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()

    def setUp(self):
        self.kernel = self.server.ask("POST", "/api/kernels", {"name": "atlas"})["id"]

    def tearDown(self):
        self.server.ask("DELETE", f"/api/kernels/{self.kernel}")

    def test_the_kernelspec_and_its_logos_are_served(self):
        spec = self.server.ask("GET", "/api/kernelspecs")["kernelspecs"]["atlas"]
        self.assertEqual(("Atlas", "atlas"), (spec["spec"]["display_name"], spec["spec"]["language"]))
        self.assertIn("logo-64x64", spec["resources"])
        self.assertEqual(b"\x89PNG", self.server.fetch("GET", spec["resources"]["logo-64x64"])[:4])

    def test_cells_run_over_a_websocket(self):
        async def cells():
            tab = await Tab.open(self.server, self.kernel)
            plain = await tab.finish(await tab.execute('print("hello"); 6 * 7'))
            self.assertEqual("hello\n", plain["stream"]["text"])
            self.assertEqual("42", plain["execute_result"]["data"]["text/plain"])
            profiled = await tab.finish(await tab.execute("%profile\n6 * 7"))
            self.assertEqual(jupyter.REPORT_TYPES, set(profiled["display_data"]["data"]))
            failed = await tab.finish(await tab.execute("1 / 0"))
            self.assertEqual("AT0005", failed["error"]["ename"])
            tab.socket.close()

        asyncio.run(cells())

    def test_interrupt_and_restart_are_buttons(self):
        async def buttons():
            tab = await Tab.open(self.server, self.kernel)
            await tab.finish(await tab.execute("var n = 1;"))
            request = await tab.execute("while (true) {}")
            await tab.until(request, "execute_input")
            loop = asyncio.get_running_loop()
            path = f"/api/kernels/{self.kernel}/"
            await loop.run_in_executor(None, self.server.ask, "POST", path + "interrupt", {})
            self.assertEqual("Interrupted", (await tab.finish(request))["execute_reply"]["ename"])
            kept = await tab.finish(await tab.execute("n"))
            self.assertEqual("1", kept["execute_result"]["data"]["text/plain"])
            await loop.run_in_executor(None, self.server.ask, "POST", path + "restart", {})
            fresh = await Tab.open(self.server, self.kernel)
            forgotten = await fresh.finish(await fresh.execute("n"))
            self.assertEqual("AT2002", forgotten["error"]["ename"])

        asyncio.run(buttons())

    def test_two_tabs_see_the_same_kernel(self):
        async def tabs():
            first = await Tab.open(self.server, self.kernel)
            second = await Tab.open(self.server, self.kernel)
            request = await first.execute("let five = 5; five")
            seen = await second.until(request, "execute_result")
            self.assertEqual("5", seen[-1]["content"]["data"]["text/plain"])
            await first.finish(request)

        asyncio.run(tabs())


class GatewayTest(ServerTest):
    """The same through a server that runs no kernels and has them run by a gateway.

    In the gateway's place is another Jupyter Server, which has the same interface.
    """

    @classmethod
    def setUpClass(cls):
        cls.gateway = Server(jupyter.scratch)
        cls.addClassCleanup(cls.gateway.stop)
        cls.server = Server(
            jupyter.scratch, f"--gateway-url=http://{cls.gateway.address}",
            f"--GatewayClient.auth_token={cls.gateway.token}",
        )

    def test_the_kernel_runs_behind_the_gateway(self):
        self.assertEqual([self.kernel], [kernel["id"] for kernel in self.gateway.ask("GET", "/api/kernels")])


@needs("jupyter_console")
class ConsoleTest(unittest.TestCase):
    def test_a_console_shows_results_and_errors(self):
        command = [sys.executable, "-m", "jupyter", "console", "--kernel", "atlas", "--simple-prompt"]
        done = subprocess.run(
            command, input="6 * 7\n1 / 0\nexit\n", capture_output=True, text=True, timeout=TIMEOUT,
        )
        self.assertIn("42", done.stdout)
        self.assertIn("AT0005", done.stdout + done.stderr)


@needs("jupyter_client")
class RunTest(unittest.TestCase):
    def test_jupyter_runs_a_program(self):
        program = jupyter.scratch / "a program.atl"
        program.write_text('print("one");\n6 * 7')
        command = [sys.executable, "-m", "jupyter", "run", "--kernel", "atlas", program]
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT)
        self.assertEqual((0, "one\n42"), (done.returncode, done.stdout.strip()), done.stderr)


@needs("nbclient", "nbformat")
class NbClientTest(unittest.TestCase):
    def test_a_notebook_with_an_error_is_executed_to_its_end(self):
        import nbformat
        from nbclient import NotebookClient

        cells = ['print("a")', "1 / 0", "plot([3, 1, 2])", "%profile\n1 + 1"]
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
        NotebookClient(notebook, kernel_name="atlas", allow_errors=True, timeout=TIMEOUT).execute()
        nbformat.validate(notebook)
        kinds = [[output["output_type"] for output in cell["outputs"]] for cell in notebook.cells]
        self.assertEqual(
            [["stream"], ["error"], ["display_data"], ["execute_result", "display_data"]], kinds
        )
        self.assertEqual("atlas", notebook.metadata["language_info"]["name"])

    def test_a_cell_replaces_what_it_shows_itself_and_nothing_in_other_cells(self):
        import nbformat
        from nbclient import NotebookClient

        cells = ["fn show(n: number) { display(n, \"p\"); }\nshow(1); show(2);", "show(3)"]
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
        NotebookClient(notebook, kernel_name="atlas", timeout=TIMEOUT).execute()
        shown = [[output["data"]["text/plain"] for output in cell["outputs"]] for cell in notebook.cells]
        self.assertEqual([["2"], ["3"]], shown)


class LengthTest(jupyter.KernelCase):
    def memory(self):
        """The resident memory of the kernel in MB."""
        status = Path(f"/proc/{self.manager.provisioner.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def run_batch(self, client, codes):
        """Queues cells at once; what came of each, in the order of their replies."""
        requests = [client.execute(code) for code in codes]
        printed, results, idle, order = {}, {}, [], []
        while len(idle) < len(requests):
            message = client.get_iopub_msg(timeout=TIMEOUT)
            request, content = message["parent_header"].get("msg_id"), message["content"]
            if request not in requests:
                continue
            if message["msg_type"] == "stream":
                printed[request] = printed.get(request, "") + content["text"]
            elif message["msg_type"] == "execute_result":
                results[request] = content["data"]["text/plain"]
            elif content.get("execution_state") == "idle":
                idle.append(request)
        while len(order) < len(requests):
            reply = client.get_shell_msg(timeout=TIMEOUT)
            if reply["parent_header"].get("msg_id") in requests:
                self.assertEqual("ok", reply["content"]["status"], reply["content"])
                order.append(reply["parent_header"]["msg_id"])
        self.assertEqual((requests, requests), (order, idle))
        return [(printed.get(request), results.get(request)) for request in requests]

    def test_10000_cells_lose_nothing_keep_their_order_and_leave_nothing_behind(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.start(env={**os.environ, "ATLAS_JAVA_OPTS": "-Xmx128m"})
        warm = 0
        for start in range(0, CELLS, BATCH):
            if start == WARM_CELLS:
                warm = self.memory()
            numbers = range(start, start + BATCH)
            codes = [f"fn f(n: number) -> number {{ return n + {i}; }}\nprint({i}); f(1)" for i in numbers]
            self.assertEqual([(f"{i}\n", str(i + 1)) for i in numbers], self.run_batch(self.client, codes))
        growth = self.memory() - warm
        print(f"\n{CELLS} cells: {growth:+.0f} MB after {WARM_CELLS}", file=sys.stderr)
        self.assertLess(growth, GROWTH_MEGABYTES)

    def test_two_clients_at_once_each_get_what_is_theirs(self):
        other = jupyter.BlockingKernelClient()
        other.load_connection_file(self.manager.connection_file)
        other.start_channels()
        other.wait_for_ready(timeout=TIMEOUT)
        outcomes = {}

        def work(name, client):
            codes = [f'print("{name}{i}"); {i}' for i in range(200)]
            outcomes[name] = self.run_batch(client, codes)
            if client is other:
                client.stop_channels()

        clients = {"a": self.client, "b": other}
        threads = [threading.Thread(target=work, args=pair) for pair in clients.items()]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for name in clients:
            self.assertEqual([(f"{name}{i}\n", str(i)) for i in range(200)], outcomes.get(name))


if __name__ == "__main__":
    unittest.main()
