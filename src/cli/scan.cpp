#include <atomic>
#include <thread>
#include <unordered_map>

#include "base/json.hpp"
#include "cli/line.hpp"
#include "cli/scan_settings.hpp"
#include "cli/words.hpp"
#include "scan/child.hpp"
#include "scan/detector.hpp"
#include "scan/words.hpp"

namespace mingtang::cli {
namespace {

namespace fs = std::filesystem;

struct Question {
    std::vector<std::string> files;
    bool as_json = false, text = false;
};

struct Scanned {
    scan::Reading reading;
    std::vector<scan::Finding> findings;
    bool missing = false;
};

/// Offsets within a line or a cell become offsets within the plain text file.
void count_from_the_beginning(scan::Reading const& reading, std::vector<scan::Finding>& findings) {
    std::unordered_map<std::string_view, std::size_t> before;
    auto note = [&](auto const& run) {
        if (run.offset > 0) before.emplace(run.place, run.offset);
    };
    for (auto const& passage : reading.passages) note(passage);
    for (auto const& table : reading.tables)
        for (auto const& row : table.rows)
            for (auto const& cell : row) note(cell);
    for (auto& finding : findings)
        if (auto found = before.find(finding.place); found != before.end()) finding.start += found->second, finding.end += found->second;
}

Scanned scanned(std::string const& file, scan::Detector const* detector) {
    std::error_code trouble;
    if (!fs::is_regular_file(file, trouble)) return {.missing = true};
    Scanned done{.reading = scan::read_in_child(fs::path(file))};
    done.findings = done.reading.findings;
    if (detector == nullptr) return done;
    auto found = detector->find(done.reading);
    count_from_the_beginning(done.reading, found);
    done.findings.insert(done.findings.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    done.reading = {};
    return done;
}

/// All files, some at a time; in the order in which they were named.
std::vector<Scanned> scanned(app::Config const& config, Question const& question) {
    std::vector<Scanned> all(question.files.size());
    auto detector = question.text ? nullptr : std::make_unique<scan::Detector const>(scan_settings(config));
    std::atomic<std::size_t> next = 0;
    auto work = [&] {
        for (std::size_t i; (i = next++) < all.size();) all[i] = scanned(question.files[i], detector.get());
    };
    std::vector<std::jthread> others;
    auto threads = std::min<std::size_t>({std::max(1u, std::thread::hardware_concurrency()), all.size(), 16});
    for (std::size_t i = 1; i < threads; ++i) others.emplace_back(work);
    work();
    return others.clear(), std::move(all);
}

void say_json(Question const& question, std::vector<Scanned> const& all) {
    json::array list;
    for (std::size_t i = 0; i < all.size(); ++i)
        for (auto const& finding : all[i].findings)
            list.push_back(json::object{{"file", question.files[i]},
                                        {"kind", to_text(finding.kind)},
                                        {"place", finding.place},
                                        {"start", finding.start},
                                        {"end", finding.end},
                                        {"masked", finding.masked},
                                        {"certainty", to_text(finding.certainty)}});
    say(json::serialize(list));
}

void say_findings(Question const& question, std::vector<Scanned> const& all) {
    std::vector<std::vector<std::string>> rows{
        {words("scan.file"), words("scan.place"), words("scan.kind"), words("scan.value"), words("scan.certainty")}};
    for (std::size_t i = 0; i < all.size(); ++i)
        for (auto const& finding : all[i].findings)
            rows.push_back({question.files[i], scan::place_in_words(finding.place), scan::in_words(finding.kind),
                            scan::value_in_words(finding.kind, finding.masked), scan::in_words(finding.certainty)});
    if (rows.size() > 1) say_table(rows);
    say(words(rows.size() > 1 ? "scan.sum" : "scan.nothing",
              {{"count", std::to_string(rows.size() - 1)}, {"files", std::to_string(all.size())}}));
}

void say_run(std::string_view place, std::string_view hidden, std::string_view text) {
    if (text.empty()) return;
    say(scan::place_in_words(std::string(place)) + (hidden.empty() ? "" : " [" + std::string(hidden) + "]") + "  " + std::string(text));
}

void say_text(Question const& question, std::vector<Scanned> const& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        say("== " + question.files[i]);
        for (auto const& passage : all[i].reading.passages)
            if (passage.seam == 0) say_run(passage.place, passage.hidden, passage.text);
        for (auto const& table : all[i].reading.tables)
            for (auto const& row : table.rows)
                for (auto const& cell : row) say_run(cell.place, cell.hidden, cell.text);
        for (auto const& finding : all[i].findings) say_run(finding.place, to_text(finding.kind), finding.masked);
    }
}

int look(app::Config const& config, Question const& question) {
    auto all = scanned(config, question);
    if (question.as_json)
        say_json(question, all);
    else if (question.text)
        say_text(question, all);
    else
        say_findings(question, all);
    bool found = false, missing = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
        found = found || !all[i].findings.empty();
        missing = missing || all[i].missing;
        if (all[i].missing) refuse({"cli.file.missing", "", {{"file", question.files[i]}}});
    }
    return missing ? Exit::unreachable : found ? Exit::wrong : Exit::done;
}

}  // namespace

void add_scan(Verb app, Line& line) {
    auto question = std::make_shared<Question>();
    auto verb = app.add_verb("scan", words("help.scan"));
    verb.add_option("file", question->files, words("help.scan.file")).required().type_name("FILE");
    verb.add_flag("--json", question->as_json, words("help.scan.json"));
    verb.add_flag("--text", question->text, words("help.scan.text"));
    verb.footer(words("help.scan.footer"));
    verb.callback([&line, question] { line.work = [&line, question] { return look(line.config, *question); }; });
}

}  // namespace mingtang::cli
