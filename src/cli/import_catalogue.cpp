#include "cli/import_catalogue.hpp"

#include <fstream>
#include <set>

#include "base/text.hpp"
#include "catalogue/sheet.hpp"
#include "catalogue/standard.hpp"
#include "catalogue/store.hpp"
#include "cli/csv.hpp"
#include "cli/import_lines.hpp"
#include "cli/line.hpp"
#include "cli/words.hpp"
#include "scan/child.hpp"
#include "storage/savepoint.hpp"

namespace mingtang::cli {
namespace {

namespace fs = std::filesystem;

Outcome<std::map<std::string, std::string>> map_of(std::string const& typed) {
    auto ours = catalogue::sheet_columns();
    std::map<std::string, std::string> map;
    for (auto const& pair : text::split(typed, ',')) {
        auto equals = pair.find('=');
        auto name = text::trim(pair.substr(0, equals));
        if (equals == std::string::npos || std::find(ours.begin(), ours.end(), name) == ours.end())
            return Refusal{"cli.import.map", "", {{"pair", pair}}};
        map[name] = text::trim(pair.substr(equals + 1));
    }
    return map;
}

Outcome<catalogue::Grid> grid_of_csv(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(in), {}};
    if (!text::is_utf8(content)) return Refusal{"cli.import.catalogue_encoding", "", {{"file", file.string()}}};
    return csv_records(content);
}

/// Of the tables of a workbook the first one that has our heading.
Outcome<catalogue::Sheet> sheet_of_book(fs::path const& file, std::map<std::string, std::string> const& map) {
    Outcome<catalogue::Sheet> found = Refusal{"catalogue.sheet.no_heading"};
    for (auto const& table : scan::read_in_child(file).tables) {
        catalogue::Grid grid;
        for (auto const& row : table.rows) {
            auto& cells = grid.emplace_back();
            for (auto const& cell : row) cells.push_back(cell.text);
        }
        found = catalogue::read_sheet(grid, map);
        if (found) break;
    }
    return found;
}

Outcome<catalogue::Sheet> sheet_of(CatalogueOrder const& order) {
    auto map = map_of(order.map);
    if (!map) return map.error();
    if (fs::path(order.file).extension() == ".xlsx") return sheet_of_book(order.file, *map);
    auto grid = grid_of_csv(order.file);
    if (!grid) return grid.error();
    return catalogue::read_sheet(*grid, *map);
}

Lines::Line line_of(catalogue::SheetRow const& row) {
    json::object cells;
    for (auto const& [name, value] : row.cells) cells[name] = value;
    return {.number = row.line, .text = json::serialize(cells)};
}

class CatalogueImport {
  public:
    explicit CatalogueImport(CatalogueOrder const& order) : domain_(order.domain), rejects_(order.file) {}

    /// All rows in one transaction: a catalogue is not seen half new.
    void run(organ::Context& in, catalogue::Sheet const& sheet) {
        for (auto const& row : sheet.rows) {
            auto done = import_row(in, row);
            if (done) {
                ++counts_[int(*done)];
            } else {
                refused_.emplace_back(line_of(row), done.error());
            }
        }
        for (auto const& item : catalogue::store::items_of(in.tx, 0)) left_ += item.domain == domain_ && item.open;
        left_ = std::max(0LL, left_ - counts_[0] - counts_[1] - counts_[2]);
    }

    int say_summary(catalogue::Sheet const& sheet) {
        for (auto const& [line, refusal] : refused_) rejects_.add(line, refusal);
        say(words("import.catalogue.summary", {{"added", std::to_string(counts_[0])},
                                               {"changed", std::to_string(counts_[1])},
                                               {"unchanged", std::to_string(counts_[2])},
                                               {"rejected", std::to_string(rejects_.count())}}));
        if (left_) say(words("import.catalogue.left", {{"count", std::to_string(left_)}}));
        if (!sheet.unknown.empty()) say(words("import.catalogue.unknown", {{"columns", text::join(sheet.unknown, "、")}}));
        if (rejects_.count()) say(words("import.rejects", {{"file", rejects_.file().string()}}));
        return rejects_.count() ? Exit::wrong : Exit::done;
    }

  private:
    Outcome<catalogue::Imported> import_row(organ::Context& in, catalogue::SheetRow const& row) {
        auto item = catalogue::item_of(row);
        if (!item) return item.error();
        auto name = item->code.empty() ? item->level1 + "\n" + item->level2 : item->code;
        auto [before, first] = seen_.emplace(name, row.line);
        if (!first) return Refusal{"cli.import.twice", "", {{"line", std::to_string(before->second)}}};
        storage::Savepoint part(in.tx);
        auto done = catalogue::import_item(in, domain_, std::move(*item));
        if (done) part.keep();
        return done;
    }

    std::string domain_;
    Rejects rejects_;
    std::map<std::string, long long> seen_;
    std::vector<std::pair<Lines::Line, Refusal>> refused_;
    long long counts_[3]{}, left_ = 0;
};

}  // namespace

int import_catalogue(app::Config const& config, CatalogueOrder const& order) {
    if (!fs::is_regular_file(order.file)) return refuse({"cli.file.missing", "", {{"file", order.file}}}, Exit::unreachable);
    auto ending = fs::path(order.file).extension();
    if (ending != ".csv" && ending != ".xlsx") return refuse({"cli.import.catalogue_type", "", {{"file", order.file}}}, Exit::misused);
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    auto sheet = sheet_of(order);
    if (!sheet) return refuse(sheet.error(), sheet.error().code == "cli.import.map" ? Exit::misused : Exit::wrong);
    if (sheet->rows.empty()) return refuse({"cli.import.catalogue_empty", "", {{"file", order.file}}});
    CatalogueImport import(order);
    auto actor = organ::Actor::of_system("import");
    auto done = organ::act((*store)->environment(), actor, [&](organ::Context& in) -> Done {
        auto domain = catalogue::open_domain(in, order.domain, order.name);
        if (!domain) return domain.error();
        import.run(in, *sheet);
        return {};
    });
    if (!done) return refuse(done.error());
    return import.say_summary(*sheet);
}

}  // namespace mingtang::cli
