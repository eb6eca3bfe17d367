"""Prints what a screen reader is given of a page: a line for each node, its role and its name, indented by depth.

Usage: accessibility.py PAGE [WIDTH]
A last line says how wide the page is beside how wide the window is; then every request for something else.
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from browser import Browser  # noqa: E402

page = "file://" + os.path.abspath(sys.argv[1])
browser = Browser(int(sys.argv[2]) if len(sys.argv) > 2 else 1000, 1000)
try:
    browser.open(page)
    for node in browser.tree():
        level = f" {node['level']}" if node["level"] and node["role"] == "heading" else ""
        print("  " * node["depth"] + node["role"] + level + (f": {node['name']}" if node["name"] else ""))
    size = browser.size()
    print(f"width {size[0]} in {size[1]}")
    for address in browser.requests:
        if address != page:
            print(f"request: {address}")
finally:
    browser.close()
