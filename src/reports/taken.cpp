#include "reports/taken.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fstream>

#include "base/text.hpp"
#include "reports/form.hpp"
#include "reports/wan.hpp"
#include "scan/child.hpp"

namespace mingtang::reports {
namespace {

constexpr std::uintmax_t most_bytes = 20u << 20;
constexpr std::size_t application_columns = 7, dispute_columns = 15;

using Texts = std::vector<std::string>;

/// Without blanks, quotes as one kind: forms are retyped in many ways.
std::string plain(std::string const& words) {
    std::string out;
    for (std::size_t at = 0; at < words.size();) {
        auto c = text::next(words, at);
        if (c == U' ' || c == U'\n' || c == U'\t' || c == U'\r' || c == U'　' || c == U'\u00A0') continue;
        if (c == U'(') c = U'（';
        if (c == U')') c = U'）';
        if (c == U'．' || c == U'、') c = U'.';
        if (c == U'"' || c == U'”') c = U'“';
        text::append(out, c);
    }
    return out;
}

bool is_blank(std::string const& typed) { return typed.empty() || typed == "/" || typed == "—" || typed == "-" || typed == "无"; }

bool is_figure(std::string typed) {
    std::erase(typed, ',');
    return is_blank(typed) || (typed.find_first_not_of("0123456789.") == std::string::npos);
}

class Tables {
  public:
    explicit Tables(AnnualReport& report) : report_(report) {}
    std::optional<Refusal> refusal;
    bool found = false;

    void read(scan::Table const& table) {
        auto rows = rows_of(table);
        is_older_ = holds(rows, form().head("older"));
        bool applications = holds(rows, form().rows.front().match), disputes = !applications && holds(rows, form().results.front().label);
        for (auto const& row : rows) {
            if (applications) application(row);
            if (!applications && !disputes) first_table(row);
        }
        if (disputes) read_disputes(rows);
        found |= applications;
    }

  private:
    /// Without what is empty at the end of all rows.
    static std::vector<Texts> rows_of(scan::Table const& table) {
        std::vector<Texts> rows;
        std::size_t width = 0;
        for (auto const& row : table.rows) {
            auto& cells = rows.emplace_back();
            for (auto const& cell : row) {
                if (cell.hidden == "under_merged_cell") continue;
                cells.push_back(plain(cell.text));
            }
            for (std::size_t i = 0; i < cells.size(); ++i)
                if (!cells[i].empty()) width = std::max(width, i + 1);
        }
        for (auto& row : rows)
            if (row.size() > width) row.resize(width);
        return rows;
    }
    static bool holds(std::vector<Texts> const& rows, std::string const& words) {
        auto sought = plain(words);
        return std::any_of(rows.begin(), rows.end(), [&](Texts const& row) {
            return std::any_of(row.begin(), row.end(), [&](std::string const& cell) { return cell.find(sought) != std::string::npos; });
        });
    }
    Cell figure(std::string typed, std::string const& place) {
        std::erase(typed, ',');
        if (is_blank(typed)) return {};
        long long number = 0;
        auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
        if (error == std::errc() && end == typed.data() + typed.size()) return number;
        if (!refusal) refusal = Refusal{"reports.read.bad_cell", "", {{"cell", words_of_cell(place)}, {"value", text::shorten(typed, 40)}}};
        return {};
    }
    /// The words before the figures of a row.
    static std::string label_of_row(Texts const& row, std::size_t figures) {
        std::string label;
        for (std::size_t i = 0; i + figures < row.size(); ++i) label += row[i];
        return label;
    }
    void application(Texts const& row) {
        if (row.size() <= application_columns) return;
        auto label = label_of_row(row, application_columns);
        if (row.size() > application_columns && !std::all_of(row.end() - application_columns, row.end(), is_figure)) return;
        auto read_row = [&](std::string const& key) {
            Row cells;
            for (std::size_t i = 0; i < application_columns; ++i)
                cells[i] = figure(row[row.size() - application_columns + i], "t3." + key + "." + form().columns[i].key);
            return cells;
        };
        for (auto const& entry : form().rows) {
            if (label.find(plain(entry.match)) == std::string::npos || report_.applications.contains(entry.key)) continue;
            report_.applications[entry.key] = read_row(entry.key);
            return;
        }
        // The older form has one row for the three of （六）.
        if (label.find(plain(label_of_group("r6_1_no_correction"))) != std::string::npos &&
            !report_.applications.contains("r6_1_no_correction"))
            report_.other_handling = read_row("r6_3_other");
    }
    static std::string label_of_group(std::string_view key) {
        for (auto const& row : form().rows)
            if (row.key == key) return row.group;
        return {};
    }
    void first_table(Texts const& row) {
        if (row.size() < 2) return;
        for (auto const& block : form().blocks)
            for (auto const& entry : block.rows)
                if (row[0] == plain(entry.label)) return first_table_row(row, entry, block.columns.size());
    }
    void first_table_row(Texts const& row, Entry const& entry, std::size_t columns) {
        Texts figures(row.begin() + 1, row.end());
        if (!std::all_of(figures.begin(), figures.end(),
                         [](auto const& cell) { return is_figure(cell) || cell.starts_with("增") || cell.starts_with("减"); }))
            return;
        report_.has_decisions = true;
        if (columns == 1) {
            auto name = "t2." + entry.key;
            // The older form counts projects before and their change; the decisions stand last.
            // A cell that spans three places may be read as one and two empty ones.
            auto blanks = [](std::string const& typed) { return typed.empty(); };
            if (!is_older_ && std::count_if(figures.begin(), figures.end(), blanks) + 1 == std::ptrdiff_t(figures.size()))
                std::erase_if(figures, blanks);
            if (entry.key == "fee_wan") return fee(figures.back());
            *report_.documents_at(name) = figure(figures.back(), name);
            return;
        }
        for (std::size_t i = 0; i < std::min(figures.size(), form().made.size()); ++i) {
            auto name = "t2." + entry.key + "." + form().made[i].key;
            *report_.documents_at(name) = figure(figures[i], name);
        }
    }
    void fee(std::string const& typed) {
        if (is_blank(typed)) return;
        auto fen = fen_of_wan(typed);
        // Spreadsheets keep binary numbers: 96171.6 comes back as 96171.60000000001.
        if (!fen && is_figure(typed) && std::strtod(typed.c_str(), nullptr) < 1e11)
            fen = std::llround(std::strtod(typed.c_str(), nullptr) * 1e6);
        if (fen) {
            report_.fee_fen = *fen;
        } else if (!refusal) {
            refusal = Refusal{"reports.read.bad_cell", "", {{"cell", words_of_cell("t2.fee_wan")}, {"value", text::shorten(typed, 40)}}};
        }
    }
    /// The row of fifteen figures.
    void read_disputes(std::vector<Texts> const& rows) {
        for (auto const& row : rows) {
            if (row.size() < dispute_columns || !std::all_of(row.end() - dispute_columns, row.end(), is_figure)) continue;
            auto at = row.end() - dispute_columns;
            for (auto const& dispute : form().disputes)
                for (auto const& result : form().results) {
                    auto key = dispute.key + "_" + result.key;
                    report_.disputes[key] = figure(*at++, "t4." + key);
                }
            return;
        }
    }

    AnnualReport& report_;
    bool is_older_ = false;
};

int year_in(std::string const& words) {
    for (auto at = words.find("年"); at != std::string::npos; at = words.find("年", at + 1)) {
        if (at < 4) continue;
        int year = 0;
        auto [end, error] = std::from_chars(words.data() + at - 4, words.data() + at, year);
        if (error == std::errc() && end == words.data() + at && year >= 2008 && year <= 2199) return year;
    }
    return 0;
}

/// Paragraphs under the headings of the form, by the number that begins them.
std::map<std::string, std::string> sections_of(scan::Reading const& reading) {
    std::map<std::string, std::string> sections;
    std::string now;
    for (auto const& passage : reading.passages) {
        if (!passage.hidden.empty()) continue;
        auto words = text::trim(passage.text);
        auto heading = std::find_if(form().sections.begin(), form().sections.end(), [&](Entry const& entry) {
            return text::length(words) <= 40 && plain(words).starts_with(plain(entry.label.substr(0, std::string("一、").size())));
        });
        if (heading != form().sections.end()) {
            now = heading->key;
            continue;
        }
        if (!now.empty() && !words.empty()) sections[now] += (sections[now].empty() ? "" : "\n") + words;
    }
    return sections;
}

void look_for_year(scan::Reading const& reading, AnnualReport& report) {
    for (auto const& passage : reading.passages)
        if (report.year == 0) report.year = year_in(passage.text);
    for (auto const& table : reading.tables)
        for (auto const& row : table.rows)
            for (auto const& cell : row)
                if (report.year == 0) report.year = year_in(cell.text);
}

std::string content_of(std::filesystem::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string ending_of(std::string const& name) {
    auto ending = std::filesystem::path(name).extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return ending;
}

}  // namespace

Outcome<AnnualReport> read_tables(scan::Reading const& reading, int year) {
    AnnualReport report{.year = year};
    Tables tables(report);
    for (auto const& table : reading.tables) tables.read(table);
    if (tables.refusal) return *tables.refusal;
    if (!tables.found) return Refusal{"reports.read.no_table"};
    look_for_year(reading, report);
    if (report.year == 0) return Refusal{"reports.read.no_year"};
    if (report.other_handling)
        for (auto const& row : form().rows)
            if (row.key.starts_with("r6_")) report.applications[row.key].fill(0);
    if (auto sections = sections_of(reading); !sections.empty()) report.sections = std::move(sections);
    return report;
}

Outcome<AnnualReport> read_report_file(std::filesystem::path const& file, std::string const& name, std::string_view reader, int year) {
    std::error_code error;
    auto size = std::filesystem::file_size(file, error);
    if (error || size > most_bytes) return Refusal{"reports.read.too_large", "", {{"limit", std::to_string(most_bytes >> 20)}}, "file"};
    auto ending = ending_of(name);
    if (ending == ".json") return read_annual_report(content_of(file));
    if (ending != ".html" && ending != ".htm" && ending != ".xlsx" && ending != ".docx")
        return Refusal{"reports.read.type", "", {}, "file"};
    return read_tables(scan::read_in_child(file, {}, reader), year);
}

}  // namespace mingtang::reports
