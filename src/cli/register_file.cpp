#include "cli/register_file.hpp"

#include <fstream>

#include "base/text.hpp"
#include "cli/csv.hpp"
#include "cli/line.hpp"
#include "cli/words.hpp"
#include "organ/store.hpp"
#include "scan/child.hpp"
#include "storage/savepoint.hpp"

namespace mingtang::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t batch = 500;

std::string content_of(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Lines::Line line_of(long long number, Cells const& cells) {
    json::object row;
    for (auto const& [name, value] : cells) row[name] = value;
    return {.number = number, .text = json::serialize(row)};
}

std::vector<RegisterLine> lines_of_csv(fs::path const& file) {
    std::vector<RegisterLine> lines;
    long long number = 1;
    for (auto& cells : csv_rows(content_of(file))) {
        auto line = line_of(++number, cells);
        lines.push_back({std::move(line), std::move(cells)});
    }
    return lines;
}

Outcome<Cells> cells_of(Lines::Line const& line) {
    auto object = object_of(line);
    if (!object) return object.error();
    Cells cells;
    for (auto const& [name, value] : *object)
        if (!value.is_null()) cells[std::string(name)] = value.is_string() ? std::string(value.get_string()) : json::serialize(value);
    return cells;
}

std::vector<RegisterLine> lines_of_json(fs::path const& file) {
    std::vector<RegisterLine> lines;
    Lines from(file);
    while (auto line = from.next()) {
        auto cells = cells_of(*line);
        lines.push_back({std::move(*line), std::move(cells)});
    }
    return lines;
}

/// The first table whose first row names the key column.
std::vector<RegisterLine> lines_of_sheet(fs::path const& file, std::string const& key_column) {
    std::vector<RegisterLine> lines;
    for (auto const& table : scan::read_in_child(file).tables) {
        std::vector<std::string> heading;
        if (!table.rows.empty())
            for (auto const& cell : table.rows[0]) heading.push_back(text::trim(cell.text));
        if (std::find(heading.begin(), heading.end(), key_column) == heading.end()) continue;
        for (std::size_t y = 1; y < table.rows.size(); ++y) {
            Cells cells;
            for (std::size_t x = 0; x < std::min(heading.size(), table.rows[y].size()); ++x)
                cells[heading[x]] = text::trim(table.rows[y][x].text);
            auto line = line_of(static_cast<long long>(y) + 1, cells);
            lines.push_back({std::move(line), std::move(cells)});
        }
        break;
    }
    return lines;
}

using Take = std::function<Outcome<int>(organ::Context& in, Id unit_id, Cells& cells)>;

class RegisterImport {
  public:
    RegisterImport(app::Store& store, Id unit_id, fs::path const& file, Take const& take)
        : store_(store), unit_id_(unit_id), rejects_(file), take_(take) {}

    void run(std::vector<RegisterLine> lines) {
        for (std::size_t from = 0; from < lines.size(); from += batch) write(lines, from, std::min(from + batch, lines.size()));
    }
    int say_summary(char const* summary) const {
        say(words(summary, {{"added", std::to_string(counts_[0])},
                            {"changed", std::to_string(counts_[1])},
                            {"unchanged", std::to_string(counts_[2])},
                            {"rejected", std::to_string(rejects_.count())}}));
        if (rejects_.count()) say(words("import.rejects", {{"file", rejects_.file().string()}}));
        return rejects_.count() ? Exit::wrong : Exit::done;
    }

  private:
    void write(std::vector<RegisterLine>& lines, std::size_t from, std::size_t to) {
        auto actor = organ::Actor::of_system("import");
        std::vector<std::pair<Lines::Line, Refusal>> refused;
        (void)organ::act(store_.environment(), actor, [&](organ::Context& in) -> Done {
            for (auto i = from; i < to; ++i) {
                auto done = take_one(in, lines[i]);
                if (done) {
                    ++counts_[*done];
                } else {
                    refused.emplace_back(lines[i].line, done.error());
                }
            }
            return {};
        });
        for (auto const& [line, refusal] : refused) rejects_.add(line, refusal);
    }
    Outcome<int> take_one(organ::Context& in, RegisterLine& one) {
        if (!one.cells) return one.cells.error();
        storage::Savepoint part(in.tx);
        auto done = take_(in, unit_id_, *one.cells);
        if (done) part.keep();
        return done;
    }

    app::Store& store_;
    Id unit_id_;
    Rejects rejects_;
    Take const& take_;
    long long counts_[3]{};
};

}  // namespace

Outcome<std::vector<RegisterLine>> register_lines(std::string const& file, std::string const& key_column) {
    if (!fs::is_regular_file(file)) return Refusal{"cli.file.missing", "", {{"file", file}}};
    auto ending = fs::path(file).extension().string();
    if (ending != ".csv" && ending != ".jsonl" && ending != ".xlsx") return Refusal{"cli.import.register_type", "", {{"file", file}}};
    auto lines = ending == ".csv" ? lines_of_csv(file) : ending == ".jsonl" ? lines_of_json(file) : lines_of_sheet(file, key_column);
    if (lines.empty()) return Refusal{"cli.import.register_empty", "", {{"file", file}}};
    return lines;
}

int import_register(app::Config const& config, std::string const& file, std::string const& unit_code, std::string const& key_column,
                    char const* summary, Take const& take) {
    auto lines = register_lines(file, key_column);
    if (!lines) {
        auto const& code = lines.error().code;
        return refuse(lines.error(), code == "cli.file.missing"           ? Exit::unreachable
                                     : code == "cli.import.register_type" ? Exit::misused
                                                                          : Exit::wrong);
    }
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    std::optional<organ::Unit> unit;
    {
        auto tx = (*store)->database().read();
        unit = organ::store::unit_by_code(tx, unit_code);
    }
    if (!unit) return refuse({"cli.unit.unknown", "", {{"unit", unit_code}}});
    RegisterImport import(**store, unit->id, file, take);
    import.run(std::move(*lines));
    return import.say_summary(summary);
}

}  // namespace mingtang::cli
