#include "journal/journal.hpp"
#include "base/number.hpp"

#include "base/text.hpp"
#include "organ/store.hpp"
#include "organ/web/layout.hpp"
#include "organ/web/routes.hpp"
#include "organ/words.hpp"

namespace mingtang::organ::web {
namespace {

constexpr int rows_a_page = 50;
constexpr std::string_view groups[] = {"organ.", "disclosure.", "catalogue.", "mail."};

/// Auditors see everything; administrators what concerns units, people and settings — they are not to look over the shoulder of the
/// affairs.
bool sees_all(Actor const& actor) { return actor.has(Role::auditor, 0); }

journal::Selection selection_of(http::Fields const& query, Actor const& actor) {
    journal::Selection wanted{.subject = text::shorten(text::one_line(query["subject"]), 60), .name_prefix = query["kind"]};
    wanted.actor_id = number_of(query["person"]);
    wanted.unit_id = number_of(query["unit"]);
    wanted.before = number_of(query["before"]);
    wanted.limit = rows_a_page + 1;
    if (!sees_all(actor) && !wanted.name_prefix.starts_with("organ.")) wanted.name_prefix = "organ.";
    return wanted;
}

std::string detail_value(std::string_view name, json::value const& value) {
    auto plain = value.is_string() ? std::string(value.as_string()) : json::serialize(value);
    if (name == "role") return word("role", plain);
    if (name == "with") return word("sign_in_with", plain);
    return text::shorten(plain, 100);
}

void fill_details(view::Data row, json::object const& data) {
    for (auto const& [name, value] : data) {
        auto detail = row.section("details");
        detail.set("key", word("detail", name)).set("value", detail_value(name, value));
    }
}

std::string actor_name(journal::Event const& event, std::map<Id, std::string> const& people) {
    if (event.actor_id == 0) {
        auto by = json::text(event.object(), "by");
        return by.empty() ? word("title", "system") : word("title", "system") + " " + by;
    }
    auto found = people.find(event.actor_id);
    return found == people.end() ? word("title", "unknown") : found->second;
}

std::string subject_words(journal::Event const& event, std::map<Id, std::string> const& people, std::map<Id, std::string> const& units) {
    auto const& names = event.subject.starts_with("person:") ? people : units;
    if (!event.subject.starts_with("person:") && !event.subject.starts_with("unit:")) return event.subject;
    auto found = names.find(event.subject_id());
    return found == names.end() ? event.subject : found->second;
}

std::string older_address(http::Fields const& query, long long before) {
    std::string address = "/admin/journal?before=" + std::to_string(before);
    for (auto name : {"person", "unit", "kind", "subject"})
        if (!query[name].empty()) address += "&" + std::string(name) + "=" + text::percent_encode(query[name]);
    return address;
}

void fill_filters(view::Data data, http::Fields const& query, journal::Selection const& wanted, std::map<Id, std::string> const& people,
                  std::map<Id, std::string> const& units, bool all) {
    for (auto const& [id, name] : people) add_option(data, "people", std::to_string(id), name, id == wanted.actor_id);
    for (auto const& [id, name] : units) add_option(data, "units", std::to_string(id), name, id == wanted.unit_id);
    for (auto group : groups)
        if (all || group == "organ.") add_option(data, "kinds", group, word("event_group", group), group == query["kind"]);
    data.set("subject", wanted.subject).show("sees_all", all).show("sees_part", !all);
}

http::Response page_of_journal(Desk const& desk) {
    auto const& query = desk.request.query;
    auto wanted = selection_of(query, desk.actor);
    DeskPage page(desk, "organ/journal", word("title", "journal"));
    page.crumb(word("title", "journal"));
    auto data = page.data();
    look(desk.env, desk.actor, [&](Context& in) {
        auto people = store::person_names(in.tx);
        auto units = store::unit_names(in.tx);
        auto events = journal::read_back(in.tx, wanted);
        bool more = static_cast<int>(events.size()) > rows_a_page;
        if (more) events.pop_back();
        for (auto const& event : events) {
            auto row = data.section("events");
            row.set("seq", event.seq)
                .set("at", event.at.local_text())
                .set("who", actor_name(event, people))
                .set("what", event_name(event.name));
            row.set("name", event.name);
            if (!event.subject.empty())
                row.section("of_subject").set("subject", event.subject).set("subject_words", subject_words(event, people, units));
            row.set("unit", event.unit_id ? units[event.unit_id] : word("title", "whole_site"));
            fill_details(row, event.object());
        }
        data.show("none", events.empty());
        if (more) data.section("older").set("href", older_address(query, events.back().seq));
        if (wanted.before) data.show("newest");
        fill_filters(data, query, wanted, people, units, sees_all(desk.actor));
        return 0;
    });
    return page.response();
}

}  // namespace

http::Routes journal_routes(Environment const& env) {
    return {{http::Method::get, "/admin/journal", desk_for(env, {Role::administrator, Role::auditor}, page_of_journal)}};
}

}  // namespace mingtang::organ::web
