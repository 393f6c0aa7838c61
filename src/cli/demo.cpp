#include "cli/demo_county.hpp"
#include "cli/line.hpp"
#include "cli/log.hpp"
#include "cli/words.hpp"
#include "organ/store.hpp"
#include "organ/words.hpp"

namespace mingtang::cli {
namespace {

namespace fs = std::filesystem;

/// Before the county's first document.
Date const founded(2020, 1, 2);

fs::path folder_of(std::string const& chosen) {
    if (!chosen.empty()) return chosen;
    if (fs::exists("demo/site.json")) return "demo";
    return fs::path(MINGTANG_SOURCE_FOLDER) / "demo";
}

/// The demo county is there already, as far as its units tell.
bool is_loaded(app::Store& store, fs::path const& folder) {
    auto tx = store.database().read();
    auto units = demo::rows(folder / "units.jsonl");
    return std::all_of(units.begin(), units.end(),
                       [&](auto const& row) { return organ::store::unit_by_code(tx, demo::text(row, "code")).has_value(); });
}

void say_sign_ins(fs::path const& folder) {
    std::map<std::string, std::string> names;
    for (auto const& row : demo::rows(folder / "units.jsonl")) names[demo::text(row, "code")] = demo::text(row, "short_name");
    std::vector<std::vector<std::string>> table{
        {words("demo.login"), words("demo.password"), words("demo.name"), words("demo.unit"), words("demo.roles")}};
    for (auto const& row : demo::rows(folder / "people.jsonl")) {
        std::string roles;
        for (auto const& role : demo::texts(row, "roles")) roles += (roles.empty() ? "" : words("demo.and")) + organ::word("role", role);
        table.push_back(
            {demo::text(row, "login"), demo::text(row, "password"), demo::text(row, "name"), names[demo::text(row, "unit")], roles});
    }
    say_table(table);
}

Outcome<Details> load(organ::Context& in, fs::path const& folder, demo::County& county) {
    county = demo::load_county(in, folder, demo::morning(founded));
    auto documents = demo::load_documents(in, county);
    auto drafts = demo::load_drafts(in, county);
    demo::load_remedies(in, county);
    demo::load_reports(in, county);
    demo::load_proposals(in, county);
    auto requests = demo::load_requests(in, county);
    auto letters = demo::load_letters(in, county);
    return Details{{"units", std::to_string(county.units.size())}, {"people", std::to_string(county.people.size())},
                   {"documents", std::to_string(documents)},       {"drafts", std::to_string(drafts)},
                   {"requests", std::to_string(requests)},         {"letters", std::to_string(letters)}};
}

int demonstrate(app::Config const& config, std::string const& from) {
    auto folder = folder_of(from);
    if (!fs::exists(folder / "site.json")) return refuse({"cli.demo.no_folder", "", {{"folder", folder.string()}}}, Exit::unreachable);
    app::Store store(config);
    if (store.is_set_up()) {
        if (!is_loaded(store, folder)) return refuse("cli.demo.not_empty");
        say(words("demo.loaded_before"));
        say_sign_ins(folder);
        return Exit::done;
    }
    try {
        auto actor = organ::Actor::of_system("demo");
        demo::County county;
        auto loaded = organ::act(store.environment(), actor, [&](organ::Context& in) { return load(in, folder, county); });
        store.index_now();
        store.reckon_due_now();
        (void)organ::act(store.environment(), actor, [&](organ::Context& in) -> Outcome<std::string> {
            demo::load_assessment(in, county);
            return demo::load_bulletin(in, county);
        });
        (void)begin_log(store);
        say(words("demo.loaded", *loaded));
    } catch (demo::Malformed const& fault) {
        return refuse({"cli.demo.malformed", "", {{"words", fault.what()}}});
    }
    say_sign_ins(folder);
    return Exit::done;
}

}  // namespace

void add_demo(Verb app, Line& line) {
    auto from = std::make_shared<std::string>();
    auto verb = app.add_verb("demo", words("help.demo"));
    verb.add_option("--from", *from, words("help.demo.from")).type_name("DIR");
    verb.callback([&line, from] { line.work = [&line, from] { return demonstrate(line.config, *from); }; });
}

}  // namespace mingtang::cli
