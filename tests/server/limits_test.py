#!/usr/bin/env python3
"""limits_test.py PROGRAM - what an attacker, a broken client or an impatient person tries: bounds on size, number and
time, and that the server answers others all the while. Everybody is made up."""
import glob
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.parse

from serving import Server, freeze, wait_for

PROGRAM = sys.argv.pop(1)
CASE = "/api/v1/cases/案"


def rows(n, name="A"):
    return ("from,to,time,amount\n" + "".join(f"{name}{i % 90},B{i % 70},2024-01-{i % 28 + 1:02d},{i + 1}.00\n" for i in range(n))).encode()


class LimitsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.top = tempfile.TemporaryDirectory()
        cls.tmp = os.path.join(cls.top.name, "tmp")
        os.mkdir(cls.tmp)
        cases = os.path.join(cls.top.name, "cases")
        os.mkdir(cases)
        cls.workspace = os.path.join(cases, "案.suyuan")
        subprocess.run([PROGRAM, "init", cls.workspace], check=True, stdout=subprocess.DEVNULL)
        cls.server = Server(PROGRAM, "--cases", cases, env={"TMPDIR": cls.tmp})
        cls.server.log_in()

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        cls.top.cleanup()

    def tearDown(self):
        answer = self.server.get(f"{CASE}/case")
        self.assertEqual(answer.status, 200, "the server answers after all that")

    def raw(self, text, close=False):
        """What comes back for these bytes; b"" where the connection is closed."""
        s = socket.create_connection(("127.0.0.1", self.server.port), timeout=30)
        with s:
            try:
                s.sendall(text)
                if close:
                    return b""
                return s.recv(4096)
            except ConnectionError:
                return b""

    def head(self, method, path, *more):
        lines = [f"{method} {urllib.parse.quote(path, safe='/?=&%:')} HTTP/1.1", f"Host: 127.0.0.1:{self.server.port}",
                 f"Cookie: {self.server.cookie}", f"X-Suyuan-Token: {self.server.token}", "Connection: close", *more]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def put(self, batch, name, data):
        return self.server.ask("PUT", f"{CASE}/uploads/{batch}/{name}", data, headers={"X-Suyuan-Token": self.server.token})

    def answers(self):
        try:
            return self.server.get("/api/v1/session").status == 200
        except (OSError, http.client.HTTPException):
            return False

    def kept(self):
        return [f for f in glob.glob(self.tmp + "/**", recursive=True) if os.path.isfile(f)]

    def begin(self, batch, **more):
        return self.server.post(f"{CASE}/jobs/import", upload=batch, **more)

    # ---- files that come in ----

    def test_half_an_upload_is_none(self):
        self.raw(self.head("PUT", f"{CASE}/uploads/half/x.csv", "Content-Length: 5000") + rows(10), close=True)
        wait_for(lambda: not self.kept(), 20, told=self.kept)
        self.assertEqual(self.begin("half").status, 422)

    def test_an_upload_under_way_is_none(self):
        data = rows(50, "W")
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=30) as s:
            s.sendall(self.head("PUT", f"{CASE}/uploads/way/x.csv", f"Content-Length: {len(data)}") + data[:1000])
            wait_for(lambda: any(os.path.getsize(f) for f in self.kept()), 20)
            self.assertEqual(self.begin("way").status, 422)
            s.sendall(data[1000:])
            self.assertIn(b" 201 ", s.recv(4096).split(b"\r\n")[0])
        job = self.server.job(self.begin("way"))
        self.assertEqual((job["state"], job["answer"]["accepted"]), ("done", 50), job)

    def test_a_name_is_uploaded_once(self):
        self.assertEqual([self.put("once", "a.csv", rows(3, "O")).status for _ in range(2)], [201, 400])
        self.assertEqual(self.server.job(self.begin("once"))["answer"]["accepted"], 3)

    def test_what_was_sent_and_not_imported_goes_with_its_session(self):
        self.assertEqual(self.put("left", "a/b.csv", rows(3, "L")).status, 201)
        self.assertEqual(len(self.kept()), 1)
        answer = self.server.ask("DELETE", "/api/v1/session", headers={"X-Suyuan-Token": self.server.token})
        self.assertEqual((answer.status, self.kept()), (200, []))
        self.server.log_in()
        self.assertEqual(self.begin("left").status, 422)
        told = self.raw(self.head("PUT", f"{CASE}/uploads/left/x.csv", "Transfer-Encoding: chunked") + b"1\r\nx\r\n0\r\n\r\n")
        self.assertIn(b" 400 ", told.split(b"\r\n")[0], "how much comes is known before it comes")

    def test_an_upload_is_for_a_case_that_is_there(self):
        answer = self.server.ask("PUT", "/api/v1/cases/无/uploads/b/x", b"x", headers={"X-Suyuan-Token": self.server.token})
        self.assertEqual(answer.status, 400, answer.body)
        self.assertEqual(self.kept(), [])

    def test_what_is_too_large_is_refused_before_it_comes(self):
        for bytes_ in (17 << 30, 10**15, 2**63 - 1):
            told = self.raw(self.head("PUT", f"{CASE}/uploads/large/x.csv", f"Content-Length: {bytes_}", "Expect: 100-continue"))
            self.assertIn(b" 503 ", told.split(b"\r\n")[0], bytes_)
            self.assertIn("suyuan import".encode(), told, bytes_)
        self.assertEqual(self.kept(), [])

    def test_one_batch_is_one_job(self):
        self.assertEqual(self.put("twice", "a.csv", rows(2000, "T")).status, 201)
        answers = []
        asking = [threading.Thread(target=lambda: answers.append(self.begin("twice"))) for _ in range(4)]
        for t in asking:
            t.start()
        for t in asking:
            t.join()
        self.assertEqual(sorted(a.status for a in answers), [202, 422, 422, 422])
        job = self.server.job(next(a for a in answers if a.status == 202))
        self.assertEqual((job["state"], job["answer"]["accepted"]), ("done", 2000), job)
        self.assertEqual(self.kept(), [])

    def test_jobs_wait_and_too_many_are_told(self):
        for i in range(40):
            self.put(f"m{i}", "a.csv", rows(50_000 if i == 0 else 3, f"M{i}x"))
        answers = [self.begin("m0", lang="en")]
        first = freeze(["import", self.workspace])  # the rest wait for it, however slowly they come
        answers += [self.begin(f"m{i}", lang="en") for i in range(1, 40)]
        begun = [a for a in answers if a.status == 202]
        refused = [a for a in answers if a.status != 202]
        self.assertGreaterEqual(len(begun), 32)
        self.assertGreater(len(refused), 0)
        for a in refused:
            self.assertEqual((a.status, a.json["error"]["kind"]), (503, "limit"))
            self.assertIn("wait", a.json["error"]["message"])
        states = [j["state"] for j in self.server.get("/api/v1/jobs").json["jobs"]]
        self.assertLessEqual(states.count("running"), 1, "one in a case")
        # Those that are waited for in vain go at once, and the others on.
        for a in begun[10:]:
            self.server.ask("DELETE", f"/api/v1/jobs/{a.json['job']}", headers={"X-Suyuan-Token": self.server.token})
        os.kill(first, signal.SIGCONT)
        ended = [self.server.job(a, 120)["state"] for a in begun]
        self.assertEqual(ended[:10], ["done"] * 10)
        self.assertIn("cancelled", ended[10:])
        self.assertEqual(set(ended[10:]) - {"done", "cancelled"}, set())
        again = self.server.ask("DELETE", f"/api/v1/jobs/{begun[0].json['job']}", headers={"X-Suyuan-Token": self.server.token})
        self.assertEqual(again.status, 404)
        self.assertEqual(self.kept(), [], "what was given up or refused is not kept")

    # ---- requests ----

    def test_requests_that_no_browser_makes(self):
        long = "x" * 9000
        for told, text in (
                ("a long address", self.head("GET", f"/api/v1/cases/{long}")),
                ("long headers", self.head("GET", "/api/v1/cases", *(f"X-{i}: {long}" for i in range(20)))),
                ("many headers", self.head("GET", "/api/v1/cases", *(f"X-{i}: 1" for i in range(5000)))),
                ("many parameters", self.head("GET", "/api/v1/cases?" + "&".join(f"a{i}=1" for i in range(65)))),
                ("many segments", self.head("GET", "/api/v1" + "/x" * 40)),
                ("no host", b"GET /api/v1/cases HTTP/1.0\r\n\r\n"),
                ("another host", b"GET http://example.org/ HTTP/1.1\r\nHost: example.org\r\n\r\n"),
                ("no method", self.head("BREW", "/api/v1/cases")),
                ("no length", self.head("POST", f"{CASE}/case", "Content-Length: -1")),
                ("rubbish", b"\x16\x03\x01\x00\xa5\x01\x00\x00" * 20 + b"\r\n\r\n"),
                ("a line that does not end", b"GET /" + b"a" * 200_000)):
            line = self.raw(text).split(b"\r\n")[0]
            self.assertFalse(line.startswith(b"HTTP/1.1 2"), (told, line))

    def test_bodies_that_no_page_sends(self):
        for body in (b'{"options":{"name":[["a"]]}}', b"[" * 200_000, b'{"options":' * 3000, b'{"options":{"name":"\xff"}}',
                     b'{"options":{"name":"a","name":"b"}}', b'{"options":{"name":' + b"1" * 5000 + b"}}", b"\x00" * 100):
            answer = self.server.ask("POST", f"{CASE}/case", body, headers={"X-Suyuan-Token": self.server.token})
            self.assertEqual((answer.status, answer.json["error"]["kind"]), (400, "usage"), (body[:40], answer.body))
            self.assertTrue(answer.json["error"]["message"], body[:40])

    def test_more_connections_than_there_may_be(self):
        waiting = []
        for _ in range(300):  # nothing is asked on them
            try:
                waiting.append(socket.create_connection(("127.0.0.1", self.server.port), timeout=5))
            except OSError:
                break
        with open(f"/proc/{self.server.process.pid}/status", encoding="ascii") as f:
            threads = next(int(line.split()[1]) for line in f if line.startswith("Threads:"))
        for s in waiting:
            s.close()
        self.assertLess(threads, 300)
        wait_for(self.answers, 30)

    def test_somebody_who_logs_in_again_and_again_keeps_nobody_out(self):
        first = self.server.cookie
        for _ in range(300):  # more than there are places for all
            self.server.log_in()
        self.assertEqual(self.server.get("/api/v1/cases").status, 200)
        self.assertEqual(self.server.ask("GET", "/api/v1/cases", cookie=False, headers={"Cookie": first}).status, 401)

    def test_the_policy_lets_nothing_in_from_elsewhere(self):
        answer = self.server.get("/")
        policy = dict((p.split(" ", 1) + [""])[:2] for p in answer.headers["Content-Security-Policy"].split("; "))
        nonce = policy["style-src"].split("'nonce-")[1].rstrip("'")
        self.assertEqual(policy, {
            "default-src": "'self'", "script-src": "'self'", "style-src": f"'self' 'nonce-{nonce}'", "img-src": "'self' data: blob:",
            "font-src": "'self'", "connect-src": "'self'", "object-src": "'none'", "base-uri": "'none'", "form-action": "'self'",
            "frame-ancestors": "'none'"})
        self.assertGreaterEqual(len(nonce), 22)
        self.assertIn("no-store", answer.headers["Cache-Control"])
        for path in ("/", "/api/v1/cases", "/nothing"):
            headers = self.server.get(path).headers
            self.assertEqual((headers["X-Content-Type-Options"], headers["Referrer-Policy"], headers["X-Frame-Options"],
                              headers["Cross-Origin-Resource-Policy"]), ("nosniff", "no-referrer", "DENY", "same-origin"), path)
            self.assertNotIn("Access-Control-Allow-Origin", headers)

    def test_errors_are_json_that_says_what_to_do(self):
        for path, status in (("/api/v1/nothing", 404), (f"{CASE}/nothing", 404), ("/api/v1/cases/无/case", 404), ("/api/v1/jobs/77777", 404),
                             ("/api/v1/jobs/-1", 404), ("/api/v1/jobs/x", 404), (f"{CASE}/entries?limit=-1", 400)):
            answer = self.server.ask("GET", path.split("?")[0], params=urllib.parse.parse_qs(path.partition("?")[2]) and {"limit": "-1"})
            self.assertEqual(answer.status, status, (path, answer.body))
            self.assertEqual(set(json.loads(answer.body)["error"]), {"code", "kind", "message"}, path)


if __name__ == "__main__":
    print("covers: bounds of the server: size, number, time")
    unittest.main()
