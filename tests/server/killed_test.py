#!/usr/bin/env python3
"""killed_test.py PROGRAM - a server that is killed (SIGKILL) in the middle of an import: nothing goes on behind its back,
the case is whole after a restart, and what was dropped can be dropped again. And: work that a browser gives up ends."""
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

from serving import Server, freeze, running, wait_for

PROGRAM = sys.argv.pop(1)
CASE = "/api/v1/cases/样例"
ENV = dict(os.environ, LANG="en_US.UTF-8")


def parent_of(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as f:
            return int(f.read().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


class KilledTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.workspace = os.path.join(self.folder.name, "样例.suyuan")
        subprocess.run([PROGRAM, "init", self.workspace, "--sample"], check=True, stdout=subprocess.DEVNULL, env=ENV)
        self.rows = ("from,to,time,amount\n" + "".join(
            f"A{i % 900},B{i % 700},2024-01-{i % 28 + 1:02d},{i + 1}.00\n" for i in range(200_000))).encode()
        self.start()

    def start(self):
        self.server = Server(PROGRAM, "--cases", self.folder.name)
        self.server.log_in()

    def tearDown(self):
        if self.server.process.poll() is None:
            self.server.stop()
        self.folder.cleanup()

    def begin_import(self):
        put = self.server.ask("PUT", f"{CASE}/uploads/b1/表.csv", self.rows, headers={"X-Suyuan-Token": self.server.token})
        self.assertEqual(put.status, 201)
        return self.server.post(f"{CASE}/jobs/import", {"profile": "transfers"}, upload="b1")

    def importing(self, wait):
        """A job whose import runs, seconds after it was seen to; None: it stands still where it was seen."""
        job = self.begin_import().json["job"]
        if wait is None:
            freeze(["import", self.workspace])
        else:
            wait_for(lambda: running(["import", self.workspace]))
            time.sleep(wait)
        return job

    def told(self):
        return self.server.get(f"{CASE}/accounts", all="true").body

    def test_killed_in_the_middle_of_an_import(self):
        before = self.told()
        proved = 0
        for wait in (None, 0.2, 0.5):
            job = self.importing(wait)
            is_running = self.server.get(f"/api/v1/jobs/{job}").json["state"] == "running"
            self.server.process.send_signal(signal.SIGKILL)
            self.server.process.wait()
            self.server.process.stdout.close()
            wait_for(lambda: not running(["import", self.workspace]))
            self.start()
            if not is_running or self.told() != before:  # its rows were in: then all of them
                break
            verified = self.server.get(f"{CASE}/verify")
            self.assertEqual((verified.status, verified.json["ok"]), (200, True), verified.body)
            proved += 1
        self.assertGreater(proved, 0, "no kill hit an import")
        done = self.server.job(self.begin_import(), 120)
        self.assertEqual(done["state"], "done", done)
        files = done["answer"]["files"]
        self.assertEqual([(f["accepted"], f["rejected"]) for f in files], [(200_000, 0)], files)
        rows = self.server.get(f"{CASE}/entries", account="A0", limit="1").json
        self.assertEqual(len(rows["entries"]) + rows["left_out"], 200_000 // 900 + 1, "each row once")

    def test_work_that_a_browser_gives_up_ends_and_its_slot_is_free(self):
        target = urllib.parse.quote(f"{CASE}/cycles") + "?window=3650d&max-length=200&min-amount=0.01"
        for _ in range(12):  # more than there are slots
            s = socket.create_connection(("127.0.0.1", self.server.port))
            s.sendall(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\nCookie: {self.server.cookie}\r\n\r\n".encode())
            time.sleep(0.1)
            s.close()
        begun = time.monotonic()
        self.assertEqual(self.server.get(f"{CASE}/quality").status, 200)
        self.assertLess(time.monotonic() - begun, 30)
        wait_for(lambda: not running(["cycles", self.workspace]))

    def test_a_job_that_is_stopped_leaves_the_case_as_it_was(self):
        """Or, where the rows are in already, ends with its answer: whenever the stop comes, what is said is so."""
        before = self.told()
        seen = set()
        for wait in (None, *(0.1 * i for i in range(30))):
            job = self.importing(wait)
            self.server.ask("DELETE", f"/api/v1/jobs/{job}", headers={"X-Suyuan-Token": self.server.token})
            wait_for(lambda: self.server.get(f"/api/v1/jobs/{job}").json["state"] in ("cancelled", "done"), 60)
            self.assertEqual(running(["import", self.workspace]), [])
            told = self.server.get(f"/api/v1/jobs/{job}").json
            seen.add(told["state"])
            if told["state"] == "done":
                self.assertEqual(told["answer"]["accepted"], 200_000)
                self.assertNotEqual(self.told(), before)
                break
            self.assertEqual(self.told(), before, told)
        self.assertIn("cancelled", seen)

    def spawner(self):
        return [p for p in running(["--spawner"]) if parent_of(p) == self.server.process.pid]

    def test_a_spawner_that_dies_is_replaced_and_what_it_ran_ends(self):
        wait_for(self.spawner)
        first = self.spawner()
        job = self.importing(0)
        os.kill(first[0], signal.SIGKILL)
        wait_for(lambda: self.server.get(f"/api/v1/jobs/{job}").json["state"] in ("failed", "done"), 60)
        wait_for(lambda: not running(["import", self.workspace]), 5)  # the kernel ends it, beside the server
        self.assertEqual(self.server.get(f"{CASE}/quality", least="1").status, 400, "a command that runs, of a wrong option")
        self.assertEqual(self.server.get(f"{CASE}/quality").status, 200)
        self.assertNotEqual(self.spawner(), first)
        self.assertEqual(len(self.spawner()), 1)

    def test_a_server_that_is_killed_takes_its_spawner_along(self):
        wait_for(self.spawner)
        first = self.spawner()
        self.server.process.send_signal(signal.SIGKILL)
        self.server.process.wait()
        self.server.process.stdout.close()
        wait_for(lambda: not set(first) & set(running(["--spawner"])))


if __name__ == "__main__":
    print("covers: a server that is killed, and work that is given up")
    unittest.main()
