"""The messages of the protocol one by one, from a client that is nothing but sockets and JSON.

    ATLAS_LAUNCHER=./atlas /usr/bin/python3 kernel/src/test/python/protocol_test.py [-v]

Needs Debian's python3-zmq (which jupyter-client depends on) and python3-jupyter-kernel-test, whose
schemas all received messages are held against; skipped without them, but not in CI.
"""

import json
import os
import shutil
import signal
import tempfile
import time
import unittest
from pathlib import Path

REQUIRED = bool(os.environ.get("ATLAS_REQUIRE_JUPYTER"))
LAUNCHER = os.environ.get("ATLAS_LAUNCHER", Path(__file__).resolve().parents[4] / "atlas")
COMMAND = [str(Path(LAUNCHER).absolute()), "kernel", "run", "{connection_file}"]
UNUSUAL = [("execute_reply", "aborted"), ("is_complete_reply", "error")]
ASTRAL = "\U0001f600"
FLOOD = 'let line = repeat("x", 8000); for (var i = 0; i < 4000; i++) { print(line); }'

try:
    import raw_client
    import zmq
    from jupyter_kernel_test.msgspec_v5 import schema_fragments, validate_message
except ImportError:
    if REQUIRED:
        raise
    raw_client = None


@unittest.skipIf(raw_client is None, "python3-zmq or python3-jupyter-kernel-test is not installed")
class KernelCase(unittest.TestCase):
    """Tests that share a kernel, which must be as good as new after each."""

    @classmethod
    def setUpClass(cls):
        cls.kernel = raw_client.Kernel(COMMAND)
        cls.addClassCleanup(cls.kernel.stop)
        cls.client = cls.kernel.client()
        cls.client.wait_for_ready()

    def tearDown(self):
        self.assertEqual("2", result(self.run_cell("1 + 1")[1]))

    def ask(self, kind, content=None, channel="shell"):
        request = self.client.send(kind, content or {}, channel)
        reply = self.client.reply(request, channel)
        validate(reply)
        self.check_broadcasts(request)
        return reply.content

    def run_cell(self, code, **options):
        """Runs a cell: the content of its reply, and what was published between busy and idle."""
        request = self.client.execute(code, **options)
        messages = self.check_broadcasts(request)
        reply = self.client.reply(request)
        validate(reply)
        return reply.content, messages

    def check_broadcasts(self, request):
        messages = self.client.broadcasts(request)
        for message in messages:
            validate(message)
        self.assertEqual("busy", messages[0].brief)
        return messages[1:-1]

    def assert_malformed(self, reply):
        self.assertEqual(("error", "MalformedMessage"), (reply["status"], reply["ename"]))


def validate(message):
    """Jupyter's own schemas, which do not have every message, nor every state of one."""
    plain = {
        "header": message.header, "parent_header": message.parent, "metadata": message.metadata,
        "content": message.content, "msg_type": message.type, "msg_id": message.header["msg_id"],
    }
    is_known = message.type in schema_fragments
    if is_known and (message.type, message.content.get("status")) not in UNUSUAL:
        validate_message(plain, message.type, message.parent["msg_id"])


def result(messages):
    for message in messages:
        if message.type == "execute_result":
            return message.content["data"]["text/plain"]
    return None


def briefs(messages):
    return [message.brief for message in messages]


class ExecuteTest(KernelCase):
    def test_cells_with_nothing_in_them(self):
        for code in ("", "   \n", "// only a comment", "null"):
            with self.subTest(code):
                reply, messages = self.run_cell(code)
                self.assertEqual("ok", reply["status"])
                self.assertEqual(["execute_input"], briefs(messages))

    def test_silent_cells_publish_nothing_and_do_not_count(self):
        count = self.run_cell("0")[0]["execution_count"]
        for options in ({}, {"store_history": True}):
            reply, messages = self.run_cell("print(1); 2", silent=True, **options)
            self.assertEqual((count, []), (reply["execution_count"], messages))
        reply, messages = self.run_cell("1 / 0", silent=True)
        self.assertEqual(("error", "AT0005", []), (reply["status"], reply["ename"], messages))

    def test_cells_that_are_not_to_be_remembered_publish_but_do_not_count(self):
        count = self.run_cell("0")[0]["execution_count"]
        reply, messages = self.run_cell("print(1); 2", store_history=False)
        self.assertEqual(count, reply["execution_count"])
        self.assertEqual(["execute_input", "stream", "execute_result"], briefs(messages))

    def test_user_expressions_are_values_or_errors_and_show_nothing(self):
        expressions = {
            "value": "aa", "table": "[[1, 2], [3, 4]]", "nothing": "", "printed": "print(1)",
            "unknown": "nope", "failed": "1 / 0", "cut": "while (true) {", "asked": 'input("?")',
        }
        reply, messages = self.run_cell("let aa = 1;", user_expressions=expressions)
        values = reply["user_expressions"]
        self.assertEqual(set(expressions), set(values))
        self.assertEqual(
            ["1", "[[1, 2], [3, 4]]", "null", "null"],
            [values[name]["data"]["text/plain"] for name in list(expressions)[:4]],
        )
        self.assertIn("text/html", values["table"]["data"])
        self.assertEqual(
            ["AT2002", "AT0005", "AT1003", "AT0400"],
            [values[name]["ename"] for name in list(expressions)[4:]],
        )
        self.assertEqual(["execute_input"], briefs(messages))
        self.assertNotIn("user_expressions", self.run_cell("1 / 0", user_expressions={"a": "1"})[0])

    def test_options_of_other_types_are_as_good_as_none(self):
        for options in (
            {"user_expressions": None}, {"user_expressions": ["1"]}, {"user_expressions": "1"},
            {"silent": "what"}, {"store_history": []}, {"allow_stdin": {}}, {"stop_on_error": 2.5},
        ):
            with self.subTest(options):
                reply, messages = self.run_cell("1", **options)
                self.assertEqual(({}, "1"), (reply["user_expressions"], result(messages)))

    def test_code_that_is_no_text_is_refused(self):
        for content in ({}, {"code": None}, {"code": 5}, {"code": ["1"]}):
            with self.subTest(content):
                self.assert_malformed(self.ask("execute_request", content))

    def test_half_of_a_surrogate_pair_is_survived(self):
        for body, ename in ((b'{"code": "\\ud83d"}', "AT1001"), (b'{"code": "\\"\\ud83d\\""}', None)):
            frames = self.client.message("execute_request", {})
            request = json.loads(frames[2])["msg_id"]
            self.client.send_frames(raw_client.signed([*frames[2:5], body]))
            self.assertEqual(ename, self.client.reply(request).content.get("ename"))
            self.check_broadcasts(request)

    def test_a_client_that_cannot_be_asked_is_not(self):
        for options in ({}, {"allow_stdin": False}):
            self.assertEqual("AT0400", self.run_cell('input("?")', **options)[0]["ename"])
            self.assertIsNone(result(self.run_cell("readLine()", **options)[1]))

    def test_a_line_is_asked_for_and_an_answer_to_something_else_is_dropped(self):
        request = self.client.execute('input("Name? ")', allow_stdin=True)
        question = self.client.receive("stdin")
        self.assertEqual(("Name? ", False), (question.content["prompt"], question.content["password"]))
        self.assertEqual(request, question.parent["msg_id"])
        self.client.send("input_reply", {"value": 5}, "stdin")
        self.client.send("input_reply", {"value": "Ad\u00e9" + ASTRAL}, "stdin")
        self.assertEqual("ok", self.client.reply(request).content["status"])
        self.assertEqual(f'"Ad\u00e9{ASTRAL}"', result(self.check_broadcasts(request)))

    def test_a_failure_aborts_what_waits_if_it_is_asked_to(self):
        failing = "readLine(); 1 / 0"
        for stops, status in ((True, "aborted"), (False, "ok")):
            requests = [self.client.execute(failing, stop_on_error=stops, allow_stdin=True)]
            requests += [self.client.execute("1") for _ in range(3)]
            # What comes after them on the same channel is answered: they wait by now.
            self.client.reply(self.client.send("kernel_info_request", {}))
            self.client.receive("stdin")
            self.client.send("input_reply", {"value": ""}, "stdin")
            replies = [self.client.reply(request).content["status"] for request in requests]
            self.assertEqual(["error"] + 3 * [status], replies)
            for request in requests:
                self.check_broadcasts(request)

    def test_a_failure_aborts_what_a_notebook_sent_with_it_though_it_comes_later(self):
        def send(code, millis):
            # As JupyterLab's "Run All" does, which takes longer than it takes to fail.
            frames = self.client.message(
                "execute_request", {"code": code}, {"cellId": "a"},
                date=f"2026-01-01T00:00:00.{millis:03}Z",
            )
            self.client.send_frames(frames)
            request = json.loads(frames[2])["msg_id"]
            self.check_broadcasts(request)
            return self.client.reply(request).content

        self.assertEqual("error", send("1 / 0", 0)["status"])
        for millis in (5, 10, 200):
            self.assertEqual({"status": "aborted"}, send("1", millis))
        self.assertEqual("ok", send("1", 500)["status"])
        self.assertEqual("error", send("1 / 0", 501)["status"])
        self.assertEqual("ok", self.run_cell("1")[0]["status"])

    def test_questions_of_all_kinds_are_answered_while_a_cell_runs(self):
        running = self.client.execute('print("running"); while (true) {}')
        while self.client.receive("iopub").type != "stream":
            pass
        for channel in ("shell", "control"):
            self.ask("kernel_info_request", channel=channel)
            self.ask("complete_request", {"code": "pri", "cursor_pos": 3}, channel)
            self.ask("inspect_request", {"code": "print", "cursor_pos": 3}, channel)
            self.ask("is_complete_request", {"code": "1"}, channel)
            self.ask("history_request", {"hist_access_type": "tail", "n": 1}, channel)
            self.ask("comm_info_request", {}, channel)
        self.ask("interrupt_request", channel="control")
        self.assertEqual("Interrupted", self.client.reply(running).content["ename"])


class HistoryTest(KernelCase):
    CELLS = ["1", "print(2)", "", "print(2)", "p\U0001f600", "[3]"]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client.run("0", store_history=False)
        for code in cls.CELLS:
            cls.client.run(code)
        cls.client.run("print(9)", silent=True)

    def tearDown(self):
        pass

    def numbers(self, **request):
        """The numbers of the cells that are found."""
        found = self.ask("history_request", request)["history"]
        for session, number, code in found:
            self.assertEqual((1, self.CELLS[number - 1]), (session, code))
        return [number for _, number, _ in found]

    def test_the_tail(self):
        for n, numbers in ((2, [5, 6]), (99, [1, 2, 3, 4, 5, 6]), (0, []), (-1, []), (2.0, [5, 6])):
            with self.subTest(n):
                self.assertEqual(numbers, self.numbers(hist_access_type="tail", n=n))

    def test_ranges(self):
        for request, numbers in (
            ({"session": 0, "start": 2, "stop": 4}, [2, 3]),
            ({"session": 1, "start": 5}, [5, 6]),
            ({"start": 0, "stop": None}, [1, 2, 3, 4, 5, 6]),
            ({"start": 4, "stop": 4}, []),
            ({"session": -1, "start": 1, "stop": 9}, []),
            ({"session": 7, "start": 1, "stop": 9}, []),
        ):
            with self.subTest(request):
                self.assertEqual(numbers, self.numbers(hist_access_type="range", **request))

    def test_searches(self):
        for request, numbers in (
            ({"pattern": "print*"}, [2, 4]),
            ({"pattern": "print*", "n": 1}, [4]),
            ({"pattern": "print*", "unique": True}, [4]),
            ({"pattern": "print"}, []),
            ({"pattern": "p?"}, [5]),
            ({"pattern": "[*"}, [6]),
            ({"pattern": ""}, [3]),
            ({}, [1, 2, 3, 4, 5, 6]),
        ):
            with self.subTest(request):
                self.assertEqual(numbers, self.numbers(hist_access_type="search", **request))

    def test_outputs_are_asked_for_and_there_are_none(self):
        request = {"hist_access_type": "tail", "n": 1, "output": True, "raw": False}
        reply = self.ask("history_request", request)
        self.assertEqual([[1, 6, ["[3]", None]]], reply["history"])

    def test_a_request_for_nothing_in_particular_is_refused(self):
        self.assert_malformed(self.ask("history_request", {}))
        self.assertEqual([], self.numbers(hist_access_type="dreams"))


class QueryTest(KernelCase):
    def test_completeness(self):
        for code, status, indent in (
            ("", "complete", None), ("1", "complete", None), ("// x", "complete", None),
            ("fn f() {\n}\n", "complete", None), ("%type 1", "complete", None),
            ("fn f() {", "incomplete", 4), ("fn f() {\n  if (true) {\n", "incomplete", 8),
            ("fn f() {\n  if (true) {\n    g(\n", "incomplete", 12), ("[1,\n", "incomplete", 4),
            ('"a', "incomplete", 0), ('"' + ASTRAL, "incomplete", 0), ("/* x", "incomplete", 0),
            ("%profile", "incomplete", 0), ("%profile\nfn f() {", "incomplete", 4),
            ("}", "invalid", None), ("1 + 2)", "invalid", None), (ASTRAL, "invalid", None),
        ):
            with self.subTest(code):
                reply = self.ask("is_complete_request", {"code": code})
                self.assertEqual(status, reply["status"])
                self.assertEqual(None if indent is None else " " * indent, reply.get("indent"))
        self.assert_malformed(self.ask("is_complete_request", {"code": None}))

    def test_completion_counts_code_points(self):
        for code, pos, first, start, end in (
            (f'"{ASTRAL}{ASTRAL}" + pri', 10, "print", 7, 10), ("pri", 3, "print", 0, 3),
            ("pri", 99, "print", 0, 3), ("pri", None, "print", 0, 3), ("pri", "x", "print", 0, 3),
            ("pri\nnt", 3, "print", 0, 3), ("%pro", 4, "%profile", 0, 4),
            ("%profile --th", 13, "--threshold", 9, 13), ("[1].", 4, "len", 4, 4),
            ('"pri', 4, None, 4, 4), ("// pri", 6, None, 6, 6),
        ):
            with self.subTest(code, pos=pos):
                reply = self.ask("complete_request", {"code": code, "cursor_pos": pos})
                self.assertEqual((start, end), (reply["cursor_start"], reply["cursor_end"]))
                self.assertEqual(first, next(iter(reply["matches"]), None))
                types = reply["metadata"]["_jupyter_types_experimental"]
                self.assertEqual(reply["matches"], [match["text"] for match in types])
        for content in ({}, {"code": 1}):
            self.assert_malformed(self.ask("complete_request", content))

    def test_inspection_counts_code_points(self):
        for code, pos, signature in (
            (f'"{ASTRAL}" + len("x")', 7, "len("), ("print", 0, "print("), ("print(", 6, "print("),
            ("%pro", 4, "%profile"), ("let y = 1;\ny", 12, "let y: number"),
            ("nope", 2, None), ("", 0, None), ("1 + 1", 99, None),
        ):
            with self.subTest(code, pos=pos):
                reply = self.ask("inspect_request", {"code": code, "cursor_pos": pos})
                self.assertEqual(signature is not None, reply["found"])
                if signature:
                    self.assertTrue(reply["data"]["text/plain"].startswith(signature), reply)
                    self.assertIn("```atlas\n" + signature, reply["data"]["text/markdown"])
        reply = self.ask("inspect_request", {"code": "len", "cursor_pos": 1, "detail_level": "x"})
        self.assertTrue(reply["found"])
        self.assert_malformed(self.ask("inspect_request", {}))

    def test_there_are_no_comms(self):
        for content in ({}, {"target_name": "x"}, {"target_name": 5}):
            self.assertEqual({}, self.ask("comm_info_request", content)["comms"])
        for kind, content, answer in (
            ("comm_open", {"comm_id": "a", "target_name": "t", "data": {}}, ["comm_close"]),
            ("comm_open", {"comm_id": "a"}, []), ("comm_open", {}, []),
            ("comm_msg", {"comm_id": "a", "data": {}}, []), ("comm_msg", {}, []),
            ("comm_close", {"comm_id": "b", "data": {}}, []), ("comm_close", {}, []),
        ):
            with self.subTest(kind, content=content):
                request = self.client.send(kind, content)
                self.assertEqual(answer, briefs(self.check_broadcasts(request)))


    def test_buffers_are_no_obstacle(self):
        for kind, content, answer in (
            ("comm_open", {"comm_id": "a", "target_name": "t"}, ["comm_close"]),
            ("comm_msg", {"comm_id": "a"}, []),
            ("execute_request", {"code": "7"}, ["execute_input", "execute_result"]),
        ):
            with self.subTest(kind):
                frames = self.client.message(kind, content)
                # They are not signed, and may be whatever they like.
                self.client.send_frames([*frames, 1000 * b"x", b"", raw_client.DELIMITER])
                request = json.loads(frames[2])["msg_id"]
                self.assertEqual(answer, briefs(self.check_broadcasts(request)))


class MalformedTest(KernelCase):
    def test_what_is_no_message_is_dropped_with_a_line_in_the_log(self):
        def headed(*parts):
            header = json.dumps({"msg_id": "i", "msg_type": "kernel_info_request"}).encode()
            return raw_client.signed([header, *parts])

        good = self.client.message("kernel_info_request", {})
        frames = [
            ([b"x"], "no delimiter"),
            (10 * [b""], "no delimiter"),
            ([raw_client.DELIMITER], "too few frames"),
            ([raw_client.DELIMITER, b"", *3 * [b"{}"]], "too few frames"),
            ([raw_client.DELIMITER, b"", *4 * [b"{}"]], "wrong signature"),
            ([raw_client.DELIMITER, b"0" * 64, *good[2:]], "wrong signature"),
            ([raw_client.DELIMITER, good[1].upper(), *good[2:]], "wrong signature"),
            ([*good[:5], b'{"more": 1}'], "wrong signature"),
            (raw_client.signed([b"{", *3 * [b"{}"]]), "header is not JSON"),
            (raw_client.signed([b"\xff", *3 * [b"{}"]]), "header is not JSON"),
            (raw_client.signed([b"[]", *3 * [b"{}"]]), "header is not an object"),
            (raw_client.signed(4 * [b"{}"]), "a header without msg_id"),
            (raw_client.signed([b'{"msg_id": 1}', *3 * [b"{}"]]), "a header without msg_id"),
            (raw_client.signed([b'{"msg_id": "i"}', *3 * [b"{}"]]), "a header without msg_type"),
            (headed(b"1", b"{}", b"{}"), "parent_header is not an object"),
            (headed(b"{}", b"null", b"{}"), "metadata is not an object"),
            (headed(b"{}", b"{}", b"{} x"), "content is not JSON"),
            (headed(b"{}", b"{}", 9_000 * b"["), "content is larger or deeper than can be read"),
        ]
        before = len(self.kernel.logged())
        for parts, _ in frames:
            self.client.send_frames(parts)
        for _ in range(2):
            self.client.send_frames(good)
        self.client.ask("kernel_info_request")
        reasons = [reason for _, reason in frames] + ["a signature used before"]
        lines = self.kernel.logged()[before:].splitlines()
        self.assertEqual([f"dropped a message on shell: {reason}" for reason in reasons], lines)

    def test_a_message_of_an_unknown_type_is_busy_idle_and_a_line_in_the_log(self):
        for kind in ("dance", "dance_request", "execute_reply", "debug_request"):
            request = self.client.send(kind, {})
            self.assertEqual([], self.check_broadcasts(request))
            self.assertIn(f"a message of unknown type {kind}\n", self.kernel.logged())


@unittest.skipIf(raw_client is None, "python3-zmq or python3-jupyter-kernel-test is not installed")
class MemoryTest(unittest.TestCase):
    def test_somebody_at_work_does_not_make_the_kernel_grow(self):
        # All of it garbage: 20 MB a cell.
        cell = "var n = 0; for (var i = 0; i < 250000; i++) { n += len(toString(i)); } n"
        log = Path(tempfile.mkdtemp(prefix="atlas-memory-")) / "gc.log"
        self.addCleanup(shutil.rmtree, log.parent)
        options = f"-Xms400m -Xlog:gc:file={log}"
        kernel = raw_client.Kernel(COMMAND, env={**os.environ, "ATLAS_JAVA_OPTS": options})
        self.addCleanup(kernel.stop)
        client = kernel.client()
        client.wait_for_ready()

        def rest():
            """Until the kernel has found that nobody asks for anything."""
            before = log.read_text().count("(System.gc())")
            deadline = time.monotonic() + raw_client.TIMEOUT
            while log.read_text().count("(System.gc())") == before:
                self.assertLess(time.monotonic(), deadline, "no collection")
                time.sleep(0.05)

        client.run(cell)
        rest()
        before = kernel.memory()
        for _ in range(5):
            self.assertEqual("1388890", result(client.run(cell)[1]))
            rest()
        # Left alone it would grow by 100.
        self.assertLess(kernel.memory() - before, 60)


@unittest.skipIf(raw_client is None, "python3-zmq or python3-jupyter-kernel-test is not installed")
class ClientsTest(unittest.TestCase):
    """Clients that do not behave, beside one that must not notice."""

    def start(self, transport="tcp"):
        self.kernel = raw_client.Kernel(COMMAND, transport=transport)
        self.addCleanup(self.kernel.stop)
        self.client = self.kernel.client()
        self.client.wait_for_ready()

    def test_a_subscriber_that_never_reads_holds_up_nobody_for_long(self):
        for transport in ("tcp", "ipc"):
            with self.subTest(transport):
                self.start(transport)
                deaf = self.kernel.client()
                deaf.wait_for_ready()
                # More than what is kept on the way to a client.
                reply, messages = self.client.run(FLOOD)
                self.assertEqual("ok", reply["status"])
                printed = "".join(m.content["text"] for m in messages if m.type == "stream")
                self.assertEqual(4000 * ("x" * 8000 + "\n"), printed)
                waits = self.kernel.logged().count("is left behind")
                self.assertGreater(waits, 0)
                for _ in range(20):
                    self.assertEqual("2", result(self.client.run("1 + 1")[1]))
                self.assertEqual(waits, self.kernel.logged().count("is left behind"))
                self.shut_down()

    def test_a_client_that_never_reads_its_replies_disturbs_nobody(self):
        self.start()
        deaf = self.kernel.client(iopub=False)
        deaf.sockets["shell"].sndhwm = 0
        for _ in range(3000):
            deaf.send("is_complete_request", {"code": "1"})
        self.assertEqual("2", result(self.client.run("1 + 1")[1]))
        self.shut_down()

    def test_a_client_that_goes_in_the_middle_of_a_cell_is_not_missed(self):
        self.start()
        for code in ("var s = 0; while (s < 9000000) { s += 1; } s", FLOOD):
            other = self.kernel.client()
            other.wait_for_ready()
            other.execute(code)
            while other.receive("iopub").type != "execute_input":
                pass
            other.close()
            self.assertEqual("2", result(self.client.run("1 + 1")[1]))

    def test_a_client_that_comes_back_gets_the_replies_that_it_still_waits_for(self):
        # As a page does that is loaded anew: it keeps its session, by which its sockets are known.
        self.start()
        running = self.client.execute('print("running"); while (true) {}')
        while self.client.receive("iopub").type != "stream":
            pass
        self.client.close()
        again = self.kernel.client(session=self.client.session)
        again.wait_for_ready()
        again.ask("interrupt_request", channel="control")
        self.assertEqual("Interrupted", again.reply(running).content["ename"])
        self.assertEqual("2", result(again.run("1 + 1")[1]))

    def test_a_question_to_a_client_that_is_gone_is_ended_by_an_interrupt(self):
        self.start()
        other = self.kernel.client(iopub=False)
        other.ask("kernel_info_request")
        asking = other.execute('input("?")', allow_stdin=True)
        other.receive("stdin")
        other.close()
        self.client.ask("interrupt_request", channel="control")
        ended = self.client.broadcasts(asking)
        self.assertEqual("Interrupted", ended[-2].content["ename"])
        self.assertEqual("2", result(self.client.run("1 + 1")[1]))

    def test_a_kernel_that_a_signal_ends_leaves_nothing_behind(self):
        self.start("ipc")
        file = self.kernel.directory / "child"
        self.client.execute(f'shell("echo $$ > {file}; exec sleep 1000")')
        deadline = time.monotonic() + raw_client.TIMEOUT

        def wait(condition, what):
            while not condition():
                self.assertLess(time.monotonic(), deadline, what)
                time.sleep(0.05)

        wait(lambda: file.exists() and file.read_text().endswith("\n"), "the cell does not run")
        child = Path("/proc") / file.read_text().strip() / "stat"
        self.kernel.process.send_signal(signal.SIGTERM)
        self.assertEqual(128 + signal.SIGTERM, self.kernel.process.wait(raw_client.TIMEOUT))
        self.assertEqual([], list(self.kernel.directory.glob("ipc*")))
        wait(lambda: not child.exists() or ") Z " in child.read_text(), "what a cell started still runs")
        self.assertEqual("", self.kernel.logged())

    def shut_down(self):
        self.client.ask("shutdown_request", {"restart": False}, "control")
        self.assertEqual(0, self.kernel.process.wait(raw_client.TIMEOUT))
        self.kernel.stop()


if __name__ == "__main__":
    unittest.main()
