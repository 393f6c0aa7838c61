"""How the line is read, and the first steps: settings, help, units and people."""
import json
import os
import subprocess

from cli_site import DONE, MISUSED, PROGRAM, Site, UNREACHABLE, WRONG


class Usage(Site):
    def test_unknown_option(self):
        self.assertIn("--nonsense", self.run_program("--nonsense", status=MISUSED).stderr)

    def test_no_verb(self):
        self.assertIn("cli.usage.no_verb", self.run_program(status=MISUSED).stderr)
        self.assertIn("cli.usage.no_verb", self.run_program("unit", status=MISUSED).stderr)

    def test_missing_option(self):
        self.assertIn("--name", self.run_program("unit", "add", "--code", "abc", status=MISUSED).stderr)

    def test_value_out_of_range(self):
        self.run_program("--workers", "many", "unit", "list", status=MISUSED)
        self.run_program("--workers", "100000", "unit", "list", status=MISUSED)

    def test_help_of_every_verb(self):
        verbs = ["serve", "init", "demo", "unit add", "unit list", "user add", "import documents", "import remedies", "export", "export remedies", "search", "reindex", "journal verify", "backup",
                 "restore", "doctor", "completion"]
        for verb in verbs:
            out = self.run_program(*verb.split(), "--help").stdout
            self.assertIn("用法: mingtang " + verb, out)
            self.assertNotRegex(out, r"(?m)^(Options|Positionals|Subcommands):")

    def test_version(self):
        self.assertRegex(self.run_program("--version").stdout, r"mingtang \d+\.\d+\.\d+")

    def test_reading_verbs_make_no_store(self):
        for verb in (["search", "x"], ["export"], ["doctor"], ["journal", "verify"], ["reindex"], ["unit", "list"]):
            self.run_program(*verb, status=UNREACHABLE)
        self.assertFalse(self.data.exists())

    def test_database_away(self):
        self.run_program("--database", "postgresql://127.0.0.1:1/none", "unit", "list", status=UNREACHABLE)

    def test_folder_that_cannot_be(self):
        blocked = self.folder / "file"
        blocked.write_text("x")
        self.run_program("init", "--admin", "root.admin", data=blocked / "data", status=UNREACHABLE)

    def test_file_environment_line(self):
        self.init()
        config = self.folder / "mingtang.toml"
        config.write_text('data = "/nowhere/of/file"\n')
        line = [PROGRAM, "--config", str(config), "unit", "list"]
        clean = {k: v for k, v in os.environ.items() if not k.startswith("MINGTANG_")}
        by_file = subprocess.run(line, capture_output=True, text=True, env=clean)
        self.assertIn("/nowhere/of/file", by_file.stderr)
        by_environment = subprocess.run(line, capture_output=True, text=True, env={**clean, "MINGTANG_DATA": str(self.data)})
        self.assertEqual(by_environment.returncode, DONE, by_environment.stderr)
        by_line = subprocess.run(line[:1] + ["--data", "/nowhere/of/line"] + line[1:], capture_output=True, text=True, env={**clean, "MINGTANG_DATA": str(self.data)})
        self.assertIn("/nowhere/of/line", by_line.stderr)

    def test_limits_of_an_address_are_settings(self):
        self.run_program("--requests-per-second", "0", "unit", "list", status=MISUSED)
        self.run_program("unit", "list", environment={"MINGTANG_CONNECTIONS_PER_ADDRESS": "many"}, status=MISUSED)

    def test_unknown_key_in_file(self):
        config = self.folder / "mingtang.toml"
        for written in (b"nonsense = 1\n", b"listen = \n", b"\xff\xfe", b"listen = 127.0.0.1:8080\n", b"[serve]\n"):
            config.write_bytes(written)
            self.assertIn("cli.settings.", self.run_program("--config", config, "unit", "list", status=MISUSED).stderr)

    def test_completion(self):
        script = self.folder / "completion.bash"
        script.write_text(self.run_program("completion", "bash").stdout)
        probe = f"source {script}; COMP_WORDS=(mingtang import documents --pub); COMP_CWORD=3; _mingtang; echo ${{COMPREPLY[@]}}"
        self.assertEqual(subprocess.run(["bash", "-c", probe], capture_output=True, text=True).stdout.strip(), "--publish")


class People(Site):
    def test_init_once(self):
        self.init()
        self.assertIn("cli.init.done_before", self.run_program("init", "--admin", "other.admin", status=WRONG).stderr)
        self.assertEqual(self.count("select count(*) from organ_person"), 1)
        self.assertEqual(self.count("select must_change_password from organ_person"), 1)

    def test_unit_twice_and_broken(self):
        self.init()
        self.run_program("unit", "add", "--code", "jiaoyu", "--name", "另一个", status=WRONG)
        self.run_program("unit", "add", "--code", "不行", "--name", "另一个", status=WRONG)
        self.run_program("unit", "add", "--code", "abc", "--name", "另一个", "--parent", "nobody", status=WRONG)
        self.run_program("unit", "add", "--code", "abc", "--name", "另一个", "--credit-code", "123", status=WRONG)
        codes = [json.loads(line)["code"] for line in self.run_program("unit", "list", "--json").stdout.splitlines()]
        self.assertEqual(codes, ["office", "jiaoyu"])

    def test_user_with_roles(self):
        self.init()
        out = self.run_program("user", "add", "--login", "li.si", "--name", "李四", "--unit", "jiaoyu", "--role", "filer", "--role", "reviewer@office").stdout
        self.assertIn("一次性密码", out)
        self.assertEqual(self.count("select count(*) from organ_grant g join organ_unit u on u.id = g.unit_id where (role, code) in (values ('filer','jiaoyu'),('reviewer','office'))"), 2)

    def test_user_refused_leaves_nothing(self):
        self.init()
        self.run_program("user", "add", "--login", "li.si", "--name", "李四", "--unit", "jiaoyu", "--role", "king", status=WRONG)
        self.run_program("user", "add", "--login", "li.si", "--name", "李四", "--unit", "jiaoyu", "--password-stdin", stdin="short\n", status=WRONG)
        self.assertEqual(self.count("select count(*) from organ_person where login = 'li.si'"), 0)
        out = self.run_program("user", "add", "--login", "li.si", "--name", "李四", "--unit", "jiaoyu", "--password-stdin", stdin="Good-2026-password\n").stdout
        self.assertNotIn("Good-2026", out)
