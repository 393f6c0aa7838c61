// leaks CASES [--misses KIND]: recall and precision by kind of the leak scanner on cases of bench/leaks.py (a line each, JSON), and its
// speed on one core. A find is right when it is of the case's kind and shares at least half of its characters with what was to be found.
#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>

#include "base/text.hpp"
#include "scan/find/shown.hpp"

namespace mingtang::bench {
namespace {

using scan::Finding;

struct Gold {
    std::string kind, place;
    std::size_t start = 0, end = 0;
    bool met = false;
};

struct Case {
    std::string about;
    scan::Reading reading;
    std::vector<Gold> gold;
};

struct Figures {
    std::size_t expected = 0, met = 0, found = 0, right = 0, certain = 0, certain_right = 0;
};

std::string place_of(std::size_t row, std::size_t column) { return std::to_string(row) + ":" + std::to_string(column); }

scan::Table table_of(boost::json::object const& row) {
    scan::Table table{std::string(row.at("caption").as_string()), {}};
    for (auto const& cells : row.at("rows").as_array()) {
        table.rows.emplace_back();
        for (auto const& cell : cells.as_array())
            table.rows.back().push_back({place_of(table.rows.size() - 1, table.rows.back().size()), std::string(cell.as_string()), ""});
    }
    return table;
}

Case parse(std::string const& line) {
    auto row = boost::json::parse(line).as_object();
    Case one{std::string(row.at("about").as_string()), {}, {}};
    if (row.contains("rows"))
        one.reading.tables.push_back(table_of(row));
    else
        one.reading.passages.push_back({"text", std::string(row.at("text").as_string()), ""});
    for (auto const& value : row.at("gold").as_array()) {
        auto const& gold = value.as_array();
        auto a = gold[1].to_number<std::size_t>(), b = gold[2].to_number<std::size_t>();
        bool cell = !one.reading.tables.empty();
        auto end = cell ? text::length(one.reading.tables[0].rows[a][b].text) : b;
        one.gold.push_back({std::string(gold[0].as_string()), cell ? place_of(a, b) : "text", cell ? 0 : a, end});
    }
    return one;
}

bool meets(Finding const& finding, Gold const& gold) {
    if (to_text(finding.kind) != gold.kind || finding.place != gold.place) return false;
    auto from = std::max(finding.start, gold.start), to = std::min(finding.end, gold.end);
    auto all = std::max(finding.end, gold.end) - std::min(finding.start, gold.start);
    return to > from && 2 * (to - from) >= all;
}

std::string text_at(Case const& one, std::string const& place) {
    for (auto const& passage : one.reading.passages)
        if (passage.place == place) return passage.text;
    for (auto const& table : one.reading.tables)
        for (auto const& row : table.rows)
            for (auto const& cell : row)
                if (cell.place == place) return cell.text;
    return {};
}

void judge(Case& one, std::vector<Finding> const& findings, std::map<std::string, Figures>& figures, std::string_view shown) {
    auto show = [&](char const* what, std::string const& kind, std::string const& place, std::size_t start, std::size_t end) {
        auto text = text_at(one, place);
        if (shown == kind || shown == "all")
            std::printf("%s %s [%s] %s | %.240s\n", what, kind.c_str(), one.about.c_str(), scan::part(text, start, end).c_str(),
                        text.c_str());
    };
    for (auto const& finding : findings) {
        std::string kind(to_text(finding.kind));
        auto gold = std::find_if(one.gold.begin(), one.gold.end(), [&](auto const& g) { return !g.met && meets(finding, g); });
        bool right = gold != one.gold.end();
        if (right) gold->met = true;
        auto& sum = figures[kind];
        ++sum.found;
        sum.right += right;
        sum.certain += finding.certainty == scan::Certainty::certain;
        sum.certain_right += right && finding.certainty == scan::Certainty::certain;
        if (!right) show("wrong ", kind, finding.place, finding.start, finding.end);
    }
    for (auto const& gold : one.gold) {
        ++figures[gold.kind].expected;
        figures[gold.kind].met += gold.met;
        if (!gold.met) show("missed", gold.kind, gold.place, gold.start, gold.end);
    }
}

double megabytes_per_second(scan::Detector const& detector, std::string const& text) {
    auto begun = std::chrono::steady_clock::now();
    std::size_t bytes = 0, found = 0;
    double seconds = 0;
    while (seconds < 1.5) {
        found += detector.find(scan::Passage{"", text, ""}).size();
        bytes += text.size();
        seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    }
    return found == std::size_t(-1) ? 0 : double(bytes) / 1e6 / seconds;
}

void measure_speed(scan::Detector const& detector, std::vector<Case> const& cases) {
    std::string dense, plain;
    for (auto const& one : cases)
        for (auto const& passage : one.reading.passages) {
            dense += passage.text + "\n";
            if (one.about == "prose" || one.about.starts_with("secrecy as") || one.about.starts_with("document numbers"))
                plain += passage.text + "\n";
        }
    for (auto* text : {&dense, &plain}) {
        std::string once = *text;
        while (!once.empty() && text->size() < (8u << 20)) *text += once;
    }
    std::printf("speed, one core: %.0f MB/s of cases, %.0f MB/s of ordinary text\n", megabytes_per_second(detector, dense),
                megabytes_per_second(detector, plain));
}

double share(std::size_t part, std::size_t whole) { return whole == 0 ? 1 : double(part) / double(whole); }

}  // namespace

int run(int count, char** words) {
    if (count < 2) return std::fprintf(stderr, "usage: leaks CASES [--misses KIND|all]\n"), 2;
    std::string_view shown = count > 3 && std::strcmp(words[2], "--misses") == 0 ? words[3] : "";
    scan::Detector detector(scan::Settings::packed());
    std::vector<Case> cases;
    std::ifstream in(words[1]);
    for (std::string line; std::getline(in, line);) cases.push_back(parse(line));
    std::map<std::string, Figures> figures;
    for (auto& one : cases) judge(one, detector.find(one.reading), figures, shown);
    std::printf("%zu cases\n%-26s %8s %8s %8s %10s %10s\n", cases.size(), "kind", "expected", "found", "recall", "precision", "certain");
    for (auto const& [kind, sum] : figures)
        std::printf("%-26s %8zu %8zu %8.4f %10.4f %5zu/%zu\n", kind.c_str(), sum.expected, sum.found, share(sum.met, sum.expected),
                    share(sum.right, sum.found), sum.certain_right, sum.certain);
    measure_speed(detector, cases);
    return 0;
}

}  // namespace mingtang::bench

int main(int count, char** words) { return mingtang::bench::run(count, words); }
