#include "catalogue/calendar_feed.hpp"

#include "base/digest.hpp"
#include "catalogue/due.hpp"
#include "catalogue/store.hpp"
#include "catalogue/store_proposals.hpp"
#include "catalogue/words.hpp"
#include "organ/second_factor.hpp"
#include "organ/store.hpp"

namespace mingtang::catalogue {
namespace {

constexpr std::size_t longest_line = 75;

std::string purpose(Id unit_id) { return "catalogue calendar:" + std::to_string(unit_id); }

std::string escaped(std::string const& text) {
    std::string out;
    for (char c : text) {
        if (c == '\n') {
            out += "\\n";
        } else if (c != '\r') {
            if (c == '\\' || c == ';' || c == ',') out += '\\';
            out += c;
        }
    }
    return out;
}

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

void add_line(std::string& out, std::string const& line) {
    std::size_t from = 0;
    auto room = longest_line;
    while (line.size() - from > room) {
        auto to = from + room;
        while (!begins_character(line[to])) --to;
        out += line.substr(from, to - from) + "\r\n ";
        from = to;
        room = longest_line - 1;  // the blank that folds
    }
    out += line.substr(from) + "\r\n";
}

std::string compact(Date day) {
    std::string plain = day.text();
    std::erase(plain, '-');
    return plain;
}

std::string compact(Instant at) {
    std::string plain = at.text().substr(0, 19) + "Z";
    std::erase(plain, '-');
    std::erase(plain, ':');
    return plain;
}

}  // namespace

Done may_see_calendar(organ::Actor const& actor, Id unit_id) {
    if (actor.has(organ::Role::office, unit_id) || actor.has(organ::Role::filer, unit_id)) return {};
    return Refusal{"catalogue.calendar.forbidden"};
}

Done may_renew_calendar(organ::Actor const& actor, Id unit_id) {
    if (actor.has(organ::Role::office, unit_id)) return {};
    return Refusal{"catalogue.renew_calendar.forbidden"};
}

Outcome<std::string> renew_calendar(organ::Context& in, Id unit_id) {
    if (auto may = may_renew_calendar(in.actor, unit_id); !may) return may.error();
    auto unit = organ::store::unit_by_id(in.tx, unit_id);
    if (!unit || !unit->open) return Refusal{"catalogue.calendar.unit", "", {}, "unit"};
    auto token = random_token(24);
    store::save(in.tx, {unit_id, sha256(token), organ::seal(in.secret, purpose(unit_id), token), in.now, in.actor.name});
    in.write("catalogue.calendar_renewed", "unit:" + std::to_string(unit_id), unit_id);
    return token;
}

std::string calendar_token(organ::Context const& in, Id unit_id) {
    auto address = store::calendar_address(in.tx, unit_id);
    if (!address || !may_see_calendar(in.actor, unit_id)) return {};
    return organ::unseal(in.secret, purpose(unit_id), address->sealed).value_or("");
}

std::string calendar_text(std::string const& name, std::string const& domain, Instant stamp, std::vector<CalendarEntry> const& entries) {
    std::string out;
    for (auto const* line : {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mingtang//catalogue//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"})
        add_line(out, line);
    add_line(out, "X-WR-CALNAME:" + escaped(name));
    for (auto const& entry : entries) {
        add_line(out, "BEGIN:VEVENT");
        add_line(out, "UID:due-" + std::to_string(entry.item_id) + "-" + compact(entry.due_on) + "@" + domain);
        add_line(out, "DTSTAMP:" + compact(stamp));
        add_line(out, "DTSTART;VALUE=DATE:" + compact(entry.due_on));
        add_line(out, "DTEND;VALUE=DATE:" + compact(entry.due_on + 1));
        add_line(out, "SUMMARY:" + escaped(entry.name));
        if (!entry.note.empty()) add_line(out, "DESCRIPTION:" + escaped(entry.note));
        if (!entry.url.empty()) add_line(out, "URL:" + entry.url);
        add_line(out, "TRANSP:TRANSPARENT");
        for (auto const* line : {"BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P3D"}) add_line(out, line);
        add_line(out, "DESCRIPTION:" + escaped(entry.name));
        add_line(out, "END:VALARM");
        add_line(out, "END:VEVENT");
    }
    add_line(out, "END:VCALENDAR");
    return out;
}

std::optional<std::string> calendar_of(organ::Context const& in, std::string const& token, std::string const& base_url,
                                       std::string const& domain) {
    auto address = store::calendar_by_digest(in.tx, sha256(token));
    auto unit = address ? organ::store::unit_by_id(in.tx, address->unit_id) : std::nullopt;
    if (!unit || !unit->open) return {};
    auto dues = dues_by_item(in.tx, unit->id);
    std::vector<CalendarEntry> entries;
    for (auto const& item : store::items_of(in.tx, unit->id)) {
        auto due = dues.find(item.id);
        if (!item.open || due == dues.end() || !due->second.due_on) continue;
        auto last = due->second.last_on;
        auto note = cadence_words(item) + "\n" + word("calendar", last ? "last" : "none") + last.text();
        entries.push_back({item.id, due->second.due_on, last, word("calendar", "due") + full_name(item), note,
                           base_url + "/catalogue/items/" + std::to_string(item.id)});
    }
    return calendar_text(unit->name + word("calendar", "name"), domain, in.now, entries);
}

}  // namespace mingtang::catalogue
