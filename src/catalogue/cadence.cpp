#include "catalogue/cadence.hpp"

#include "base/text.hpp"

namespace mingtang::catalogue {
namespace {

constexpr std::size_t date_length = 10;

/// Months of a period; 0: the cadence has none.
unsigned months_of(Cadence cadence) {
    switch (cadence) {
        case Cadence::monthly:
            return 1;
        case Cadence::quarterly:
            return 3;
        case Cadence::half_yearly:
            return 6;
        case Cadence::yearly:
            return 12;
        default:
            return 0;
    }
}

Stage stage_of(std::string const& part) {
    if (part.size() >= date_length)
        if (auto on = Date::parse(part.substr(part.size() - date_length)))
            return {text::trim(part.substr(0, part.size() - date_length)), *on};
    return {part, {}};
}

Date due_of_stages(Item const& item, Date last_on, law::Calendar const& calendar) {
    Date next;
    for (auto const& stage : stages_of(item.stages)) {
        bool open = last_on ? stage.on > last_on : stage.on >= item.since_on;
        if (stage.on && open && (!next || stage.on < next)) next = stage.on;
    }
    return next ? law::due(next, limit_of(item), calendar) : Date();
}

Date due_within(Item const& item, Date last_on, law::Calendar const& calendar) {
    if (last_on) return span_of(item.cadence, span_of(item.cadence, last_on)->last + 1)->last;
    return std::max(span_of(item.cadence, item.since_on)->last, law::due(item.since_on, limit_of(item), calendar));
}

Date due_after(Item const& item, Date last_on, law::Calendar const& calendar) {
    auto span = span_of(item.cadence, last_on ? last_on + 1 : item.since_on);
    return law::due(span->last, limit_of(item), calendar);
}

}  // namespace

std::vector<Stage> stages_of(std::string const& typed) {
    std::string plain = typed;
    for (std::string_view mark : {"；", "、", "\n"})
        for (std::size_t at = 0; (at = plain.find(mark, at)) != std::string::npos;) plain.replace(at, mark.size(), ";");
    std::vector<Stage> stages;
    for (auto const& part : text::split(plain, ';')) stages.push_back(stage_of(part));
    return stages;
}

std::string stages_text(std::vector<Stage> const& stages) {
    std::vector<std::string> parts;
    for (auto const& stage : stages) parts.push_back(stage.name + (stage.on ? " " + stage.on.text() : ""));
    return text::join(parts, "；");
}

std::optional<Span> span_of(Cadence cadence, Date day) {
    auto months = months_of(cadence);
    if (!months || !day) return {};
    auto first = (day.month() - 1) / months * months + 1;
    auto after = first + months;
    return Span{Date(day.year(), first, 1), (after > 12 ? Date(day.year() + 1, 1, 1) : Date(day.year(), after, 1)) - 1};
}

law::Period limit_of(Item const& item) {
    static law::Period const general = law::find_clock("proactive")->period;
    auto unit = from_text<law::Unit>(item.limit_unit);
    return item.limit_number > 0 && unit ? law::Period{item.limit_number, *unit, ""} : general;
}

Date next_due(Item const& item, Date last_on, law::Calendar const& calendar) {
    if (!last_on && !item.since_on) return {};
    if (item.cadence == Cadence::by_stage) return due_of_stages(item, last_on, calendar);
    if (item.cadence == Cadence::long_term) return last_on ? Date() : law::due(item.since_on, limit_of(item), calendar);
    if (!months_of(item.cadence)) return {};
    return item.counted == Counted::within ? due_within(item, last_on, calendar) : due_after(item, last_on, calendar);
}

Date displayed_until(Item const& item, Date published_on, law::Calendar const& calendar) {
    auto unit = from_text<law::Unit>(item.display_unit);
    if (!published_on || item.display_number <= 0 || !unit) return {};
    return law::due(published_on, {item.display_number, *unit, ""}, calendar);
}

Standing standing(Date due_on, Date today, law::Calendar const& calendar, int warn_days) {
    if (!due_on) return Standing::untimed;
    auto left = law::remaining(due_on, today, calendar);
    if (left.overdue) return Standing::overdue;
    return left.working_days <= warn_days ? Standing::soon : Standing::in_time;
}

std::string accrual_periodicity(Cadence cadence) {
    std::string const base = "http://publications.europa.eu/resource/authority/frequency/";
    switch (cadence) {
        case Cadence::monthly:
            return base + "MONTHLY";
        case Cadence::quarterly:
            return base + "QUARTERLY";
        case Cadence::half_yearly:
            return base + "ANNUAL_2";
        case Cadence::yearly:
            return base + "ANNUAL";
        case Cadence::by_stage:
        case Cadence::long_term:
            return base + "IRREG";
        case Cadence::at_once:
            return base + "UPDATE_CONT";
        case Cadence::none:
            return {};
    }
    return {};
}

}  // namespace mingtang::catalogue
