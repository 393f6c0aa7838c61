#include <fstream>
#include <iostream>

#include "base/json.hpp"
#include "cli/line.hpp"
#include "cli/words.hpp"
#include "organ/store.hpp"
#include "reports/annual.hpp"
#include "reports/checks.hpp"
#include "reports/files.hpp"
#include "reports/store.hpp"
#include "reports/taken.hpp"
#include "scan/child.hpp"
#include "view/view.hpp"

namespace mingtang::cli {
namespace {

struct Asked {
    std::string file, before, unit, output, format = "json";
    int year = 0;
    bool as_json = false, with_below = false;
};

Outcome<reports::AnnualReport> read(std::string const& file, int year = 0) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) return Refusal{"cli.file.missing", "", {{"file", file}}};
    return reports::read_report_file(file, std::filesystem::path(file).filename().string(), scan::this_program, year);
}

int told(Refusal const& refusal) { return refuse(refusal, refusal.code == "cli.file.missing" ? Exit::unreachable : Exit::wrong); }

int check(Asked const& asked) {
    auto report = read(asked.file, asked.year);
    if (!report) return told(report.error());
    std::optional<reports::AnnualReport> before;
    if (!asked.before.empty()) {
        auto last = read(asked.before);
        if (!last) return told(last.error());
        // Pages and workbooks do not say whose they are in a place of its own.
        bool same_unit = last->unit == report->unit || last->unit.empty() || report->unit.empty();
        if (last->year + 1 != report->year || !same_unit) return refuse("cli.report.not_before", Exit::misused);
        before = *last;
    }
    auto found = reports::disagreements(*report, before ? &*before : nullptr);
    if (asked.as_json) {
        json::array list;
        for (auto const& one : found) {
            json::array cells;
            for (auto const& cell : one.cells) cells.push_back(json::string(cell));
            list.push_back(
                json::object{{"check", one.check}, {"code", one.said.code}, {"cells", cells}, {"message", view::sentence(one.said)}});
        }
        say(json::serialize(list));
    } else {
        for (auto const& one : found)
            say(words("report.line", {{"check", std::to_string(one.check)}, {"message", view::sentence(one.said)}}));
        say(words(found.empty() ? "report.sound" : "report.sum",
                  {{"unit", report->unit.empty() ? std::filesystem::path(asked.file).filename().string() : report->unit},
                   {"year", std::to_string(report->year)},
                   {"count", std::to_string(found.size())}}));
        if (!before) say(words("report.no_year_before"));
    }
    return found.empty() ? Exit::done : Exit::wrong;
}

/// The unit, and all below it where that is asked for.
std::vector<Id> units_of(storage::Transaction& tx, organ::Unit const& unit, bool with_below) {
    std::vector<Id> ids{unit.id};
    if (!with_below) return ids;
    auto all = organ::store::all_units(tx);
    for (std::size_t i = 0; i < ids.size(); ++i)
        for (auto const& other : all)
            if (other.parent_id == ids[i]) ids.push_back(other.id);
    return ids;
}

/// The report as it is kept, as it would be from what was typed, or from the registers alone.
reports::AnnualReport report_of(storage::Transaction& tx, organ::Unit const& unit, Asked const& asked) {
    auto kept = asked.with_below ? std::nullopt : reports::store::of_unit(tx, unit.id, asked.year);
    if (kept) return reports::compose(tx, unit, *kept).whole;
    return reports::annual_report(tx, units_of(tx, unit, asked.with_below), unit.name, asked.year);
}

int write_out(std::string const& content, std::string const& output) {
    if (output.empty()) {
        std::cout << content << std::flush;
        return Exit::done;
    }
    std::ofstream out(output, std::ios::binary | std::ios::trunc);
    out << content;
    out.close();
    if (!out) return refuse({"cli.file.unwritable", "", {{"file", output}}}, Exit::unreachable);
    return Exit::done;
}

int annual(app::Config const& config, Asked const& asked) {
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    std::optional<reports::AnnualReport> report;
    {
        auto tx = (*store)->database().read();
        auto unit = organ::store::unit_by_code(tx, asked.unit);
        if (!unit) return refuse({"cli.unit.unknown", "", {{"unit", asked.unit}}});
        report = report_of(tx, *unit, asked);
    }
    auto file = reports::file_of(*report, asked.format, scan::this_program);
    return file ? write_out(file->content, asked.output) : refuse(file.error());
}

}  // namespace

void add_report(Verb app, Line& line) {
    auto verb = app.add_verb("report", words("help.report"));
    auto asked = std::make_shared<Asked>();
    auto checking = verb.add_verb("check", words("help.report.check"));
    checking.footer(words("help.report.check.footer"));
    checking.add_option("file", asked->file, words("help.report.file")).required().type_name("FILE");
    checking.add_option("--before", asked->before, words("help.report.before")).type_name("FILE");
    checking.add_option("--year", asked->year, words("help.report.check.year")).range(2008, 2199).type_name("YEAR");
    checking.add_flag("--json", asked->as_json, words("help.report.json"));
    auto making = verb.add_verb("annual", words("help.report.annual"));
    making.footer(words("help.report.annual.footer"));
    making.add_option("--unit", asked->unit, words("help.report.unit")).required().type_name("CODE");
    making.add_option("--year", asked->year, words("help.report.year")).required().range(2008, 2199).type_name("YEAR");
    auto format = making.add_option("--format", asked->format, words("help.report.format"));
    std::vector<std::string> formats;
    for (auto const& one : reports::file_formats()) formats.push_back(one.name);
    format.one_of(formats);
    making.add_option("--output", asked->output, words("help.report.output")).type_name("FILE");
    making.add_flag("--with-below", asked->with_below, words("help.report.with_below"));
    making.callback([&line, asked] { line.work = [&line, asked] { return annual(line.config, *asked); }; });
    checking.callback([&line, asked] { line.work = [asked] { return check(*asked); }; });
}

}  // namespace mingtang::cli
