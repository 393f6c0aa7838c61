#pragma once
#include <functional>
#include <memory>
#include <string>

#include "app/config.hpp"
#include "app/parts.hpp"
#include "base/outcome.hpp"
#include "cli/verb.hpp"

/// The commands of the line: one file per verb. Results go to stdout, everything else to stderr.
namespace mingtang::cli {

enum Exit {
    done = 0,
    wrong = 1,        // the work found something wrong, or a part of it failed
    misused = 2,      // the line itself cannot be read
    unreachable = 3,  // database, folder, address
};

/// What the line says: the settings, and the work of the verb that was named.
struct Line {
    app::Config config;
    std::function<int()> work;
};

/// Reads file, environment and line (the later winning) and does the work. Returns the exit status.
int run(int argc, char** argv);

/// Each adds its verb with its options; the verb's callback sets `line.work`.
void add_serve(Verb app, Line& line);
void add_init(Verb app, Line& line);
void add_demo(Verb app, Line& line);
void add_unit(Verb app, Line& line);
void add_user(Verb app, Line& line);
void add_import(Verb app, Line& line);
void add_export(Verb app, Line& line);
void add_search(Verb app, Line& line);
void add_reindex(Verb app, Line& line);
void add_journal(Verb app, Line& line);
void add_log(Verb app, Line& line);
void add_witness(Verb app, Line& line);
void add_mail(Verb app, Line& line);
void add_backup(Verb app, Line& line);
void add_restore(Verb app, Line& line);
void add_doctor(Verb app, Line& line);
void add_scan(Verb app, Line& line);
void add_redact(Verb app, Line& line);
void add_law(Verb app, Line& line);
void add_catalogue(Verb app, Line& line);
void add_report(Verb app, Line& line);
void add_supervise(Verb app, Line& line);
void add_clocks(Verb app, Line& line);
void add_completion(Verb app, Line& line);

/// The store of the settings as it is; refuses `cli.store.missing` where none has been set up: reading verbs make no empty one.
Outcome<std::unique_ptr<app::Store>> existing_store(app::Config const& config);

/// Tells the refusal on stderr, with its article and code; returns `status`.
int refuse(Refusal const& refusal, int status = Exit::wrong);

/// A password from the first line of stdin, or a one-time password that `say_password` prints.
struct FirstPassword {
    std::string text;
    bool one_time = true;
};
FirstPassword first_password(bool from_stdin);
void say_password(std::string const& login, FirstPassword const& password);

}  // namespace mingtang::cli
