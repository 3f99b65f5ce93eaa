#!/usr/bin/env python3
"""exchange_test.py PROGRAM - a folder from which the server takes files into a case: real files dropped, told as jobs,
on again after a restart, off when switched off, and no folder that must not be taken from. Everybody is made up."""
import os
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

from serving import Server

PROGRAM = sys.argv.pop(1)
CASE = "/api/v1/cases/样"
HEAD = "案号,执行法院,被执行人姓名/名称,身份证号码/组织机构代码,立案时间,终本日期,执行标的,未履行金额\n"


def row(n):
    return HEAD + f"(2023)浙0699执{n}号,某县法院,样甲,330699198503150025,2023-01-10,2023-06-20,100000.00,80000.00\n"


class ExchangeTest(unittest.TestCase):
    def setUp(self):
        self.top = tempfile.TemporaryDirectory()
        self.cases = os.path.join(self.top.name, "cases")
        self.inbox = os.path.realpath(os.path.join(self.top.name, "in"))
        os.mkdir(self.cases)
        os.mkdir(self.inbox)
        data = os.path.join(self.top.name, "data")  # pools, and one model: it takes no time
        os.makedirs(os.path.join(data, "models"))
        for kind in ("profiles", "pools", "dict"):
            os.symlink(os.path.join(self.source(), kind), os.path.join(data, kind))
        os.symlink(os.path.join(self.source(), "models/vehicle-two-files"), os.path.join(data, "models/vehicle-two-files"))
        self.env = {"SUYUAN_DATA": data, "XDG_CONFIG_HOME": self.top.name}
        for name in ("样", "另"):
            subprocess.run([PROGRAM, "init", os.path.join(self.cases, name + ".suyuan")], check=True, stdout=subprocess.DEVNULL)
        self.start()

    @staticmethod
    def source():
        return os.path.realpath(os.path.join(os.path.dirname(__file__), "../.."))

    def start(self):
        self.server = Server(PROGRAM, "--cases", self.cases, env=self.env)
        self.server.log_in()

    def tearDown(self):
        self.server.stop()
        self.server.__exit__()
        self.top.cleanup()

    def set(self, folder, case=CASE):
        word = urllib.parse.quote(folder, safe="")
        return self.server.ask("POST", f"{case}/exchange/set/", b"{}", headers={"X-Suyuan-Token": self.server.token}, word=word)

    def put(self, name, text):
        path = os.path.join(self.inbox, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)

    def jobs(self):
        return [j for j in self.server.get("/api/v1/jobs").json["jobs"] if j["command"] == "watch"]

    def ended(self, n, seconds=60):
        """The n-th job for the folder, with its answer."""
        until = time.monotonic() + seconds
        while len([j for j in self.jobs() if j["state"] not in ("waiting", "running")]) < n:
            assert time.monotonic() < until, self.jobs()
            time.sleep(0.05)
        self.assertEqual(len(self.jobs()), n)
        return self.server.get(f"/api/v1/jobs/{self.jobs()[0]['id']}").json

    def told(self, job):
        return [(e["event"], e["file"]) for e in job["answer"]]

    def test_what_is_dropped_is_taken_told_and_taken_after_a_restart(self):
        answer = self.set(self.inbox)
        self.assertEqual((answer.status, answer.json["folder"], answer.json["problem"]), (200, self.inbox, None), answer.body)
        self.put("cases.csv", row(12))
        job = self.ended(1)
        self.assertEqual((job["state"], job["case"]), ("done", "样"), job)
        self.assertEqual(self.told(job)[:2], [("loaded", "cases.csv"), ("moved", "cases.csv")], job)
        self.assertIn("接受 1", job["answer"][0]["text"])
        self.assertTrue(os.path.exists(os.path.join(self.inbox, "done/cases.csv")))
        self.put("样.doc", "样")  # nobody knows what that is: it stays, and is said
        job = self.ended(2)
        self.assertEqual(job["state"], "failed", job)
        self.assertIn(("left", "样.doc"), self.told(job))
        self.assertTrue(os.path.exists(os.path.join(self.inbox, "样.doc")))
        os.remove(os.path.join(self.inbox, "样.doc"))
        self.server.stop()
        self.put("later.csv", row(13))
        self.start()
        self.assertIn(("loaded", "later.csv"), self.told(self.ended(1)))

    def test_switched_off_nothing_is_taken(self):
        self.set(self.inbox)
        self.put("cases.csv", row(12))
        self.ended(1)
        self.assertEqual(self.server.post(f"{CASE}/exchange/off").json["folder"], None)
        time.sleep(1.5)  # it looks each second
        self.put("more.csv", row(13))
        time.sleep(2.5)
        self.assertEqual(len(self.jobs()), 1)
        self.assertTrue(os.path.exists(os.path.join(self.inbox, "more.csv")))

    def test_no_folder_that_must_not_be_taken_from(self):
        link = os.path.join(self.top.name, "link")
        os.symlink(os.path.join(self.cases, "另.suyuan"), link)
        for folder in ("in", "../in", "/", self.cases, self.top.name, os.path.join(self.cases, "样.suyuan"), link,
                       os.path.join(self.cases, "另.suyuan/originals"), self.inbox + "/none", "/etc/passwd", "--help",
                       "/" + "a" * 5000, self.inbox + "/\n", "/proc/self/root/nowhere"):
            answer = self.set(folder)
            self.assertEqual(answer.status, 400, (folder, answer.body))
        self.assertEqual(self.server.get(f"{CASE}/exchange/show").json["folder"], None)
        self.assertEqual(self.set(self.inbox).status, 200)
        self.assertEqual(self.set(self.inbox, "/api/v1/cases/另").status, 400, "one folder, two cases")
        with open(os.path.join(self.cases, "样.suyuan/exchange.json"), "w", encoding="utf-8") as f:
            f.write('{"folder": "/etc", "who": "x"')
        self.put("cases.csv", row(12))
        time.sleep(2.5)
        self.assertEqual(self.jobs(), [])
        self.assertIn("exchange.json", self.server.get(f"{CASE}/exchange/show").json["problem"])


if __name__ == "__main__":
    print("covers: folders from which the server takes files into a case")
    unittest.main()
