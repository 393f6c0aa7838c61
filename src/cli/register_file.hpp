#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "cli/import_lines.hpp"
#include "organ/context.hpp"

namespace mingtang::cli {

/// The cells of a row by the names of the columns.
using Cells = std::map<std::string, std::string>;

/// A row of a register and where it stands in the file.
struct RegisterLine {
    Lines::Line line;
    Outcome<Cells> cells;
};

/// The rows of a register kept as CSV, JSON Lines or a spreadsheet (the first table whose heading names `key_column`), by the file's
/// ending. Refuses cli.file.missing, cli.import.register_type, cli.import.register_empty.
Outcome<std::vector<RegisterLine>> register_lines(std::string const& file, std::string const& key_column);

/// Takes a register in, some hundred rows a transaction; what is refused goes to `FILE.rejects.jsonl`, what was added, changed or left is
/// counted and told by the sentence `summary`. `take` answers 0 added, 1 changed, 2 unchanged. Returns the exit status.
int import_register(app::Config const& config, std::string const& file, std::string const& unit_code, std::string const& key_column,
                    char const* summary, std::function<Outcome<int>(organ::Context& in, Id unit_id, Cells& cells)> const& take);

}  // namespace mingtang::cli
