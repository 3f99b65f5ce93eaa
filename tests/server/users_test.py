#!/usr/bin/env python3
"""users_test.py PROGRAM - suyuan serve for others: TLS, users, roles, who decided."""
import functools
import json
import os
import re
import resource
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import unittest

from serving import Server, freeze

PROGRAM = os.path.realpath(sys.argv.pop(1))  # tests run it in other folders, too
GOOD = "correct horse 电池"
PEOPLE = {"admin": "主任甲", "prosecutor": "检察官乙", "assistant": "助理丙", "reader": "读者丁"}


def run(*words, check=True, text=None, env=None):
    env = dict(os.environ, LANG="en_US.UTF-8", **(env or {}))
    return subprocess.run([PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=check, text=True,
                          input=text, env=env, timeout=60)


def users(folder, *words, password=None, check=True):
    more = ["--password-file", "-"] if password is not None else []
    return run("users", folder, *words, *more, text=password, check=check)


def make_certificate(folder):
    certificate, key = os.path.join(folder, "server.crt"), os.path.join(folder, "server.key")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=suyuan.test",
                    "-addext", "subjectAltName=IP:127.0.0.1,DNS:suyuan.test,DNS:localhost"],
                   check=True, stderr=subprocess.DEVNULL)
    os.chmod(key, 0o600)
    return certificate, key


class Folder(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.top = tempfile.TemporaryDirectory()
        cls.folder = os.path.join(cls.top.name, "cases")
        os.mkdir(cls.folder)
        cls.certificate, cls.key = make_certificate(cls.top.name)

    @classmethod
    def tearDownClass(cls):
        cls.top.cleanup()


class Empty(Folder):
    """Before each test there are no users."""

    def setUp(self):
        path = os.path.join(self.folder, "users.json")
        if os.path.exists(path):
            os.remove(path)


class CommandTest(Empty):
    def list(self):
        return [(u["name"], u["role"]) for u in json.loads(run("users", self.folder, "--json").stdout)["users"]]

    def test_users_come_change_and_go(self):
        self.assertEqual(self.list(), [])
        users(self.folder, "add", "钱某", "--role", "prosecutor", password=GOOD)
        users(self.folder, "add", "Ann", "--role", "管理员", password=GOOD)
        self.assertEqual(self.list(), [("Ann", "admin"), ("钱某", "prosecutor")])
        users(self.folder, "role", "钱某", "admin")
        users(self.folder, "remove", "Ann")
        self.assertEqual(self.list(), [("钱某", "admin")])

    def test_the_last_administrator_stays_one(self):
        users(self.folder, "add", "甲", "--role", "admin", password=GOOD)
        users(self.folder, "add", "乙", "--role", "admin", password=GOOD)
        users(self.folder, "lock", "乙")
        for words in (("remove", "甲"), ("role", "甲", "reader"), ("lock", "甲")):
            done = users(self.folder, *words, check=False)
            self.assertEqual(done.returncode, 2, words)
            self.assertIn("甲 is the last administrator", done.stderr)
        users(self.folder, "role", "甲", "admin")  # it changes nothing
        users(self.folder, "remove", "乙")
        self.assertEqual(self.list(), [("甲", "admin")])

    def test_locks_are_shown_and_kept(self):
        users(self.folder, "add", "甲", "--role", "reader", password=GOOD)
        users(self.folder, "lock", "甲")
        self.assertIn("(locked)", run("users", self.folder).stdout)
        users(self.folder, "unlock", "甲")
        self.assertNotIn("(locked)", run("users", self.folder).stdout)
        with open(os.path.join(self.folder, "users.json"), encoding="utf-8") as f:
            self.assertEqual(json.load(f)["users"][0]["unlocks"], 1)

    def test_the_file_is_closed_and_has_no_password(self):
        users(self.folder, "add", "钱某", "--role", "reader", password=GOOD)
        path = os.path.join(self.folder, "users.json")
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
        with open(path, encoding="utf-8") as f:
            text = f.read()
        self.assertNotIn(GOOD, text)
        self.assertIn("$argon2id$", text)
        os.chmod(path, 0o640)
        self.assertEqual(run("users", self.folder, check=False).returncode, 3)

    def test_what_is_refused_is_said(self):
        users(self.folder, "add", "钱某", "--role", "reader", password=GOOD)
        for words, password in ((("add", "钱某", "--role", "reader"), GOOD), (("add", "孙某"), GOOD),
                                (("add", "孙某", "--role", "king"), GOOD), (("add", "孙某", "--role", "reader"), "short"),
                                (("add", "孙某", "--role", "reader"), "x" * 300), (("add", "", "--role", "reader"), GOOD),
                                (("add", "a\nb", "--role", "reader"), GOOD), (("add", "x" * 64, "--role", "reader"), GOOD),
                                (("add", "孙某", "--role", "reader"), GOOD + "\n" + GOOD), (("remove", "孙某"), None),
                                (("password", "孙某"), GOOD), (("role", "钱某"), None), (("add",), GOOD), (("king",), None)):
            done = users(self.folder, *words, password=password, check=False)
            self.assertEqual(done.returncode, 2, (words, done.stderr))
            self.assertTrue(done.stderr.startswith("suyuan: "), words)
        self.assertEqual(self.list(), [("钱某", "reader")])

    def test_a_spoiled_file_is_not_written_over(self):
        path = os.path.join(self.folder, "users.json")
        for text in ("", "{", "[]", '{"users": {}}', '{"users": [{"name": "a", "role": "admin"}]}',
                     '{"users": [{"name": "a", "role": "king", "password": "$argon2id$"}]}',
                     '{"users": [{"name": "a", "role": "admin", "password": "plain"}]}',
                     '{"users": [{"name": "a", "role": "admin", "password": "$argon2id$", "locked": 1}]}',
                     '{"users": [{"name": "a", "role": "admin", "password": "$argon2id$", "unlocks": 0}]}',
                     '{"users": [{"name": "a", "role": "admin", "password": "$argon2id$", "more": true}]}'):
            with open(path, "w", encoding="utf-8") as f:
                f.write(text)
            os.chmod(path, 0o600)
            done = users(self.folder, "add", "b", "--role", "admin", password=GOOD, check=False)
            self.assertEqual(done.returncode, 3, text)
            with open(path, encoding="utf-8") as f:
                self.assertEqual(f.read(), text)

    def test_many_at_once_lose_nobody(self):
        names = [f"u{i}" for i in range(6)]
        adding = [subprocess.Popen([PROGRAM, "users", self.folder, "add", n, "--role", "reader", "--password-file", "-"],
                                   stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) for n in names]
        for p in adding:
            p.communicate(GOOD.encode())
        self.assertEqual([n for n, _ in self.list()], names)


class AloneTest(Empty):
    def test_a_server_without_users_says_so(self):
        with Server(PROGRAM, "--cases", self.folder) as server:
            server.log_in()
            told = server.get("/api/v1/users")
            self.assertEqual((told.json["has_users"], told.json["folder"], told.json["users"]), (False, self.folder, []))
            for path, body in (("users/add/a", {"role": "admin", "password": GOOD}), ("session/password", {"old": GOOD, "new": GOOD})):
                told = server.ask("POST", f"/api/v1/{path}", json.dumps(body).encode(), headers={"X-Suyuan-Token": server.token})
                self.assertEqual(told.status, 400, path)
            server.stop()
        self.assertFalse(os.path.exists(os.path.join(self.folder, "users.json")))


class RefusalTest(Empty):
    def refused(self, code, *words):
        done = run("serve", "--cases", self.folder, "--port", "0", *words, check=False)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stderr

    def test_beyond_this_computer_needs_tls_and_users(self):
        self.assertIn("--tls", self.refused(2, "--listen", "0.0.0.0"))
        self.assertIn("--tls", self.refused(2, "--listen", "::"))
        tls = ("--tls", self.certificate, "--key", self.key)
        self.assertIn("suyuan users", self.refused(2, "--listen", "127.0.0.1", *tls))
        users(self.folder, "add", "a", "--role", "admin", password=GOOD)
        self.assertIn("--name", self.refused(2, "--listen", "0.0.0.0", *tls))
        for words in (("--listen", "somewhere", *tls), ("--listen", "127.0.0.1", "--tls", self.certificate),
                      ("--name", "a:1", *tls), ("--name", "*", *tls)):
            self.refused(2, *words)

    def test_a_case_or_a_folder_of_cases(self):
        done = run("serve", os.path.join(self.folder, "a.suyuan"), "--cases", self.folder, check=False)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("not both", done.stderr)

    def test_a_key_that_others_can_read_is_refused(self):
        open_key = os.path.join(self.top.name, "open.key")
        shutil.copy(self.key, open_key)
        users(self.folder, "add", "b", "--role", "admin", password=GOOD)
        for mode in (0o604, 0o640):
            os.chmod(open_key, mode)
            self.assertIn("open.key", self.refused(3, "--tls", self.certificate, "--key", open_key))

    def test_a_wrong_certificate_is_refused(self):
        users(self.folder, "add", "c", "--role", "admin", password=GOOD)
        other = tempfile.mkdtemp(dir=self.top.name)
        _, key = make_certificate(other)
        self.assertIn("server.key", self.refused(3, "--tls", self.certificate, "--key", key))
        self.assertIn("server.crt", self.refused(3, "--tls", self.key, "--key", self.key).replace("server.key", "server.crt"))


class SingleTest(Empty):
    """One case for others: its users are those of the folder in which it lies."""

    def test_users_of_the_folder_log_in_and_see_that_case_alone(self):
        for name in ("甲案", "乙案"):
            run("init", os.path.join(self.folder, name + ".suyuan"))
        words = ("--listen", "127.0.0.1", "--tls", self.certificate, "--key", self.key)
        link = os.path.join(self.top.name, "link.suyuan")
        os.symlink(os.path.join(self.folder, "甲案.suyuan"), link)
        for case in ("cases/甲案.suyuan", link):
            done = subprocess.run([PROGRAM, "serve", case, "--port", "0", *words], cwd=self.top.name, capture_output=True,
                                  text=True, check=False, env=dict(os.environ, LANG="en_US.UTF-8"))
            self.assertEqual(done.returncode, 2)
            self.assertIn(self.folder, done.stderr, "whose users are missing is said")
        users(self.folder, "add", "钱某", "--role", "admin", password=GOOD)
        with Server(PROGRAM, "cases/甲案.suyuan", *words, certificate=self.certificate, cwd=self.top.name) as server:
            self.assertEqual(server.log_in_as("钱某", GOOD).status, 200)
            self.assertEqual(server.get("/api/v1/cases").json, {"may_grow": False, "cases": [{"name": "甲案"}]})
            self.assertEqual(server.get("/api/v1/cases/甲案/case").status, 200)
            self.assertEqual(server.get("/api/v1/cases/乙案/case").status, 400)
            self.assertEqual(server.post("/api/v1/cases", name="丙案").status, 400)
            self.assertEqual([u["name"] for u in server.get("/api/v1/users").json["users"]], ["钱某"])
            server.stop()
        for name in ("甲案", "乙案"):
            shutil.rmtree(os.path.join(self.folder, name + ".suyuan"))


def locks_out(test):
    """Failures are counted in 4,096 places, which a secret of the server gives to names: who comes after the test would
    be locked out, too, where he shares the place of a name that it locked. So the server's secret is another one
    afterwards; and where two names of the test itself share one (429), it is run again, with other names."""
    @functools.wraps(test)
    def run_it(self):
        for self.turn in ("", "二"):
            try:
                return test(self)
            except AssertionError as failure:
                if self.turn or "429" not in str(failure):
                    raise
            finally:
                self.server.stop()
                self.start()
    return run_it


class LoginTest(Folder):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = os.path.join(cls.folder, "样例.suyuan")
        run("init", cls.case, "--sample", "--json")
        for role, name in PEOPLE.items():
            users(cls.folder, "add", name, "--role", role, password=GOOD)
        cls.start()

    @classmethod
    def start(cls):
        # What the server was started with is never who decides.
        cls.server = Server(PROGRAM, "--cases", cls.folder, "--listen", "127.0.0.1", "--name", "suyuan.test", "--tls",
                            cls.certificate, "--key", cls.key, certificate=cls.certificate, env={"SUYUAN_USER": "nobody"})

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        super().tearDownClass()

    def log_in(self, role):
        answer = self.server.log_in_as(PEOPLE[role], GOOD)
        self.assertEqual(answer.status, 200, answer.body)
        return answer

    def test_a_login_gives_a_cookie_for_https_only(self):
        answer = self.log_in("reader")
        self.assertEqual((answer.json["user"], answer.json["role"]), (PEOPLE["reader"], "reader"))
        for part in ("HttpOnly", "SameSite=Strict", "Path=/", "Secure"):
            self.assertIn(part, answer.headers["Set-Cookie"])
        self.assertEqual(self.server.get("/api/v1/cases").status, 200)
        self.assertEqual(self.server.get("/api/v1/session").json["user"], PEOPLE["reader"])
        self.assertEqual(self.server.ask("DELETE", "/api/v1/session", headers={"X-Suyuan-Token": self.server.token}).status, 200)
        gone = self.server.get("/api/v1/cases")
        self.assertEqual((gone.status, gone.json["error"]["kind"]), (401, "login"))

    def test_no_address_lets_in_without_a_password(self):
        self.assertRegex(self.server.address, r"^https://127\.0\.0\.1:\d+/$")
        self.assertEqual(self.server.ask("GET", "/api/v1/cases", cookie=False).status, 401)
        self.assertNotIn("Set-Cookie", self.server.ask("GET", "/", params={"token": ""}, cookie=False).headers)
        self.assertEqual(self.server.ask("GET", "/", cookie=False).status, 200, "the form is for all")

    def test_plain_http_and_old_tls_get_nothing(self):
        with socket.create_connection(("127.0.0.1", self.server.port)) as s:
            s.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\n\r\n".encode())
            self.assertNotIn(b"HTTP/1.1 200", s.recv(1000))
        old = ssl.create_default_context(cafile=self.certificate)
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
        with self.assertRaises((ssl.SSLError, OSError)), socket.create_connection(("127.0.0.1", self.server.port)) as s:
            old.wrap_socket(s, server_hostname="127.0.0.1")

    def test_only_its_names_are_answered(self):
        for host, status in ((f"suyuan.test:{self.server.port}", 401), (f"localhost:{self.server.port}", 403),
                             ("suyuan.test", 403), (f"suyuan.test.example.org:{self.server.port}", 403)):
            self.assertEqual(self.server.ask("GET", "/api/v1/session", host=host, cookie=False).status, status, host)
        for origin in (f"http://127.0.0.1:{self.server.port}", "https://suyuan.test", "null", "https://"):
            answer = self.server.log_in_as(PEOPLE["reader"], GOOD, headers={"Origin": origin})
            self.assertEqual(answer.status, 403, origin)
        ours = {"Origin": f"https://suyuan.test:{self.server.port}"}
        self.assertEqual(self.server.log_in_as(PEOPLE["reader"], GOOD, headers=ours).status, 200)

    @locks_out
    def test_wrong_and_unknown_look_the_same(self):
        known = "猜中者" + self.turn
        users(self.folder, "add", known, "--role", "reader", password=GOOD)
        told = []
        for name in (known, "无此人" + self.turn):
            answers = [self.server.log_in_as(name, "wrong password") for _ in range(6)]
            self.assertEqual([a.status for a in answers], [401] * 5 + [429])
            told.append([a.body for a in answers])
            self.assertTrue(all("Set-Cookie" not in a.headers for a in answers))
        self.assertEqual(told[0], told[1])
        self.assertEqual(self.server.log_in_as(known, GOOD).status, 429, "locked, though it is right")
        self.log_in("assistant")  # others are not

    def test_a_malformed_login_is_told(self):
        for body in (b"", b"{", b"[]", b'{"name":"a"}', b'{"name":1,"password":"b"}', b'{"name":"a","password":"b","role":"admin"}',
                     b'{"name":"a\\u0000","password":"b"}', json.dumps({"name": "a" * 64, "password": "b"}).encode()):
            self.assertEqual(self.server.ask("POST", "/api/v1/session", body, cookie=False).status, 400, body)

    def test_roles(self):
        case, import_job = "/api/v1/cases/样例/case", "/api/v1/cases/样例/jobs/import"
        self.log_in("reader")
        self.assertEqual(self.server.get(case).status, 200)
        self.assertEqual(self.server.post(case, {"name": "改"}).json["error"]["kind"], "role")
        for path in ("/api/v1/cases?name=x", import_job):
            self.assertEqual(self.server.post(path.split("?")[0], name="x").status, 403, path)
        put = self.server.ask("PUT", "/api/v1/cases/样例/uploads/b1/x", b"x", headers={"X-Suyuan-Token": self.server.token})
        self.assertEqual(put.status, 403)
        board = "/api/v1/cases/样例/board"
        self.assertEqual(self.server.post(f"{board}/save/图", body={"input": {"graph": {}}}).status, 403)
        self.assertEqual(self.server.get(f"{board}/list").json["boards"], [])
        self.log_in("assistant")
        self.assertEqual(self.server.post(case, {"name": "改"}).status, 200)
        saved = self.server.post(f"{board}/save/图", body={"input": {"graph": {}}})
        self.assertEqual(saved.json["who"], PEOPLE["assistant"], "who saved is who logged in")
        self.assertEqual(self.server.post("/api/v1/cases/样例/lead/move/1", {"to": "screened"}).status, 403)
        self.log_in("prosecutor")
        self.assertNotEqual(self.server.post("/api/v1/cases/样例/lead/move/1", {"to": "screened"}).status, 403)

    def test_no_role_does_what_is_above_it(self):
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../src/server/calls.c"), encoding="utf-8") as f:
            table = re.findall(r'\{"([a-z-]+)", (?:"([a-z-]+)"|NULL), SY_EXPOSED_([A-Z]+), SY_ROLE_([A-Z]+),', f.read())
        ranks = ["reader", "assistant", "prosecutor", "admin"]
        above = {role: 0 for role in ranks}
        for role in ranks[:-1]:
            self.log_in(role)
            for command, word, kind, needed in table:
                if ranks.index(needed.lower()) <= ranks.index(role):
                    continue
                part = {"JOB": "jobs/", "FILE": "files/"}.get(kind, "")
                path = f"/api/v1/cases/样例/{part}{command}" + (f"/{word}" if word else "")
                answer = self.server.get(path) if kind in ("READ", "FILE") else self.server.post(path)
                self.assertEqual((answer.status, answer.json["error"]["kind"]), (403, "role"), (role, path, answer.body))
                above[role] += 1
        self.assertTrue(above["reader"] > above["assistant"] > above["prosecutor"] > 0, above)

    def test_a_reader_stops_nobodys_work(self):
        self.log_in("assistant")
        rows = "from,to,time,amount\n" + "".join(f"A{i % 90},B{i % 70},2024-01-01,{i + 1}.00\n" for i in range(20_000))
        self.server.ask("PUT", "/api/v1/cases/样例/uploads/b7/x.csv", rows.encode(), headers={"X-Suyuan-Token": self.server.token})
        job = self.server.post("/api/v1/cases/样例/jobs/import", upload="b7").json["job"]
        freeze(["import", self.case])
        self.log_in("reader")
        answer = self.server.ask("DELETE", f"/api/v1/jobs/{job}", headers={"X-Suyuan-Token": self.server.token})
        self.assertEqual((answer.status, answer.json["error"]["kind"]), (403, "role"))
        self.log_in("assistant")
        self.assertEqual(self.server.ask("DELETE", f"/api/v1/jobs/{job}", headers={"X-Suyuan-Token": self.server.token}).status, 202)

    def test_somebody_who_logs_in_again_and_again_ends_his_own_sessions_only(self):
        self.log_in("prosecutor")
        others = self.server.cookie
        self.log_in("reader")
        first = self.server.cookie
        for _ in range(16):
            self.log_in("reader")
        for cookie, status in ((others, 200), (first, 401), (self.server.cookie, 200)):
            self.assertEqual(self.server.ask("GET", "/api/v1/cases", cookie=False, headers={"Cookie": cookie}).status, status)

    def test_who_decided_is_recorded_and_cannot_be_said_by_the_page(self):
        self.log_in("prosecutor")
        clue = self.server.get("/api/v1/cases/样例/clues").json["clues"][0]["id"]
        path = f"/api/v1/cases/样例/clues/confirm/{clue}"
        for name in ("user", "who", "SUYUAN_USER"):
            self.assertEqual(self.server.post(path, {name: "别人"}).status, 400, name)
        forged = self.server.ask("POST", path, b'{"options":{},"user":"x"}', headers={
            "X-Suyuan-Token": self.server.token, "SUYUAN_USER": "other", "X-Suyuan-User": "other"})
        self.assertEqual(forged.status, 200, forged.body)
        told = run("clues", self.case, "show", clue, "--json").stdout
        self.assertEqual(set(re.findall(r'"decided_by": ?"([^"]*)"', told)), {PEOPLE["prosecutor"]}, told[:500])

    def test_jobs_carry_the_user(self):
        self.log_in("admin")
        job = self.server.job(self.server.post("/api/v1/cases", name="新案"))
        self.assertEqual((job["state"], job["user"]), ("done", PEOPLE["admin"]), job)

    def test_what_is_taken_from_a_user_counts_at_once(self):
        name = "将离任"
        users(self.folder, "add", name, "--role", "admin", password=GOOD)
        self.assertEqual(self.server.log_in_as(name, GOOD).status, 200)
        users(self.folder, "role", name, "reader")
        self.assertEqual(self.server.get("/api/v1/session").json["role"], "reader")
        self.assertEqual(self.server.post("/api/v1/cases/样例/case", {"name": "改"}).status, 403)
        users(self.folder, "password", name, password=GOOD + "!")
        self.assertEqual(self.server.get("/api/v1/cases").status, 401, "the old password's sessions end")
        self.assertEqual(self.server.log_in_as(name, GOOD).status, 401)
        self.assertEqual(self.server.log_in_as(name, GOOD + "!").status, 200)
        users(self.folder, "remove", name)
        self.assertEqual(self.server.get("/api/v1/cases").status, 401)

    def change(self, path, body, token=None):
        return self.server.ask("POST", f"/api/v1/{path}", json.dumps(body).encode(),
                               headers={"X-Suyuan-Token": self.server.token if token is None else token})

    def test_only_an_administrator_sees_and_changes_users(self):
        calls = (("users/add/新人", {"role": "reader", "password": GOOD}), ("users/role/新人", {"role": "assistant"}),
                 ("users/password/新人", {"password": GOOD + "2"}), ("users/lock/新人", {}),
                 ("users/unlock/新人", {}), ("users/remove/新人", {}))
        before = [u["name"] for u in json.loads(run("users", self.folder, "--json").stdout)["users"]]
        for role in ("reader", "assistant", "prosecutor"):
            self.log_in(role)
            told = self.server.get("/api/v1/users")
            self.assertEqual((told.status, told.json["error"]["kind"]), (403, "role"), role)
            for path, body in calls:
                told = self.change(path, body)
                self.assertEqual((told.status, told.json["error"]["kind"]), (403, "role"), (role, path))
        self.assertEqual([u["name"] for u in json.loads(run("users", self.folder, "--json").stdout)["users"]], before)
        self.log_in("admin")
        for path, body in calls:
            told = self.change(path, body, token="")
            self.assertEqual((told.status, told.json["error"]["kind"]), (403, "token"), path)
            told = self.change(path, body)
            self.assertEqual(told.status, 200, (path, told.body))
            self.assertNotIn(GOOD, told.body.decode())
            self.assertNotIn("argon2", told.body.decode())
        self.assertEqual(self.server.get("/api/v1/users").json["has_users"], True)
        self.assertEqual(self.server.ask("GET", "/api/v1/users", cookie=False).status, 401)

    def test_what_is_wrong_with_a_change_is_told(self):
        self.log_in("admin")
        for path, body, status in (
                ("users/add/某", {"role": "reader"}, 400), ("users/add/某", {"role": "king", "password": GOOD}, 400),
                ("users/add/某", {"role": "reader", "password": "short"}, 400), ("users/add/某", {"role": "reader", "password": 1}, 400),
                ("users/add/某", {"role": "reader", "password": GOOD + "\0"}, 400),
                ("users/add/某", {"role": "reader", "password": "x" * 5000}, 400),
                ("users/add/某", {"role": "reader", "password": GOOD, "more": 1}, 400), ("users/role/某", {"role": "reader"}, 400),
                ("users/remove/某", {"role": "reader"}, 400), ("users/king/某", {}, 404), ("users/add", {}, 404),
                (f"users/remove/{PEOPLE['admin']}", {}, 400), (f"users/role/{PEOPLE['admin']}", {"role": "reader"}, 400),
                (f"users/lock/{PEOPLE['admin']}", {}, 400), (f"users/add/{PEOPLE['reader']}", {"role": "reader", "password": GOOD}, 400)):
            told = self.change(path, body)
            self.assertEqual(told.status, status, (path, body, told.body))
            self.assertNotIn(GOOD, told.body.decode())
        for body in (b"", b"[]", b"{"):
            told = self.server.ask("POST", "/api/v1/users/role/x", body, headers={"X-Suyuan-Token": self.server.token})
            self.assertEqual(told.status, 400, body)

    @locks_out
    def test_an_administrator_ends_a_lock_and_makes_one(self):
        name = "锁定者" + self.turn
        users(self.folder, "add", name, "--role", "reader", password=GOOD)
        state = lambda: next(u for u in self.server.get("/api/v1/users").json["users"] if u["name"] == name)
        for _ in range(5):
            self.assertEqual(self.server.log_in_as(name, "wrong password").status, 401)
        self.assertEqual(self.server.log_in_as(name, GOOD).status, 429)
        self.log_in("admin")
        self.assertTrue(0 < state()["wait_s"] <= 900 and not state()["locked"], state())
        self.assertEqual(self.change(f"users/unlock/{name}", {}).status, 200)
        self.assertEqual(state()["wait_s"], 0)
        self.assertEqual(self.server.log_in_as(name, GOOD).status, 200)
        cookie = self.server.cookie
        users(self.folder, "lock", name)
        self.assertEqual(self.server.get("/api/v1/cases").status, 401, "a lock ends sessions")
        told = self.server.log_in_as(name, GOOD)
        self.assertEqual((told.status, told.json["error"]["kind"]), (403, "locked"))
        self.assertEqual(self.server.log_in_as(name, "wrong password").status, 401, "a lock is told to its owner only")
        users(self.folder, "unlock", name)
        self.server.cookie = cookie
        self.assertEqual(self.server.get("/api/v1/cases").status, 401, "and they stay ended")
        self.assertEqual(self.server.log_in_as(name, GOOD).status, 200)

    @locks_out
    def test_ones_own_password(self):
        name, new = "改密者" + self.turn, GOOD + " 新"
        users(self.folder, "add", name, "--role", "assistant", password=GOOD)
        self.assertEqual(self.server.log_in_as(name, GOOD).status, 200)
        elsewhere = self.server.cookie
        self.assertEqual(self.server.log_in_as(name, GOOD).status, 200)
        old_cookie = self.server.cookie
        change = "session/password"
        self.assertEqual(self.change(change, {"old": GOOD, "new": new}, token="").status, 403)
        self.assertEqual(self.change(change, {"old": "not it, no", "new": new}).json["error"]["kind"], "password")
        self.assertEqual(self.change(change, {"old": GOOD, "new": "short"}).status, 400)
        self.assertEqual(self.change(change, {"old": GOOD}).status, 400)
        self.assertEqual(self.server.get("/api/v1/cases").status, 200, "nothing has changed yet")
        send = lambda file: self.server.ask("PUT", f"/api/v1/cases/样例/uploads/own/{file}", b"x",
                                            headers={"X-Suyuan-Token": self.server.token})
        self.assertEqual(send("1.csv").status, 201)
        told = self.change(change, {"old": GOOD, "new": new})
        self.assertEqual(told.status, 200, told.body)
        self.assertNotIn(new, told.body.decode())
        for cookie in (elsewhere, old_cookie):
            self.server.cookie = cookie
            self.assertEqual(self.server.get("/api/v1/cases").status, 401)
        self.server.cookie = told.headers["Set-Cookie"].split(";")[0]
        self.server.token = told.json["token"]
        self.assertEqual(self.server.get("/api/v1/cases").status, 200, "this browser stays")
        self.assertEqual(send("2.csv").status, 201, "what it has sent stays its own")
        self.assertEqual(self.server.log_in_as(name, GOOD).status, 401)
        self.assertEqual(self.server.log_in_as(name, new).status, 200)
        for _ in range(5):
            self.assertEqual(self.change(change, {"old": "not it, no", "new": GOOD}).status, 403)
        self.assertEqual(self.change(change, {"old": new, "new": GOOD}).status, 429, "guesses are counted here, too")

    def test_backups_are_made_checked_and_restored_by_an_administrator(self):
        backups, word = "cases/样例/backups", "a word for 备份"
        for role in ("reader", "assistant", "prosecutor"):
            self.log_in(role)
            for told in (self.server.get(f"/api/v1/{backups}"), self.server.get("/api/v1/cases/样例/backup"),
                         self.change(backups, {"password": word}), self.change(f"{backups}/x.backup/check", {"password": word}),
                         self.change(f"{backups}/x.backup/restore", {"password": word, "name": "y"}),
                         self.server.get(f"/api/v1/{backups}/x.backup")):
                self.assertEqual((told.status, told.json["error"]["kind"]), (403, "role"), role)
        self.log_in("admin")
        self.assertEqual(self.change(backups, {"password": word}, token="").status, 403)
        self.assertGreater(self.server.get("/api/v1/cases/样例/backup").json["files"], 3)
        made = self.server.job(self.change(backups, {"password": word}))
        self.assertEqual(made["state"], "done", made)
        self.assertEqual(made["answer"]["who"], PEOPLE["admin"])
        [one] = self.server.get(f"/api/v1/{backups}").json["backups"]
        self.assertEqual(os.stat(os.path.join(self.folder, "backups", one["file"])).st_mode & 0o777, 0o600)
        taken = self.server.get(f"/api/v1/{backups}/{one['file']}")
        self.assertEqual((taken.status, len(taken.body)), (200, one["bytes"]))
        file = f"{backups}/{one['file']}"
        self.assertEqual(self.server.job(self.change(f"{file}/check", {"password": word}))["answer"]["done"], "checked")
        wrong = self.server.job(self.change(f"{file}/check", {"password": "some other word"}))
        self.assertEqual((wrong["state"], wrong["answer"]["error"]["kind"]), ("failed", "input"), wrong)
        again = self.change(f"{file}/restore", {"password": word, "name": "样例"})
        self.assertEqual(again.status, 400, "never over a case that is there")
        back = self.server.job(self.change(f"{file}/restore", {"password": word, "name": "恢复的"}))
        self.assertEqual(back["state"], "done", back)
        for case in ("样例", "恢复的"):
            self.assertEqual(self.server.get(f"/api/v1/cases/{case}/accounts").status, 200)
        self.assertEqual(self.server.get("/api/v1/cases/恢复的/log/check").json["head"], back["answer"]["log_head"])
        # One that was killed leaves a part of a case, in clear: a server takes it away as it opens.
        with tempfile.TemporaryDirectory() as folder:
            cut = subprocess.run([PROGRAM, "restore", os.path.join(self.folder, "backups", one["file"]),
                                  os.path.join(folder, "半途.suyuan"), "--password-file", "-"], input=word.encode(),
                                 preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000)))
            left = os.listdir(folder)
            self.assertEqual((cut.returncode, len(left), ".new-" in left[0]), (-signal.SIGXFSZ, 1, True))
            with Server(PROGRAM, "--cases", folder) as server:
                self.assertEqual(os.listdir(folder), ["log.sqlite"])
                server.log_in()
                self.assertEqual(server.get("/api/v1/cases").json["cases"], [])
                server.stop()
        for path, body in ((backups, {"password": "short"}), (backups, {}), (backups, {"password": word + "\nx"}),
                           (f"{file}/restore", {"password": word}), (f"{file}/restore", {"password": word, "name": "../x"})):
            told = self.change(path, body)
            job = self.server.job(told) if told.status == 202 else None
            self.assertTrue(told.status == 400 or job["state"] == "failed", (path, body, told.body))
        for name in ("../users.json", "users.json", ".backup", "x/../a.backup", "none.backup"):
            self.assertEqual(self.server.get(f"/api/v1/{backups}/{name}").status in (400, 404), True, name)
        for job in self.server.get("/api/v1/jobs").json["jobs"]:
            self.assertNotIn(word, json.dumps(job, ensure_ascii=False))

    def test_two_persons(self):
        case = "/api/v1/cases/样例"
        users(self.folder, "add", "检察官戊", "--role", "prosecutor", password=GOOD)
        for role in ("reader", "assistant", "prosecutor"):
            self.log_in(role)
            self.assertEqual(self.server.post(f"{case}/lead/two-persons", {"require": "on"}).status, 403, role)
            self.assertFalse(self.server.get(f"{case}/lead/two-persons").json["two_persons"])
            # What reads cannot be made to write.
            self.assertEqual(self.server.get(f"{case}/lead/two-persons", require="on").status, 400)
            if role != "prosecutor":
                for verb in ("confirm", "withdraw"):
                    self.assertEqual(self.server.post(f"{case}/lead/{verb}/x").status, 403, (role, verb))
        self.log_in("admin")
        self.assertEqual(self.change("cases/样例/lead/two-persons", {"options": {"require": "on"}}, token="").status, 403)
        clue = self.server.get(f"{case}/clues").json["clues"][0]["id"]
        self.assertEqual(self.server.post(f"{case}/clues/lead/{clue}").status, 200)
        lead = self.server.get(f"{case}/lead/list").json["leads"][0]["id"]
        self.assertTrue(self.server.post(f"{case}/lead/two-persons", {"require": "on"}).json["two_persons"])
        self.log_in("prosecutor")
        self.assertEqual(self.server.post(f"{case}/lead/move/{lead}/closed", {"second": "检察官戊"}).status, 400, "he logs in himself")
        self.assertEqual(self.server.post(f"{case}/lead/move/{lead}/closed").json["done"], "proposed")
        self.assertEqual(self.server.post(f"{case}/lead/confirm/{lead}").status, 422, "not by the same")
        show = lambda: self.server.get(f"{case}/lead/show/{lead}").json["leads"][0]
        self.assertEqual((show()["state"], show()["proposed"]["who"]), ("screened", PEOPLE["prosecutor"]))
        self.assertEqual(self.server.log_in_as("检察官戊", GOOD).status, 200)
        told = self.server.ask("POST", f"{case}/lead/confirm/{lead}", b"{}", headers={"X-Suyuan-Token": ""})
        self.assertEqual(told.status, 403)
        self.assertEqual(self.server.post(f"{case}/lead/confirm/{lead}").status, 200)
        self.assertEqual((show()["state"], show()["proposed"]), ("closed", None))
        last = show()["history"][-1]
        self.assertEqual((last["who"], last["said"]["proposed_by"]), ("检察官戊", PEOPLE["prosecutor"]))
        acts = self.server.get(f"{case}/log", limit="2").json["acts"]
        self.assertEqual([(a["kind"], a["who"]) for a in acts], [("lead", "检察官戊"), ("proposal", PEOPLE["prosecutor"])])

    def test_the_folder_has_a_log_of_who_did_what_from_where(self):
        name, word = "留痕者", "a word for 留痕"
        users(self.folder, "add", name, "--role", "reader", password=GOOD)
        for secret in ("wrong password", GOOD):
            self.server.log_in_as(name, secret)
        self.assertEqual(self.server.get("/api/v1/log").status, 403, "administrators only")
        self.assertEqual(self.server.get("/api/v1/files/log", format="csv").status, 403)
        self.assertEqual(self.change("session/password", {"old": GOOD, "new": GOOD + "2"}).status, 200)
        self.server.log_in_as("查无此人 secret", "wrong password")
        self.log_in("admin")
        self.assertEqual(self.change(f"users/role/{name}", {"role": "assistant"}).status, 200)
        backups = "cases/样例/backups"
        made = self.server.job(self.change(backups, {"password": word}))
        file = os.path.basename(made["answer"]["path"])
        self.assertEqual(self.server.get(f"/api/v1/{backups}/{file}").status, 200)
        lost = self.server.job(self.change(f"{backups}/{file}/restore", {"password": word + "x", "name": "另一"}))
        self.assertEqual(lost["state"], "failed", lost)
        admin = PEOPLE["admin"]
        told = self.server.get("/api/v1/log", lang="en").json
        self.assertNotIn("secret", json.dumps(told, ensure_ascii=False))
        acts = [(a["kind"], a["who"], *[(w["field"], w["text"]) for w in a["words"]]) for a in told["acts"]]
        here, done = ("from", "127.0.0.1"), ("result", "done")
        for act in (("login", name, ("in", ""), here, ("result", "wrong")), ("login", name, ("in", ""), here, done),
                    ("user", name, ("own-password", ""), here, done), ("login", "-", ("in", ""), here, ("result", "unknown")),
                    ("user", admin, ("role", "assistant"), here, done), ("backup", admin, ("made", file), here, done),
                    ("backup", admin, ("taken", ""), here, done), ("backup", admin, ("restored", file), here, ("result", "failed"))):
            self.assertIn(act, acts)
        self.assertIn(("add", "reader"), [a[2] for a in acts if a[0] == "user" and a[3] == ("from", "terminal")])
        self.assertEqual([k["id"] for k in told["kinds"]], ["login", "user", "backup", "exchange"])
        one = self.server.get("/api/v1/log", who=name, kind="login", limit="1").json
        self.assertEqual((len(one["acts"]), one["total"] > 1), (1, True))
        check = self.server.get("/api/v1/log/check").json
        self.assertEqual((check["ok"], check["rows"] >= 3 * len(acts)), (True, True), check)
        table = self.server.get("/api/v1/files/log", format="csv", lang="zh")
        self.assertEqual(table.status, 200, table.body)
        self.assertIn("密码错误", table.body.decode("utf-8-sig"))
        self.assertEqual(json.loads(run("log", self.folder, "check", "--json").stdout)["ok"], True)
        self.assertEqual(os.stat(os.path.join(self.folder, "log.sqlite")).st_mode & 0o777, 0o600)

    def test_who_is_no_user_any_more_hears_nothing_more(self):
        name = "旁听者"
        users(self.folder, "add", name, "--role", "reader", password=GOOD)
        answer = self.server.log_in_as(name, GOOD)
        self.assertEqual(answer.status, 200, answer.body)
        with socket.create_connection(("127.0.0.1", self.server.port)) as raw, \
                self.server.tls.wrap_socket(raw, server_hostname="127.0.0.1") as s:
            s.sendall((f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\n"
                       f"Cookie: {self.server.cookie}\r\n\r\n").encode())
            s.settimeout(20)
            self.assertIn(b"200", s.recv(1000))
            users(self.folder, "remove", name)
            text = b""
            while not text.endswith(b"0\r\n\r\n"):
                more = s.recv(4096)
                if not more:
                    break
                text += more

    @locks_out
    def test_an_unknown_name_takes_as_long_as_a_known_one(self):
        def work(name):
            """Of the server's processor: the clock tells of the machine's load, too."""
            def ticks():
                with open(f"/proc/{self.server.process.pid}/stat", encoding="ascii") as f:
                    return sum(map(int, f.read().rsplit(")", 1)[1].split()[11:13]))
            before = ticks()
            for _ in range(5):
                self.assertEqual(self.server.log_in_as(name, "wrong password").status, 401)
            return ticks() - before

        name = "计时者" + self.turn
        users(self.folder, "add", name, "--role", "reader", password=GOOD)
        known, unknown = work(name), work("无人计时" + self.turn)
        self.assertGreater(known, 5, "a password costs work")
        self.assertGreater(2 * unknown, known, "both hash")
        self.assertGreater(2 * known, unknown, "both hash")


if __name__ == "__main__":
    print("covers: server (suyuan serve --tls, suyuan users)")
    unittest.main()
