#!/usr/bin/env python3
"""exchange_test.py PROGRAM - a folder from which the server takes files into a case: real files dropped, told as jobs,
on again after a restart, off when switched off, and no folder that must not be taken from. Everybody is made up."""
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

from serving import Server, freeze, running, wait_for

PROGRAM = sys.argv.pop(1)
CASE = "/api/v1/cases/样"
HEAD = "案号,执行法院,被执行人姓名/名称,身份证号码/组织机构代码,立案时间,终本日期,执行标的,未履行金额\n"


def row(n):
    return HEAD + f"(2023)浙0699执{n}号,某县法院,样甲,330699198503150025,2023-01-10,2023-06-20,100000.00,80000.00\n"
VEHICLE = "号牌号码,所有人,身份证明号码,机动车状态,初次登记日期,检验有效期止\n浙D00001,样甲,330699198503150025,A,2020-03-02,2027-03-31\n"


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
        if self.server.process.poll() is None:
            self.server.stop()
        self.top.cleanup()

    def set(self, folder, case=CASE, run=None):
        word = urllib.parse.quote(folder, safe="")
        body = json.dumps({"options": {"run": run} if run else {}}).encode()
        return self.server.ask("POST", f"{case}/exchange/set/", body, headers={"X-Suyuan-Token": self.server.token}, word=word)

    def shown(self):
        return self.server.get(f"{CASE}/exchange/show").json

    def events(self):
        return [(a["event"], a["file"]) for a in self.shown()["arrivals"]]

    def watching(self):
        """Processes that take files into the case."""
        return running(["watch", self.inbox])

    def wait_for(self, what, seconds=60):
        wait_for(what, seconds, told=lambda: (self.jobs(), self.shown()))

    def kill(self):
        self.server.process.send_signal(signal.SIGKILL)
        self.server.process.wait()
        self.server.process.stdout.close()
        wait_for(lambda: not self.watching(), 20, told=lambda: "it goes on behind the server's back")

    def put(self, name, text):
        path = os.path.join(self.inbox, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)

    def jobs(self):
        return [j for j in self.server.get("/api/v1/jobs").json["jobs"] if j["command"] == "watch"]

    def ended(self, n, seconds=60):
        """The n-th job for the folder, with its answer."""
        wait_for(lambda: len([j for j in self.jobs() if j["state"] not in ("waiting", "running")]) >= n, seconds, told=self.jobs)
        self.assertEqual(len(self.jobs()), n)
        return self.server.get(f"/api/v1/jobs/{self.jobs()[0]['id']}").json

    def told(self, job):
        """A command that fails says so at the end, as every command does; the rest are events."""
        *events, last = job["answer"]
        if job["state"] == "failed":
            self.assertEqual(list(last), ["error"], last)
        else:
            events.append(last)
        return [(e["event"], e["file"]) for e in events]

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

    def test_a_server_killed_in_a_load_loses_nothing_and_loads_nothing_twice(self):
        n = 80_000
        rows = "from,to,time,amount\n" + "".join(f"A{i % 900},B{i % 700},2024-01-{i % 28 + 1:02d},{i + 1}.00\n" for i in range(n))
        self.set(self.inbox)
        self.put("rows.csv", rows)
        proved = 0
        for wait in (None, 0.3):
            if wait is None:
                freeze(["watch", self.inbox])
            else:
                self.wait_for(self.watching)
                time.sleep(wait)
            proved += os.path.exists(os.path.join(self.inbox, "rows.csv"))  # not put away yet
            self.kill()
            self.start()
        self.assertGreater(proved, 0, "no kill hit a load")
        self.wait_for(lambda: not self.watching() and all(j["state"] == "done" for j in self.jobs()) and
                      ("moved", "rows.csv") in self.events())
        self.assertEqual(os.listdir(os.path.join(self.inbox, "done")), ["rows.csv"])
        self.assertEqual(sum(e == ("moved", "rows.csv") for e in self.events()), 1)
        told = self.server.get(f"{CASE}/entries", account="A0", limit="1").json
        self.assertEqual(len(told["entries"]) + told["left_out"], n // 900 + 1, "each row once")
        self.assertEqual(self.server.get(f"{CASE}/verify").json["ok"], True)

    def test_models_that_a_kill_kept_from_running_run_after_it(self):
        self.set(self.inbox)
        self.put("cases.csv", row(12))
        self.ended(1)
        log = os.path.join(self.cases, "样.suyuan/arrivals.jsonl")
        with open(log, encoding="utf-8") as f:
            lines = f.readlines()
        self.assertEqual(json.loads(lines[-1])["event"], "ended")
        self.server.stop()
        self.start()
        time.sleep(1.7)  # it looks each second
        self.assertEqual(self.jobs(), [], "all was done: nothing to make up for")
        self.kill()
        with open(log, "w", encoding="utf-8") as f:  # as a kill leaves it before the models have run
            f.writelines(lines[:-1])
            f.write('{"time":"2026-01-15T09:3')
        self.start()
        self.assertEqual(self.ended(1)["state"], "done")

    def test_the_models_that_were_said_run_and_what_came_is_told_after_a_restart(self):
        for run, ran in ((["vehicle-two-files"], [("ran", None)]), (["none"], [])):
            answer = self.set(self.inbox, run=run)
            self.assertEqual((answer.status, answer.json["run"]), (200, [r for r in run if r != "none"]), answer.body)
            self.put(f"{run[0]}.csv", row(len(run[0])))
            self.put(f"机动车登记/{run[0]}.csv", VEHICLE)
            self.ended(1 if ran else 2)
            self.assertEqual([e for e in self.events() if e[0] == "ran"][-1:], ran or [("ran", None)])
        self.assertEqual(sum(e[0] == "ran" for e in self.events()), 1, self.events())
        told = self.shown()["arrivals"]
        self.assertIn("接受 1", told[0]["text"])
        self.server.stop()
        self.start()
        self.assertEqual(self.shown()["arrivals"], told)
        self.assertEqual(self.set(self.inbox, run=["no-such-model"]).status, 400)
        self.assertEqual(self.set(self.inbox, run=["--help"]).status, 400)
        self.assertEqual(self.shown()["run"], [], "what was refused changes nothing")

    def test_switched_off_nothing_is_taken(self):
        self.set(self.inbox)
        self.put("cases.csv", row(12))
        self.ended(1)
        self.assertEqual(self.server.post(f"{CASE}/exchange/off").json["folder"], None)
        time.sleep(1.2)  # it looks each second
        self.put("more.csv", row(13))
        time.sleep(1.7)
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
        self.assertEqual(self.shown()["folder"], None)
        self.assertEqual(self.set(self.inbox).status, 200)
        self.assertEqual(self.set(self.inbox, "/api/v1/cases/另").status, 400, "one folder, two cases")
        with open(os.path.join(self.cases, "样.suyuan/exchange.json"), "w", encoding="utf-8") as f:
            f.write('{"folder": "/etc", "who": "x"')
        self.put("cases.csv", row(12))
        time.sleep(1.7)
        self.assertEqual(self.jobs(), [])
        self.assertIn("exchange.json", self.shown()["problem"])

    def test_a_folder_that_is_gone_is_said_and_taken_from_when_it_is_there_again(self):
        self.set(self.inbox)
        os.rename(self.inbox, self.inbox + "-away")
        self.assertEqual((self.shown()["folder"], "没有这个文件夹" in self.shown()["problem"]), (self.inbox, True))
        time.sleep(1.2)
        os.rename(self.inbox + "-away", self.inbox)
        self.put("cases.csv", row(12))
        self.assertEqual(self.ended(1)["state"], "done")
        self.assertEqual(self.shown()["problem"], None)


if __name__ == "__main__":
    print("covers: folders from which the server takes files into a case")
    unittest.main()
