"""complete.py SHELL PLUMBLINE LINE...: what zsh or fish makes of each line when Tab is pressed at its end, one a line.

The shell runs in a terminal of its own, without anybody's settings, in the current folder.
"""
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import time

shell, plumbline, *lines = sys.argv[1:]
# Control-X shows the line as it is, and empties it.
SETTINGS = {
    "zsh": ["unsetopt zle_bracketed_paste prompt_sp", "fpath=({folder} $fpath)", "autoload -Uz compinit && compinit -u -D",
            "shown() {{ print -r -- \"<<$BUFFER>>\"; BUFFER=; }}", "zle -N shown && bindkey '^X' shown", "PROMPT=; print re''ady"],
    "fish": ["function fish_prompt; end", "function shown; echo '<<'(commandline)'>>'; commandline ''; end", "bind \\cx shown",
             "source {folder}/plumbline.fish", "echo re''ady"],
}
START = {"zsh": ["zsh", "-f", "-i"], "fish": ["fish", "--no-config", "-i"]}
FILE = {"zsh": "_plumbline", "fish": "plumbline.fish"}
PATIENCE = 60


class Terminal:
    def __init__(self, words, environment):
        self.process, self.file = pty.fork()
        if self.process == 0:
            os.execvpe(words[0], words, environment)
        self.text = ""

    def send(self, text):
        os.write(self.file, text.encode())

    def wait(self, pattern):
        """The first match in what the shell has written since the last one."""
        end = time.monotonic() + PATIENCE
        while True:
            if found := re.search(pattern, self.text):
                self.text = self.text[found.end():]
                return found
            if time.monotonic() > end or not select.select([self.file], [], [], 1)[0] and time.monotonic() > end:
                sys.exit(f"{shell} did not answer; it wrote: {self.text[-2000:]!r}")
            if select.select([self.file], [], [], 0)[0]:
                self.text += os.read(self.file, 65536).decode("utf-8", "replace")


with tempfile.TemporaryDirectory() as folder:
    with open(f"{folder}/{FILE[shell]}", "wb") as file:
        file.write(subprocess.run([plumbline, "--generate-completion-script", shell], capture_output=True, check=True).stdout)
    os.symlink(os.path.abspath(plumbline), f"{folder}/plumbline")
    environment = {"PATH": f"{folder}:{os.environ['PATH']}", "HOME": folder, "TERM": "dumb", "LC_ALL": "C.UTF-8",
                   "PLUMBLINE_RULES": os.environ.get("PLUMBLINE_RULES", "")}
    terminal = Terminal(START[shell], environment)
    for setting in SETTINGS[shell]:
        terminal.send(setting.format(folder=folder) + "\r")
    terminal.wait("ready")
    for line in lines:
        terminal.send(f"{line}\t\x18")
        print(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", terminal.wait(r"<<([^\r\n]*?)>>")[1]), flush=True)
    os.close(terminal.file)
