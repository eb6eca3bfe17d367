"""Writes what is linked into the command and the service as a CycloneDX list: the packages with the versions that were built in, and their
licences."""
import json
import re
import subprocess
import sys

version = sys.argv[1]
packages = sorted({pair for manifest in ("Package.swift", "Service/Package.swift")
                   for pair in re.findall(r'url: "https://github.com/([^"]+?)(?:\.git)?", exact: "([^"]+)"', open(manifest).read())})
debian = {"liblua5.4-dev": ("lua", "MIT"), "libsqlite3-dev": ("sqlite", "blessing"), "libssl-dev": ("openssl", "Apache-2.0"), "zlib1g-dev": ("zlib", "Zlib")}
parts = [{"type": "library", "name": name, "version": number, "purl": f"pkg:github/{name}@{number}",
          "licenses": [{"license": {"id": "Apache-2.0"}}]} for name, number in packages]
for package, (name, licence) in debian.items():
    number = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True).stdout
    parts.append({"type": "library", "name": name, "version": number, "purl": f"pkg:deb/debian/{package}@{number}",
                  "licenses": [{"license": {"id": licence}}]})
swift = subprocess.run(["swiftc", "--version"], capture_output=True, text=True).stdout.split("Swift version ")[1].split()[0]
parts.append({"type": "library", "name": "swift-runtime", "version": swift, "licenses": [{"license": {"id": "Apache-2.0"}}]})
print(json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
                  "metadata": {"component": {"type": "application", "name": "plumbline", "version": version}},
                  "components": sorted(parts, key=lambda part: part["name"])}, indent=1, sort_keys=True))
