"""`idx repl` on a real terminal of its own, whose screen an independent emulator (pyte) keeps."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time

import pyte
import pytest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MODEL = os.path.join(ROOT, "stdlib/models/hdi/hdi.idx")
UP, LEFT, HOME, END = "\x1b[A", "\x1b[D", "\x1b[H", "\x1b[F"


class Terminal:
    def __init__(self, folder, *arguments, width=80, height=24):
        self.screen = pyte.Screen(width, height)
        self.stream = pyte.ByteStream(self.screen)
        environment = {
            "PATH": os.environ["PATH"], "TERM": "xterm-256color", "HOME": str(folder),
            "XDG_STATE_HOME": str(folder / "state"), "LANG": "C.UTF-8",
        }
        self.child, self.file = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            os.execvpe(os.environ["IDX"], ["idx", "repl", *arguments], environment)
        self.resize(width, height)

    def resize(self, width, height):
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.screen.resize(height, width)

    def read(self, wait):
        if not select.select([self.file], [], [], wait)[0]:
            return False
        try:
            data = os.read(self.file, 65536)
        except OSError:
            return False
        self.stream.feed(data)
        return bool(data)

    @property
    def lines(self):
        lines = [line.rstrip() for line in self.screen.display]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def until(self, holds, seconds=20):
        end = time.time() + seconds
        while not holds(self.lines):
            assert time.time() < end, "\n".join(self.lines)
            self.read(0.05)
        while self.read(0.05):
            pass
        return self.lines

    def type(self, text):
        os.write(self.file, text.encode())

    def enter(self, text):
        """Does `text` and returns what stands below it once there is another prompt."""
        self.type(text)
        shown = self.until(lambda lines: lines[-1] != "idx>")
        count = len(shown)
        self.type("\r")
        self.until(lambda lines: lines[-1] == "idx>" and len(lines) > count)
        start = max(i for i, line in enumerate(self.lines[:-1]) if line.startswith(("idx> ", "...> ")))
        return self.lines[start + 1:-1]

    def leave(self):
        self.type("\x04")
        while self.read(2):
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])


@pytest.fixture
def terminal(tmp_path):
    opened = []

    def start(*arguments, **options):
        opened.append(Terminal(tmp_path, *arguments, **options))
        opened[-1].until(lambda lines: lines and lines[-1] == "idx>")
        return opened[-1]

    yield start
    for one in opened:
        try:
            os.kill(one.child, signal.SIGKILL)
            os.waitpid(one.child, 0)
        except (ProcessLookupError, ChildProcessError):
            pass


def test_evaluates_and_leaves(terminal):
    t = terminal(MODEL)
    assert t.enter('hdi.score["NOR", Year: "2021"]') == ["0.9610864"]
    assert t.enter("it * 2") == ["1.922173"]
    assert t.leave() == 0


def test_an_error_is_the_status(terminal):
    t = terminal(MODEL)
    assert t.enter("hdi.scor")[0] == "error[E0207]: the evaluation hdi has no `scor`"
    assert t.leave() == 1


def test_edits(terminal):
    t = terminal()
    t.type("2 + 3" + LEFT * 4 + "0")
    assert t.until(lambda lines: lines[-1] == "idx> 20 + 3")
    assert t.enter("") == ["23"]
    t.type(UP)
    t.until(lambda lines: lines[-1] == "idx> 20 + 3")
    assert t.enter(HOME + "-" + END + "0") == ["10"]


def test_kills_yanks_and_takes_back(terminal):
    t = terminal()
    t.type("12 + 30" + "\x17" + HOME + "\x19" + " + ")
    t.until(lambda lines: lines[-1] == "idx> 30 + 12 +")
    assert t.enter(END + "1") == ["43"]
    t.type("5 + 6" + "\x15")
    t.until(lambda lines: lines[-1] == "idx>")
    t.type("\x1f")
    t.until(lambda lines: lines[-1] == "idx> 5 + 6")
    assert t.enter("") == ["11"]


def test_long_results_are_cut(terminal, tmp_path):
    (tmp_path / "t.csv").write_text("k,v\n" + "".join(f"k{i},{i}\n" for i in range(100_000)))
    t = terminal()
    t.enter('data t from "t.csv" { key k defines K  column v }')
    assert t.enter("t.v")[-1] == "(99990 more rows: :set rows all shows them)"
    t.enter(":set rows 3")
    assert t.enter("t.v")[-1] == "(99997 more rows: :set rows all shows them)"


def test_what_goes_wrong_leaves_the_session(terminal, tmp_path):
    (tmp_path / "t.csv").write_text("k,v\na,1\nb,3\n")
    t = terminal(height=60)
    t.enter('data t from "t.csv" { key k defines K  column v }')
    assert t.enter("let most = max(t.v, over K)") == ["3"]
    (tmp_path / "t.csv").unlink()
    t.enter("let far = repeat x = 1 at most 5 while x < 1e9 { x + 1 }")
    assert any("did not settle" in line for line in t.lines), t.lines
    assert any("`t.csv` changed on the disk" in line for line in t.lines), t.lines
    assert t.enter("most + min(t.v, over K)") == ["4"]
    assert "no file `t.csv`" in t.enter(":reload")[0]
    assert t.enter("most + min(t.v, over K)") == ["4"]


def test_entries_of_several_lines(terminal):
    t = terminal()
    t.type("let a = (1 +\r")
    t.until(lambda lines: lines[-1] == "...>")
    assert t.enter("2)")[-1] == "3"


def test_pasted_lines_are_one_entry(terminal):
    t = terminal()
    t.type("\x1b[200~let a = 4\nlet b = a * 2\x1b[201~")
    t.until(lambda lines: lines[-1].endswith("let b = a * 2"))
    t.type("\r")
    t.until(lambda lines: lines[-1] == "idx>")
    assert t.lines[-3:] == ["4", "8", "idx>"]


def test_completes(terminal):
    t = terminal(MODEL)
    t.type("hdi.sc\t")
    t.until(lambda lines: any(line == "idx> hdi.score" for line in lines))
    t.type('["NOR", Year: "2021"]\r')
    t.until(lambda lines: lines[-2:] == ["0.9610864", "idx>"])


def test_history_is_searched_and_kept(terminal):
    t = terminal()
    assert t.enter("1 + 41") == ["42"]
    assert t.enter("7") == ["7"]
    assert t.leave() == 0
    t = terminal()
    t.type("\x1241")
    t.until(lambda lines: any("1 + 41" in line for line in lines))
    t.type("\r")
    t.until(lambda lines: "42" in lines)


def test_wide_characters(terminal):
    t = terminal()
    assert t.enter('"北京" ') == ['"北 京 "'.replace("北 京 ", "北京")] or "北" in t.lines[-2]
    t.type('let 城市 = 3' + LEFT + "1")
    t.until(lambda lines: lines[-1].replace(" ", "").endswith("let城市=13"))
    assert t.enter("")[-1] == "13"


def test_resizes(terminal):
    t = terminal(width=60)
    t.type("1 + " * 12 + "1")
    t.until(lambda lines: lines[-1].endswith("1"))
    t.resize(30, 24)
    os.kill(t.child, signal.SIGWINCH)
    while t.read(0.3):
        pass
    assert "".join(line for line in t.lines if "+" in line or line == "1").count("1 +") >= 11
    assert t.enter("")[-1] == "13"


def test_interrupts_what_takes_long(terminal, tmp_path):
    (tmp_path / "t.csv").write_text("k,v\n" + "".join(f"k{i},{i}\n" for i in range(50_000)))
    t = terminal()
    t.enter('data t from "t.csv" { key k defines K  column v }')
    assert t.enter("let kept = 5") == ["5"]
    t.type("let far = repeat x = t.v at most 1000000 while min(x, over K) >= 0 { x * 0.5 + 1 }\r")
    time.sleep(1)
    t.type("\x03")
    t.until(lambda lines: lines[-1] == "idx>")
    assert any("stopped" in line for line in t.lines), t.lines
    assert t.enter("kept") == ["5"]


def test_interrupts_a_completion(terminal, tmp_path):
    lets = "".join(f"let a{i} = a{i - 1} + 1\n" for i in range(1, 20_000))
    (tmp_path / "m.idx").write_text("let a0 = 0\n" + lets)
    t = terminal("m.idx")
    t.type("1 + a19999 + a")
    t.until(lambda lines: lines[-1] == "idx> 1 + a19999 + a")
    t.type("\t")
    time.sleep(0.05)
    t.type("\x03")
    # The line is still there, and what is typed then follows it.
    t.type("0")
    t.until(lambda lines: lines[-1] == "idx> 1 + a19999 + a0")
    t.type("\x03")
    t.until(lambda lines: lines[-1] == "idx>")
    assert t.enter("7") == ["7"]


def test_ctrl_c_drops_the_line(terminal):
    t = terminal()
    t.type("1 + 1\x03")
    t.until(lambda lines: lines[-1] == "idx>")
    assert t.enter("2") == ["2"]


def test_changed_files_are_noticed(terminal, tmp_path):
    model = tmp_path / "m.idx"
    model.write_text("let a = 1\n")
    t = terminal("m.idx")
    assert t.enter("a") == ["1"]
    time.sleep(0.05)
    model.write_text("let a = 20\n")
    t.enter("a")
    assert any("`m.idx` changed on the disk" in line for line in t.lines), t.lines
    t.enter(":reload")
    assert t.enter("a")[-1] == "20"


def test_the_terminal_is_left_as_it_was(tmp_path):
    before = subprocess.run(
        ["script", "-qec", f"stty -a > a; {os.environ['IDX']} repl < /dev/tty; stty -a > b", "/dev/null"],
        cwd=tmp_path, input=b"1\n\x04", stdout=subprocess.DEVNULL, timeout=30, check=False)
    assert before.returncode == 0
    assert (tmp_path / "a").read_text() == (tmp_path / "b").read_text()
