#!/usr/bin/env python3
"""server_test.py PROGRAM - suyuan serve: who may ask, and that it says what commands say."""
import gzip
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse

from serving import Server, wait_for

PROGRAM = sys.argv.pop(1)
MODELS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../models")


def run(*words):
    env = dict(os.environ, LANG="zh_CN.UTF-8")
    return subprocess.run([PROGRAM, *words], stdout=subprocess.PIPE, check=True, env=env).stdout


class ServerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.case = os.path.join(cls.folder.name, "样例.suyuan")
        run("init", cls.case, "--sample", "--json")
        cls.server = Server(PROGRAM, "--cases", cls.folder.name, cwd=cls.folder.name)
        cls.server.log_in()

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        cls.folder.cleanup()

    # ---- who may ask ----

    def test_first_address_gives_a_cookie_and_hides_the_secret(self):
        answer = self.server.log_in()
        cookie = answer.headers["Set-Cookie"]
        for part in ("HttpOnly", "SameSite=Strict", "Path=/"):
            self.assertIn(part, cookie)
        self.assertEqual(answer.headers["Location"], "/")

    def test_wrong_host_is_refused(self):
        for host in ("example.org", "127.0.0.1", f"127.0.0.1:{self.server.port}.example.org", "localhost:1"):
            for path in ("/", "/api/v1/session"):
                self.assertEqual(self.server.ask("GET", path, host=host).status, 403, host)
        self.assertEqual(self.server.ask("GET", "/api/v1/session", host=f"localhost:{self.server.port}").status, 200)

    def test_other_sites_are_refused(self):
        for headers in ({"Origin": "http://example.org"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
                        {"Origin": f"https://127.0.0.1:{self.server.port}"}):
            self.assertEqual(self.server.ask("GET", "/api/v1/cases", headers=headers).status, 403, headers)

    def test_no_session_no_answer(self):
        self.assertEqual(self.server.ask("GET", "/api/v1/cases", cookie=False).status, 401)
        self.assertEqual(self.server.ask("GET", "/api/v1/cases", cookie=False,
                                         headers={"Cookie": "suyuan=" + "0" * 64}).status, 401)
        wrong = self.server.ask("GET", "/", params={"token": "0" * 64}, cookie=False)
        self.assertNotIn("Set-Cookie", wrong.headers)

    def test_changes_need_the_token(self):
        path = "/api/v1/cases/样例/case"
        body = json.dumps({"options": {"name": "改"}}).encode()
        for headers in ({}, {"X-Suyuan-Token": "0" * 64}):
            self.assertEqual(self.server.ask("POST", path, body, headers=headers).status, 403)
        self.assertNotEqual(self.server.get(path).json["case"]["name"], "改")

    def test_headers_of_the_page(self):
        answer = self.server.get("/c/样例/overview")
        self.assertEqual(answer.status, 200)
        policy = answer.headers["Content-Security-Policy"]
        for part in ("default-src 'self'", "script-src 'self'", "object-src 'none'", "frame-ancestors 'none'"):
            self.assertIn(part, policy)
        self.assertNotEqual(policy, self.server.get("/").headers["Content-Security-Policy"])
        self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")

    # ---- the same calls as the command line ----

    def test_answers_are_those_of_the_command_line(self):
        for command, params in (("accounts", {}), ("quality", {}), ("clues", {}), ("proxies", {}), ("inquiries", {}),
                                ("parties", {}), ("patterns", {}), ("accounts", {"all": "true"})):
            options = [f"--{name}" for name in params]
            told = json.loads(run(command, self.case, *options, "--json"))
            answer = self.server.get(f"/api/v1/cases/样例/{command}", **params)
            self.assertEqual(answer.status, 200, answer.body)
            self.assertEqual(answer.json, told, command)

    def test_a_decision_changes_what_is_told_next(self):
        clue = self.server.get("/api/v1/cases/样例/clues").json["clues"][0]["id"]
        before = self.server.get(f"/api/v1/cases/样例/clues").body
        done = self.server.post(f"/api/v1/cases/样例/clues/refute/{clue}", {"note": "<img onerror=alert(1)>"})
        self.assertEqual(done.status, 200, done.body)
        self.assertNotEqual(self.server.get("/api/v1/cases/样例/clues").body, before)
        self.assertEqual(self.server.post(f"/api/v1/cases/样例/clues/undo/{clue}").status, 200)
        self.assertEqual(self.server.get("/api/v1/cases/样例/clues").body, before)

    def test_errors_are_those_of_the_command_line(self):
        answer = self.server.get("/api/v1/cases/样例/entries", account="nobody", lang="en")
        self.assertEqual(answer.status, 422, answer.body)
        self.assertEqual(set(answer.json["error"]), {"code", "kind", "message"})
        chinese = self.server.get("/api/v1/cases/样例/entries", account="nobody", lang="zh")
        self.assertNotEqual(answer.json["error"]["message"], chinese.json["error"]["message"])

    def test_no_word_becomes_an_option_and_no_option_names_a_file(self):
        victim = os.path.join(self.folder.name, "victim")
        for path, params in (("trace", {"xlsx": victim}), ("trace", {"x": "1"}), ("accounts", {"json": "1"}),
                             ("clues/--help", {}), ("case", {"name": "by GET"})):
            answer = self.server.get(f"/api/v1/cases/样例/{path}", **params)
            self.assertIn(answer.status, (400, 404), (path, answer.body))
        answer = self.server.post("/api/v1/cases/样例/case", {"from": victim})
        self.assertEqual(answer.status, 400)
        self.assertFalse(os.path.exists(victim))

    def test_no_word_names_a_file_of_this_computer(self):
        path = os.path.join(MODELS, "seal-lapsed")
        stranger = os.path.join(self.folder.name, "stranger")  # where the server was started
        shutil.copytree(path, stranger)
        shown = self.server.get("/api/v1/cases/样例/model/show/seal-lapsed")
        self.assertEqual((shown.status, shown.json["id"]), (200, "seal-lapsed"))
        self.assertEqual(self.upload("样例", "words", "x.csv", b"x").status, 201)
        for word in (path, stranger, "stranger", ".", "..", "./stranger", "/etc/passwd", "../" * 9 + "etc/passwd"):
            quoted = urllib.parse.quote(word, safe="")
            for method, call, params in (
                    ("GET", "model/show/", {}), ("POST", "model/show/", {}), ("GET", "model/compare/seal-lapsed/", {}),
                    ("GET", "model/compare/", {}), ("POST", "jobs/model/show/", {"upload": "words"}),
                    ("POST", "jobs/model/compare/", {"upload": "words"}), ("POST", "jobs/model/install/", {"upload": "words"}),
                    ("POST", "jobs/pool/load/seals/", {"upload": "words"}), ("POST", "jobs/lead/read-back/", {"upload": "words"})):
                answer = self.server.ask(method, f"/api/v1/cases/样例/{call}", b"{}" if method == "POST" else None, params,
                                         {"X-Suyuan-Token": self.server.token}, word=quoted)
                if answer.status == 202:  # a plain name, which nobody has uploaded
                    self.assertEqual(word, "stranger")
                    job = self.server.job(answer)
                    self.assertEqual(job["state"], "failed", (call, job))
                else:
                    self.assertIn(answer.status, (400, 404, 422), (call, word, answer.body[:300]))
                    self.assertNotIn("stranger/", answer.body.decode())

    def test_paths_stay_in_their_folder(self):
        for name in ("..", ".", "../样例", "样例/..", "%2e%2e", "a\\b", "", "无此案"):
            answer = self.server.get(f"/api/v1/cases/{name}/accounts")
            self.assertIn(answer.status, (400, 404), name)
        raw = self.server.ask("GET", "/api/v1/cases")
        self.assertEqual(raw.json["cases"], [{"name": "样例"}])
        for target in ("/%zz", "/%00", "/%ff", "/a%2"):
            s = socket.create_connection(("127.0.0.1", self.server.port))
            s.sendall(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\nConnection: close\r\n\r\n".encode())
            self.assertIn(b" 400 ", s.recv(100))
            s.close()

    def test_a_kept_answer_is_not_sent_twice(self):
        first = self.server.get("/api/v1/cases/样例/quality")
        again = self.server.ask("GET", "/api/v1/cases/样例/quality", headers={"If-None-Match": first.headers["ETag"]})
        self.assertEqual((again.status, again.body), (304, b""))
        packed = self.server.ask("GET", "/api/v1/cases/样例/quality", headers={"Accept-Encoding": "gzip"})
        self.assertEqual(packed.headers["Content-Encoding"], "gzip")
        self.assertEqual(gzip.decompress(packed.body), first.body)
        self.assertNotEqual(packed.headers["ETag"], first.headers["ETag"])

    # ---- files in and out ----

    def test_files_are_written_and_named(self):
        answer = self.server.get("/api/v1/cases/样例/files/report/set", format="xlsx")
        self.assertEqual(answer.status, 200, answer.body[:300])
        self.assertEqual(answer.body[:2], b"PK")
        self.assertIn(urllib.parse.quote("样例"), answer.headers["Content-Disposition"])
        self.assertEqual(self.server.get("/api/v1/cases/样例/files/report/set", format="exe").status, 400)

    def upload(self, case, batch, path, data):
        return self.server.ask("PUT", f"/api/v1/cases/{case}/uploads/{batch}/{path}", data,
                               headers={"X-Suyuan-Token": self.server.token})

    def test_what_is_dropped_is_imported_once(self):
        name = "新案"
        self.assertEqual(self.server.job(self.server.post("/api/v1/cases", name=name))["state"], "done")
        rows = "from,to,time,amount\n" + "".join(f"A,B{i},2024-01-{i % 28 + 1:02d},{i}.00\n" for i in range(1, 500))
        self.assertEqual(self.upload(name, "b1", "夹/表.csv", rows.encode()).status, 201)
        job = self.server.job(self.server.post(f"/api/v1/cases/{name}/jobs/import", {"profile": "transfers"}, upload="b1"))
        self.assertEqual(job["state"], "done", job)
        self.assertEqual(job["answer"]["accepted"], 499)
        self.assertEqual(job["answer"]["files"][0]["path"], "夹/表.csv")
        self.assertEqual(self.upload(name, "b2", "表.csv", rows.encode()).status, 201)
        again = self.server.job(self.server.post(f"/api/v1/cases/{name}/jobs/import", {"profile": "transfers"}, upload="b2"))
        self.assertEqual(again["answer"]["accepted"], 0)
        gone = self.server.post(f"/api/v1/cases/{name}/jobs/import", upload="b2")
        self.assertEqual(gone.status, 422, "what was imported is not kept twice")
        os.rename(os.path.join(self.folder.name, name + ".suyuan"), os.path.join(self.folder.name, "gone"))

    def test_what_has_its_hash_in_its_name_is_kept_and_the_rest_is_asked_for(self):
        index = self.server.get("/")
        name = re.search(r'/assets/[^"]+[.]js', index.body.decode())
        if not name:
            self.skipTest("this program was built without its page")
        self.assertIn("no-", index.headers["Cache-Control"])
        self.assertIn("immutable", self.server.get(name.group(0)).headers["Cache-Control"])
        self.assertEqual(self.server.get("/icon.svg").headers["Cache-Control"], "private, no-cache")
        self.assertEqual(self.server.get("/api/v1/cases/样例/case").headers["Cache-Control"], "private, no-cache")
        self.assertEqual(self.server.get("/assets/none.js").status, 404)

    def test_uploads_stay_in_their_folder(self):
        for batch, path in (("b1", "../x"), ("b1", "a/../../x"), ("B1", "x"), ("..", "x"), ("b1", ""), ("b1", "y" * 300)):
            self.assertIn(self.upload("样例", batch, path, b"x").status, (400, 404), (batch, path))
        self.assertEqual(self.upload("样例", "b9", "x", b"x").status, 201)
        self.assertEqual(self.upload("样例", "b9", "x", b"y").status, 400, "nothing is written over")

    def test_a_wrong_body_is_told(self):
        for body in (b"{", b"[]", b'{"options":[]}', b'{"options":{"name":{}}}', b'{"options":{"name":1.5}}',
                     b'{"options":{"name":"a\\u0000b"}}'):
            answer = self.server.ask("POST", "/api/v1/cases/样例/case", body, headers={"X-Suyuan-Token": self.server.token})
            self.assertEqual(answer.status, 400, body)
        large = self.server.ask("POST", "/api/v1/cases/样例/case", b" " * (2 << 20), headers={"X-Suyuan-Token": self.server.token})
        self.assertEqual(large.status, 503)

    # ---- many at once, and those who leave ----

    def children(self):
        """Processes of commands: the spawner (src/server/spawner.h) has them, the server has the spawner."""
        with open(f"/proc/{self.server.process.pid}/task/{self.server.process.pid}/children", encoding="ascii") as f:
            spawners = f.read().split()
        for task in os.listdir(f"/proc/{self.server.process.pid}/task"):
            try:
                with open(f"/proc/{self.server.process.pid}/task/{task}/children", encoding="ascii") as f:
                    spawners += f.read().split()
            except FileNotFoundError:
                pass
        found = []
        for spawner in set(spawners):
            try:
                with open(f"/proc/{spawner}/task/{spawner}/children", encoding="ascii") as f:
                    found += f.read().split()
            except FileNotFoundError:
                pass
        return found

    def ask_for_long_work(self):
        s = socket.create_connection(("127.0.0.1", self.server.port))
        target = urllib.parse.quote("/api/v1/cases/样例/cycles") + "?window=3650d&max-length=200&min-amount=0.01"
        s.sendall(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\nCookie: {self.server.cookie}\r\n\r\n".encode())
        return s

    def wait_for_children(self, are_there, stay=0.0):
        """Until some are there, or none are, and that for some seconds: one may be about to begin."""
        wait_for(lambda: bool(self.children()) == are_there, stay=stay, told=self.children)

    def test_work_that_nobody_waits_for_is_ended(self):
        s = self.ask_for_long_work()
        self.wait_for_children(True)
        s.close()
        self.wait_for_children(False)
        for _ in range(10):  # gone before the work has begun
            self.ask_for_long_work().close()
        self.wait_for_children(False, stay=1)

    def test_those_who_wait_for_one_case_keep_no_other_waiting(self):
        run("init", os.path.join(self.folder.name, "另案.suyuan"), "--json")
        body = b'{"options": {"name": "later"}}'
        asked = [self.ask_for_long_work()]
        self.wait_for_children(True)
        for _ in range(2 * os.cpu_count() + 4):  # more than may run at once; each waits for the long work
            asked.append(socket.create_connection(("127.0.0.1", self.server.port)))
            asked[-1].sendall((f"POST {urllib.parse.quote('/api/v1/cases/样例/case')} HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\n"
                               f"Cookie: {self.server.cookie}\r\nX-Suyuan-Token: {self.server.token}\r\n"
                               f"Content-Length: {len(body)}\r\n\r\n").encode() + body)
        time.sleep(1)  # until all of them wait
        long_work = set(self.children())
        self.assertEqual(len(long_work), 1, "the others wait for it")
        answer = self.server.get("/api/v1/cases/另案/case")
        goes_on = long_work & set(self.children())
        for s in asked:
            s.close()
        self.wait_for_children(False, stay=0.5)
        shutil.rmtree(os.path.join(self.folder.name, "另案.suyuan"))
        self.assertEqual(answer.status, 200, answer.body)
        self.assertTrue(goes_on, "it was answered while the other case was busy")

    def test_many_ask_the_same_and_get_the_same(self):
        self.server.post("/api/v1/cases/样例/case", {"name": "many"})
        answers = []
        threads = [threading.Thread(target=lambda: answers.append(self.server.get("/api/v1/cases/样例/clues").body))
                   for _ in range(20)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        self.assertEqual(len(answers), 20)
        self.assertEqual(len(set(answers)), 1)

    def test_readers_wait_for_a_writer_and_do_not_fail(self):
        failures = []

        def read():
            for _ in range(5):
                answer = self.server.get("/api/v1/cases/样例/accounts")
                if answer.status != 200:
                    failures.append(answer.body)

        threads = [threading.Thread(target=read) for _ in range(4)]
        for t in threads:
            t.start()
        for i in range(5):
            answer = self.server.post("/api/v1/cases/样例/case", {"name": f"name {i}"})
            self.assertEqual(answer.status, 200, answer.body)
        for t in threads:
            t.join()
        self.assertEqual(failures, [])

    def test_a_change_is_told_to_every_tab(self):
        s = socket.create_connection(("127.0.0.1", self.server.port), timeout=20)
        target = "/api/v1/events?" + urllib.parse.urlencode({"case": "样例"})
        s.sendall(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\nCookie: {self.server.cookie}\r\n\r\n".encode())
        heard = b""
        while b"event: case" not in heard:
            heard += s.recv(4096)
        run("case", self.case, "--name", "changed by the command line")
        heard = b""
        while b"event: case" not in heard:
            more = s.recv(4096)
            self.assertTrue(more)
            heard += more
        s.close()


class EndTest(unittest.TestCase):
    def test_a_stop_leaves_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["TMPDIR"] = folder
            with Server(PROGRAM, "--cases", os.path.join(folder, "cases")) as server:
                server.log_in()
                self.assertEqual(server.get("/api/v1/cases").json["cases"], [])
                server.stop()
            self.assertEqual(os.listdir(folder), ["cases"])
            del os.environ["TMPDIR"]

    def test_a_folder_may_be_named_from_here(self):
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(os.path.join(folder, "cases"))
            run("init", os.path.join(folder, "cases", "甲.suyuan"), "--json")
            with Server(PROGRAM, "--cases", "cases", cwd=folder) as server:
                server.log_in()
                for call in ("case", "model/log"):  # the second runs in a folder without files
                    answer = server.get(f"/api/v1/cases/甲/{call}")
                    self.assertEqual(answer.status, 200, (call, answer.body))
                server.stop()

    def test_a_port_in_use_is_said(self):
        with tempfile.TemporaryDirectory() as folder, socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            s.listen()
            done = subprocess.run([PROGRAM, "serve", "--cases", folder, "--port", str(s.getsockname()[1])],
                                  stderr=subprocess.PIPE, text=True, check=False)
            self.assertEqual(done.returncode, 4)
            self.assertIn(str(s.getsockname()[1]), done.stderr)


if __name__ == "__main__":
    print("covers: server (suyuan serve), by its HTTP interface")
    unittest.main()
