#include <fstream>

#include "base/digest.hpp"
#include "base/json.hpp"
#include "cli/line.hpp"
#include "cli/scan_settings.hpp"
#include "cli/words.hpp"
#include "scan/detector.hpp"
#include "scan/redact/redact.hpp"
#include "scan/words.hpp"

namespace mingtang::cli {
namespace {

namespace fs = std::filesystem;

struct Wish {
    std::string file, out;
    bool as_json = false, values_only = false;
};

std::string content_of(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool can_be_asked(scan::Finding const& finding, bool values_only) {
    bool hidden = finding.kind == scan::Kind::hidden_content;
    return finding.kind != scan::Kind::unreadable && finding.kind != scan::Kind::secrecy_mark && !(hidden && values_only);
}

/// Beside the file, under the name that the new format needs: `名册.doc` becomes `名册.redacted.docx`. Where the format changes, the ending
/// that was asked for would be a lie.
fs::path place_of(Wish const& wish, std::string const& new_name) {
    bool same = fs::path(new_name).extension() == fs::path(wish.file).extension();
    if (!wish.out.empty()) return same ? fs::path(wish.out) : fs::path(wish.out).replace_extension(fs::path(new_name).extension());
    auto ending = fs::path(new_name).extension(), stem = fs::path(new_name).stem();
    return fs::path(wish.file).parent_path() / (stem.string() + ".redacted" + ending.string());
}

json::array list_of(std::vector<scan::Finding> const& findings) {
    json::array list;
    for (auto const& finding : findings)
        list.push_back(json::object{{"kind", to_text(finding.kind)},
                                    {"place", finding.place},
                                    {"masked", finding.masked},
                                    {"certainty", to_text(finding.certainty)}});
    return list;
}

void say_done(Wish const& wish, fs::path const& out, std::string const& before, scan::Redacted const& redacted,
              std::vector<scan::Finding> const& asked) {
    if (wish.as_json)
        return say(json::serialize(json::object{{"file", wish.file},
                                                {"out", out.string()},
                                                {"sha256_before", sha256(before)},
                                                {"sha256_after", sha256(redacted.bytes)},
                                                {"redacted", list_of(asked)},
                                                {"remaining", list_of(redacted.remaining)}}));
    say(words("redact.done", {{"count", std::to_string(asked.size())}, {"file", out.string()}}));
    if (redacted.remaining.empty()) return;
    say(words("redact.remaining", {{"count", std::to_string(redacted.remaining.size())}}));
    for (auto const& finding : redacted.remaining)
        say("  " + scan::place_in_words(finding.place) + "  " + scan::in_words(finding.kind) + "  " +
            scan::value_in_words(finding.kind, finding.masked));
}

int redact(app::Config const& config, Wish const& wish) {
    std::error_code trouble;
    if (!fs::is_regular_file(wish.file, trouble)) return refuse({"cli.file.missing", "", {{"file", wish.file}}}, Exit::unreachable);
    auto settings = scan_settings(config);
    auto before = content_of(wish.file);
    auto name = fs::path(wish.file).filename().string();
    auto reading = scan::read_in_child(before, name);
    auto asked = reading.findings;
    for (auto& finding : scan::Detector(settings).find(reading)) asked.push_back(std::move(finding));
    std::erase_if(asked, [&](auto const& finding) { return !can_be_asked(finding, wish.values_only); });
    auto redacted = scan::redact_in_child(before, name, asked, settings);
    if (!redacted) return refuse(redacted.error());
    auto out = place_of(wish, redacted->name);
    if (fs::exists(out, trouble)) return refuse({"cli.file.exists", "", {{"file", out.string()}}});
    std::ofstream(out, std::ios::binary).write(redacted->bytes.data(), std::streamsize(redacted->bytes.size()));
    if (fs::file_size(out, trouble) != redacted->bytes.size())
        return refuse({"cli.store.folder", "", {{"words", out.string()}}}, Exit::unreachable);
    say_done(wish, out, before, *redacted, asked);
    return redacted->remaining.empty() ? Exit::done : Exit::wrong;
}

}  // namespace

void add_redact(Verb app, Line& line) {
    auto wish = std::make_shared<Wish>();
    auto verb = app.add_verb("redact", words("help.redact"));
    verb.add_option("file", wish->file, words("help.redact.file")).required().type_name("FILE");
    verb.add_option("-o,--out", wish->out, words("help.redact.out")).type_name("FILE");
    verb.add_flag("--values-only", wish->values_only, words("help.redact.values_only"));
    verb.add_flag("--json", wish->as_json, words("help.redact.json"));
    verb.footer(words("help.redact.footer"));
    verb.callback([&line, wish] { line.work = [&line, wish] { return redact(line.config, *wish); }; });
}

}  // namespace mingtang::cli
