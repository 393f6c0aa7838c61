#include "cli/demo_county.hpp"

#include <fstream>
#include <sstream>

#include "base/text.hpp"
#include "catalogue/rules.hpp"
#include "catalogue/store.hpp"
#include "catalogue/timing.hpp"
#include "cli/csv.hpp"
#include "cli/words.hpp"
#include "organ/people.hpp"
#include "organ/sessions.hpp"
#include "organ/settings.hpp"
#include "organ/store.hpp"
#include "organ/units.hpp"

namespace mingtang::cli::demo {
namespace {

std::string content(std::filesystem::path const& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Malformed("cannot read " + file.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

json::object parsed(std::string const& line, std::filesystem::path const& file) {
    boost::system::error_code error;
    auto value = boost::json::parse(line, error);
    if (error || !value.is_object()) throw Malformed(file.string() + ": " + line.substr(0, 60));
    return value.as_object();
}

void load_settings(organ::Context& in, json::object const& site) {
    std::map<std::string, std::string> values;
    for (auto const& row : organ::setting_rows(in.tx))
        if (site.contains(row.name) && !row.number()) values[row.name] = text(site, row.name);
    good(organ::change_settings(in, values), "site.json");
}

/// law: ogi-2019:12: the guide to what is disclosed and how to ask for the rest.
void load_guide(organ::Context& in, std::filesystem::path const& file) {
    organ::store::save_setting(in.tx, "guide_html", content(file));
    in.write("organ.setting_changed", "setting:guide_html", 0, {{"name", "guide_html"}});
}

void load_subjects(organ::Context& in, json::object const& site) {
    int place = 0;
    for (auto const& row : list(site, "key_subjects")) {
        auto const& key = row.as_object();
        catalogue::Subject subject{.code = text(key, "code"),
                                   .name = text(key, "name"),
                                   .description = text(key, "description"),
                                   .is_key = true,
                                   .place = ++place};
        catalogue::store::save(in.tx, subject);
    }
}

organ::UnitParts parts_of(json::object const& row) {
    organ::UnitParts parts;
    for (auto const& one : list(row, "leaders")) {
        auto const& leader = one.as_object();
        parts.leaders.push_back({.post = text(leader, "post"), .name = text(leader, "name"), .duty = text(leader, "duty")});
    }
    for (auto const& one : list(row, "divisions")) {
        auto const& division = one.as_object();
        parts.divisions.push_back(
            {.name = text(division, "name"), .duties = text(division, "duties"), .telephone = text(division, "telephone")});
    }
    return parts;
}

/// Created under its oldest name and renamed as often as history did.
organ::Unit load_unit(organ::Context& in, json::object const& row, Id parent_id, int place) {
    auto code = text(row, "code");
    std::vector<std::pair<std::string, Date>> former;
    for (auto const& one : list(row, "former_names"))
        former.emplace_back(text(one.as_object(), "name"), Date::parse(text(one.as_object(), "until")).value_or(Date()));
    organ::Unit unit{.code = code,
                     .credit_code = text(row, "credit_code"),
                     .name = former.empty() ? text(row, "name") : former.front().first,
                     .short_name = text(row, "short_name"),
                     .kind = from_text<organ::UnitKind>(text(row, "kind")).value_or(organ::UnitKind::other),
                     .parent_id = parent_id,
                     .place = place,
                     .duties = text::join(texts(row, "duties"), "\n\n"),
                     .address = text(row, "address"),
                     .hours = text(row, "hours"),
                     .telephone = text(row, "telephone"),
                     .fax = text(row, "fax"),
                     .email = text(row, "email"),
                     .postcode = text(row, "postcode"),
                     .website = text(row, "website")};
    auto made = good(organ::create_unit(in, unit), "unit " + code);
    good(organ::change_unit_parts(in, made.id, parts_of(row)), "unit " + code);
    for (std::size_t i = 0; i < former.size(); ++i) {
        auto name = i + 1 < former.size() ? former[i + 1].first : text(row, "name");
        good(organ::rename_unit(in, made.id, name, text(row, "short_name"), former[i].second + 1), "unit " + code);
    }
    return organ::store::unit_by_id(in.tx, made.id).value();
}

/// Parents before their children, in the order of the file otherwise.
void load_units(organ::Context& in, County& county) {
    auto waiting = rows(county.folder / "units.jsonl");
    for (int place = 0; !waiting.empty();) {
        auto before = waiting.size();
        std::vector<json::object> later;
        for (auto const& row : waiting) {
            auto parent = text(row, "parent");
            if (!parent.empty() && !county.units.contains(parent)) {
                later.push_back(row);
                continue;
            }
            auto parent_id = parent.empty() ? Id(0) : county.units.at(parent).id;
            county.units.emplace(text(row, "code"), load_unit(in, row, parent_id, ++place));
        }
        if (later.size() == before) throw Malformed("units.jsonl: a parent is missing");
        waiting = std::move(later);
    }
}

void load_people(organ::Context& in, County& county) {
    for (auto const& row : rows(county.folder / "people.jsonl")) {
        auto login = text(row, "login");
        auto const& unit = county.units.at(text(row, "unit"));
        organ::Person person{.login = login, .name = text(row, "name"), .title = text(row, "title"), .unit_id = unit.id};
        auto made = good(organ::create_person(in, person, text(row, "password")), "person " + login);
        for (auto const& name : texts(row, "roles")) {
            auto role = from_text<organ::Role>(name);
            if (!role) throw Malformed("people.jsonl: " + name);
            using enum organ::Role;
            constexpr std::array of_units{filer, reviewer, secrecy_reviewer, handler, legal_reviewer, unit_head, office_head};
            bool of_unit = std::find(of_units.begin(), of_units.end(), *role) != of_units.end();
            good(organ::grant_role(in, made.id, *role, of_unit ? unit.id : 0), "person " + login);
        }
        county.people.emplace(login, organ::actor_of(in.tx, made));
    }
}

/// The catalogues were worked over as a whole then.
Date const catalogues_since(2026, 7, 1);

void load_standard_catalogues(organ::Context& in, County const& county) {
    int place = 0;
    for (auto const& row : rows(county.folder / "catalogues.jsonl")) {
        catalogue::Domain domain{.code = text(row, "code"), .name = text(row, "name"), .place = ++place};
        catalogue::store::save(in.tx, domain);
        int line = 0;
        for (auto& cells : csv_rows(content(county.folder / text(row, "file")))) {
            catalogue::Item item{.domain = domain.code,
                                 .code = cells["code"],
                                 .level1 = cells["level1"],
                                 .level2 = cells["level2"],
                                 .content = cells["content"],
                                 .basis = cells["basis"],
                                 .time_limit = cells["time_limit"],
                                 .subject = cells["subject"],
                                 .channels = cells["channels"],
                                 .audience = cells["audience"],
                                 .way = cells["way"],
                                 .level = cells["level"],
                                 .place = ++line};
            item.since_on = catalogues_since;
            catalogue::fill_timing(item);
            good(catalogue::tidy(item), "item " + item.code);
            catalogue::store::save(in.tx, item);
        }
        in.write("catalogue.domain_added", "domain:" + std::to_string(domain.id), 0, {{"code", domain.code}, {"items", line}});
    }
}

void load_unit_catalogues(organ::Context& in, County const& county) {
    std::map<Id, int> counts;
    for (auto const& row : rows(county.folder / "unit_catalogues.jsonl")) {
        auto const& unit = county.units.at(text(row, "unit"));
        auto standard = catalogue::store::item_by_code(in.tx, 0, text(row, "item_code"));
        if (!standard) throw Malformed("unit_catalogues.jsonl: " + text(row, "item_code"));
        auto item = *standard;
        item.id = 0;
        item.unit_id = unit.id;
        item.standard_id = standard->id;
        if (item.counted == catalogue::Counted::within) {  // a day of the year is the law's own
            item.limit_number = static_cast<int>(json::number(row, "time_limit_days"));
            item.limit_unit = text(row, "time_limit_unit");
        }
        item.cadence = from_text<catalogue::Cadence>(text(row, "cadence")).value_or(catalogue::Cadence::none);
        item.standard_edition = 1;
        item.since_on = catalogues_since;
        if (!catalogue::has_reason_to_differ(item, *standard)) item.deviation = words("demo.deviation");
        catalogue::store::save(in.tx, item);
        ++counts[unit.id];
    }
    for (auto const& [unit_id, count] : counts)
        in.write("catalogue.unit_items_added", "unit:" + std::to_string(unit_id), unit_id, {{"items", count}});
}

}  // namespace

std::vector<json::object> rows(std::filesystem::path const& file) {
    std::vector<json::object> all;
    std::istringstream lines(content(file));
    for (std::string line; std::getline(lines, line);)
        if (!line.empty()) all.push_back(parsed(line, file));
    return all;
}

std::string text(json::object const& row, std::string_view key) { return json::text(row, key); }

std::vector<std::string> texts(json::object const& row, std::string_view key) {
    std::vector<std::string> all;
    for (auto const& one : list(row, key))
        if (one.is_string()) all.emplace_back(one.as_string());
    return all;
}

json::array const& list(json::object const& row, std::string_view key) {
    static json::array const none;
    auto const* found = row.if_contains(key);
    return found && found->is_array() ? found->get_array() : none;
}

organ::Context at(organ::Context& in, Instant now, organ::Actor const& actor) {
    return {actor, in.tx, in.calendar, now, in.blobs, in.secret, in.reader};
}

Instant morning(Date day, int hours) { return Instant(day.sys()) + std::chrono::hours(2 + hours); }

Instant Deeds::when(std::int64_t offset, int hours) const {
    auto day = offset == 0 ? in.today() : in.calendar.add_working_days(in.today(), int(offset));
    return std::min(morning(day, hours), in.now);
}

void Deeds::carry_out() {
    std::stable_sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    for (auto const& [when, deed] : all) deed();
}

County load_county(organ::Context& in, std::filesystem::path const& folder, Instant founded) {
    County county{.folder = folder};
    auto then = at(in, founded, in.actor);
    auto site = parsed(content(folder / "site.json"), folder / "site.json");
    load_settings(then, site);
    load_guide(then, folder / "guide.html");
    load_subjects(then, site);
    load_units(then, county);
    load_people(then, county);
    load_standard_catalogues(then, county);
    load_unit_catalogues(then, county);
    return county;
}

}  // namespace mingtang::cli::demo
