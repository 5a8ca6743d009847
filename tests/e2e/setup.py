#!/usr/bin/env python3
"""`./run setup` on machines of several kinds, with stand-ins for the package tools: what is
asked of them, and what is told where they are not."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# What ./run itself may call, on any machine.
PLAIN_TOOLS = ["bash", "cat", "cmp", "cp", "dirname", "env", "rm", "mktemp", "nproc"]


def packages(*sets):
    rows = [line.split(None, 2) for line in
            (ROOT / "packages.txt").read_text().splitlines()
            if line and not line.startswith("#")]
    return {row[1]: row[2] for row in rows if row[0] in sets}


class Setup(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        for name in ("run", "packages.txt"):
            shutil.copy(ROOT / name, self.folder)
        self.lock = self.folder / "tests/web/package-lock.json"
        self.lock.parent.mkdir(parents=True)
        self.lock.write_text("{}")
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        for tool in PLAIN_TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool))
        self.log = self.folder / "log"
        self.log.touch()

    def tool(self, name, body):
        path = self.bin / name
        path.write_text(f"#!/bin/bash\n{body}\n")
        path.chmod(0o755)

    def debian(self, installed, fresh=True, user=0, provided=""):
        """A Debian whose package lists are fresh or empty, used by that user id. One of
        the installed packages provides others too."""
        (self.folder / "installed").write_text(
            "".join(f"install ok installed, {p}, \n" for p in installed) +
            "deinstall ok config-files, git, \n" +
            f"install ok installed, other, {provided}\n")
        (self.folder / "lists").write_text("fresh" if fresh else "")
        log = f'echo "{{}} $*" >>"{self.log}"'
        self.tool("dpkg-query", f'cat "{self.folder}/installed"')
        self.tool("apt-cache", f'[ -s "{self.folder}/lists" ]')
        self.tool("apt-get", log.format("apt-get") +
                  f'\nif [ "$1" = update ]; then echo fresh >"{self.folder}/lists"; fi\n'
                  f'[ -s "{self.folder}/lists" ]')
        self.tool("npm", f'{log.format("npm")}\n{shutil.which("mkdir")} -p node_modules')
        self.tool("id", f"echo {user}")

    def setup(self, *sets):
        return subprocess.run(["bash", self.folder / "run", "setup", *sets],
                              env={"PATH": str(self.bin)}, capture_output=True, text=True)

    def asked(self):
        return self.log.read_text().splitlines()

    def test_elsewhere_every_package_is_named_and_nothing_is_done(self):
        done = self.setup("build", "font")
        self.assertEqual(done.returncode, 2)
        for package, purpose in packages("build", "font").items():
            self.assertIn(f"  {package}: {purpose}", done.stderr)
        self.assertNotIn("qpdf", done.stderr)

    def test_nothing_is_asked_where_nothing_is_missing(self):
        self.debian(packages("build", "library", "font"))
        done = self.setup("build", "library", "font")
        self.assertEqual((done.returncode, done.stderr, self.asked()), (0, "", []))

    def test_only_what_is_missing_is_installed(self):
        wanted = packages("build", "test")
        self.debian(set(wanted) - {"cmake", "qpdf"})
        self.assertEqual(self.setup("build", "test").returncode, 0)
        self.assertEqual(self.asked()[0],
                         "apt-get install -y -q --no-install-recommends cmake qpdf")

    def test_what_another_package_provides_is_not_missing(self):
        self.debian(set(packages("test")) - {"npm", "jing"},
                    provided="npm (= 10.8), jing-trang, nodejs-dev")
        self.assertEqual(self.setup("test").returncode, 0)
        self.assertEqual(self.asked()[0],
                         "apt-get install -y -q --no-install-recommends jing")

    def test_npm_is_asked_when_the_lock_file_changed(self):
        self.debian(packages("build", "test"))
        for lock, asked in (("{}", 1), ("{}", 1), ("{ }", 2)):
            self.lock.write_text(lock)
            self.assertEqual(self.setup("test").returncode, 0)
            self.assertEqual(self.asked(), ["npm ci --no-progress"] * asked)
        self.assertEqual(self.setup("build").returncode, 0)
        self.assertEqual(len(self.asked()), 2)

    def test_a_failure_of_npm_is_told(self):
        self.debian(packages("test"))
        self.tool("npm", "echo offline >&2; exit 1")
        done = self.setup("test")
        self.assertEqual(done.returncode, 3)
        self.assertIn("offline", done.stderr)
        self.assertFalse((self.lock.parent / "node_modules").exists())

    def test_empty_lists_are_updated_first(self):
        self.debian([], fresh=False)
        self.assertEqual(self.setup("ci").returncode, 0)
        self.assertEqual([line.split()[1] for line in self.asked()], ["update", "install"])

    def test_a_user_installs_by_sudo(self):
        self.debian([], user=1000)
        self.tool("sudo", f'echo sudo >>"{self.log}"; exec "$@"')
        self.assertEqual(self.setup("ci").returncode, 0)
        self.assertEqual(self.asked(), [
            "sudo", "apt-get install -y -q --no-install-recommends clang-format git"])

    def test_without_sudo_the_command_is_named(self):
        self.debian([], user=1000)
        done = self.setup("ci")
        self.assertEqual((done.returncode, self.asked()), (3, []))
        self.assertIn("apt-get install clang-format", done.stderr)


class Packages(unittest.TestCase):
    def test_every_library_of_the_build_has_its_package(self):
        """Each pkg-config name in the build files belongs to a package of the list."""
        if not shutil.which("dpkg"):
            self.skipTest("no dpkg here")
        names = set()
        for path in [*ROOT.glob("pipeline/*/CMakeLists.txt"), ROOT / "tests/CMakeLists.txt"]:
            words = path.read_text().replace(")", " ) ").split()
            for i, word in enumerate(words):
                if word in ("PACKAGES", "gijiroku_package(${target}"):
                    for name in words[i + 1:]:
                        if name == ")" or name.isupper():
                            break
                        names.add(name)
        listed = packages("library", "test")
        for name in sorted(names - {"${target}"}):
            found = subprocess.run(["pkg-config", "--variable=pcfiledir", name],
                                   capture_output=True, text=True)
            self.assertEqual(found.returncode, 0, name)
            file = Path(found.stdout.strip()) / f"{name}.pc"
            owner = subprocess.run(["dpkg", "-S", str(file)], capture_output=True,
                                   text=True).stdout.split(":")[0]
            self.assertIn(owner, listed, f"{name} comes from {owner}")


if __name__ == "__main__":
    unittest.main()
