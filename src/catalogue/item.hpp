#pragma once
#include <array>

#include "base/id.hpp"
#include "storage/record.hpp"

namespace mingtang::catalogue {

enum class Cadence { none, long_term, monthly, quarterly, half_yearly, yearly, by_stage, at_once };
/// What a period of the cadence asks for: something published within it, or its figures published after it has ended, within the limit.
enum class Counted { within, after };

/// One entry of a catalogue (公开事项). `unit_id` 0: of a standard catalogue; otherwise a unit's own entry, derived from `standard_id`.
struct Item {
    Id id = 0;
    Id unit_id = 0;
    Id standard_id = 0;
    std::string domain;  // code of the standard catalogue, "general" for arts. 20 and 21
    std::string code;    // unique within unit
    std::string level1, level2;
    std::string content;  // 公开内容（要素）
    std::string basis;
    std::string time_limit;  // in words, as the standard catalogue says it
    int limit_number = 0;    // 0: not a number
    std::string limit_unit;  // law::Unit, or empty
    Cadence cadence = Cadence::none;
    std::string subject, channels, audience, way, level;
    int place = 0;
    bool open = true;
    Counted counted = Counted::within;
    std::string stages;      // of cadence by_stage, with planned days: "立项 2026-03-31；招标；竣工 2027-06-30"
    int display_number = 0;  // 公示期; 0: none
    std::string display_unit;
    Date since_on;             // from when it counts; none: from its first publication
    int edition = 0;           // number of its newest edition (catalogue_edition); 0: not changed since editions are kept
    int standard_edition = 0;  // of the standard entry, that this one was last brought in line with
    std::string deviation;     // why the unit's entry differs from the standard one
    template <class V>
    static void columns(V&& v, storage::OneOf<Item> auto& r) {
        v("id", r.id), v("unit_id", r.unit_id), v("standard_id", r.standard_id), v("domain", r.domain), v("code", r.code),
            v("level1", r.level1), v("level2", r.level2), v("content", r.content), v("basis", r.basis), v("time_limit", r.time_limit),
            v("limit_number", r.limit_number), v("limit_unit", r.limit_unit), v("cadence", r.cadence), v("subject", r.subject),
            v("channels", r.channels), v("audience", r.audience), v("way", r.way), v("level", r.level), v("place", r.place),
            v("open", r.open), v("counted", r.counted), v("stages", r.stages), v("display_number", r.display_number),
            v("display_unit", r.display_unit), v("since_on", r.since_on), v("edition", r.edition),
            v("standard_edition", r.standard_edition), v("deviation", r.deviation);
    }
};

/// What an entry said from one change to the next; `particulars` as particulars.hpp writes them.
struct Edition {
    Id item_id = 0;
    int number = 0;
    Instant at;  // none: older than the keeping of editions
    Id person_id = 0;
    std::string person_name, reason;
    Id proposal_id = 0;
    std::string particulars;
    template <class V>
    static void columns(V&& v, storage::OneOf<Edition> auto& r) {
        v("item_id", r.item_id), v("number", r.number), v("at", r.at), v("person_id", r.person_id), v("person_name", r.person_name),
            v("reason", r.reason), v("proposal_id", r.proposal_id), v("particulars", r.particulars);
    }
};

/// A row of the projection of due days: kept by the journal's reader, never by actions.
struct Due {
    Id item_id = 0;
    Id unit_id = 0;
    Date last_on, due_on;
    std::string heading;  // the column it fills: its heading of the first level; empty where it is given on application only
    Date since_on;        // as the entry has it
    template <class V>
    static void columns(V&& v, storage::OneOf<Due> auto& r) {
        v("item_id", r.item_id), v("unit_id", r.unit_id), v("last_on", r.last_on), v("due_on", r.due_on), v("heading", r.heading),
            v("since_on", r.since_on);
    }
};

/// A standard catalogue: one of the 26 domains, or the general one.
struct Domain {
    Id id = 0;
    std::string code, name;
    int place = 0;
    template <class V>
    static void columns(V&& v, storage::OneOf<Domain> auto& r) {
        v("id", r.id), v("code", r.code), v("name", r.name), v("place", r.place);
    }
};

/// A subject (主题) across units; `is_key` ones stand on the home page (重点领域).
struct Subject {
    Id id = 0;
    std::string code, name, description;
    bool is_key = false;
    int place = 0;
    template <class V>
    static void columns(V&& v, storage::OneOf<Subject> auto& r) {
        v("id", r.id), v("code", r.code), v("name", r.name), v("description", r.description), v("is_key", r.is_key), v("place", r.place);
    }
};

}  // namespace mingtang::catalogue

template <>
struct mingtang::EnumNames<mingtang::catalogue::Cadence> {
    static constexpr std::array<std::string_view, 8> names{"none",        "long_term", "monthly",  "quarterly",
                                                           "half_yearly", "yearly",    "by_stage", "at_once"};
};
template <>
struct mingtang::EnumNames<mingtang::catalogue::Counted> {
    static constexpr std::array<std::string_view, 2> names{"within", "after"};
};
