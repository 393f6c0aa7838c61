"""The same verbs on PostgreSQL: the address as an operator writes it, dump and restore by PostgreSQL's own programs."""
from private_postgres import PrivatePostgres
from cli_site import Site, UNREACHABLE, document


class Postgres(Site):
    @classmethod
    def setUpClass(cls):
        cls.server = PrivatePostgres()

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()

    def setUp(self):
        super().setUp()
        self.name = "site_" + self.folder.name[-8:].lower()
        self.server.tool("createdb", "--maintenance-db", self.server.url(), self.name)
        self.environment = {"MINGTANG_DATABASE": self.server.url(self.name)}

    def run_program(self, *arguments, environment=None, **more):
        return super().run_program(*arguments, environment={**self.environment, **(environment or {})}, **more)

    def test_from_init_to_a_restored_copy(self):
        self.init()
        file = self.write_lines([document(n) for n in range(1, 8)])
        self.run_program("import", "documents", file, "--unit", "jiaoyu", "--publish")
        self.assertEqual([hit["title"] for hit in self.search("\"第3号事项\"")][:1], ["关于第3号事项的通知"])
        self.assertIn("日志完整", self.run_program("journal", "verify").stdout)
        self.run_program("doctor")
        self.run_program("reindex")
        self.assertFalse((self.data / "mingtang.db").exists())

        backup = self.folder / "site.zip"
        told = self.run_program("backup", backup).stdout
        self.assertIn("pg_dump", told)
        dump = self.folder / "site.dump"
        self.server.tool("pg_dump", "-Fc", "-f", dump, self.server.url(self.name))
        other = self.name + "_copy"
        self.server.tool("createdb", "--maintenance-db", self.server.url(), other)
        self.server.tool("pg_restore", "-d", self.server.url(other), dump)
        there = {"environment": {"MINGTANG_DATABASE": self.server.url(other)}, "data": self.folder / "copy"}
        self.run_program("restore", backup, **there)
        self.run_program("journal", "verify", **there)
        self.run_program("doctor", **there)
        out = self.run_program("search", "办理办法", "--json", **there).stdout
        self.assertEqual(len(out.splitlines()), 7)

    def test_the_password_is_never_told(self):
        wrong = self.server.url(self.name).replace("mingtang:", "mingtang:not-", 1)
        told = self.run_program("unit", "list", environment={"MINGTANG_DATABASE": wrong}, status=UNREACHABLE)
        self.assertNotIn("not-nur", told.stdout + told.stderr)
        self.init()
        for line in (["doctor"], ["backup", self.folder / "site.zip"]):
            told = self.run_program(*line)
            self.assertNotIn("nur", told.stdout + told.stderr)
