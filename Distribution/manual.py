"""Writes the manual page from the command's own help, so that it cannot say anything else."""
import json
import subprocess
import sys

command, version = sys.argv[1:3]


def said(*arguments):
    return subprocess.run([command, *arguments], capture_output=True, text=True, check=True).stdout


tree = json.loads(said("--experimental-dump-help"))["command"]


def text(words):
    """Escapes what troff would take for a request."""
    words = (words or "").replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in words.split("\n"))


def prose(words):
    """Paragraphs, in which indented lines, examples and tables, are kept as they are."""
    page, isKept = "", False
    for line in (words or "").split("\n"):
        if line.startswith("  ") != isKept:
            isKept = not isKept
            page += ".nf\n" if isKept else ".fi\n"
        page += (text(line) if line else ".PP") + "\n"
    return page + (".fi\n" if isKept else "")


def argument(one):
    names = ", ".join(("--" if name["kind"] == "long" else "-") + name["name"] for name in one.get("names", []))
    value = "" if one["kind"] == "flag" else f" <{one.get('valueName') or 'value'}>"
    head = (names + value) if names else f"<{one.get('valueName')}>"
    return f".TP\n\\fB{text(head)}\\fR\n{text(one.get('abstract'))}\n"


def section(one, path):
    page = f".SS \"{text(' '.join(path))}\"\n{text(one.get('abstract'))}\n"
    if one.get("discussion"):
        page += f".PP\n{prose(one['discussion'])}"
    page += "".join(argument(a) for a in one.get("arguments", []) if a.get("shouldDisplay", True))
    return page + "".join(section(s, path + [s["commandName"]]) for s in one.get("subcommands", []) if s["commandName"] != "help")


print(f'.TH PLUMBLINE 1 "" "plumbline {version}"')
print(".SH NAME\nplumbline \\- what to pair with exercise in chronic back pain, and why")
print(f".SH DESCRIPTION\n{text(tree.get('abstract'))}\n.PP\n{prose(tree.get('discussion'))}", end="")
print(".SH COMMANDS\n" + "".join(section(s, ["plumbline", s["commandName"]]) for s in tree["subcommands"] if s["commandName"] != "help"), end="")
print(".SH EXIT STATUS\n" + prose(said("help", "exit-codes")) + ".SH ENVIRONMENT\n" + prose(said("help", "environment")), end="")
print(".SH SEE ALSO\n/usr/share/doc/plumbline")
