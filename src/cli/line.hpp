#pragma once
#include <functional>
#include <memory>
#include <string>

#include "app/config.hpp"
#include "app/parts.hpp"
#include "base/outcome.hpp"

namespace CLI {
class App;
}

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
void add_serve(CLI::App& app, Line& line);
void add_init(CLI::App& app, Line& line);
void add_demo(CLI::App& app, Line& line);
void add_unit(CLI::App& app, Line& line);
void add_user(CLI::App& app, Line& line);
void add_import(CLI::App& app, Line& line);
void add_export(CLI::App& app, Line& line);
void add_search(CLI::App& app, Line& line);
void add_reindex(CLI::App& app, Line& line);
void add_journal(CLI::App& app, Line& line);
void add_log(CLI::App& app, Line& line);
void add_witness(CLI::App& app, Line& line);
void add_mail(CLI::App& app, Line& line);
void add_backup(CLI::App& app, Line& line);
void add_restore(CLI::App& app, Line& line);
void add_doctor(CLI::App& app, Line& line);
void add_scan(CLI::App& app, Line& line);
void add_redact(CLI::App& app, Line& line);
void add_law(CLI::App& app, Line& line);
void add_catalogue(CLI::App& app, Line& line);
void add_report(CLI::App& app, Line& line);
void add_supervise(CLI::App& app, Line& line);
void add_clocks(CLI::App& app, Line& line);
void add_completion(CLI::App& app, Line& line);

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
