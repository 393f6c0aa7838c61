#include "disclosure/rules.hpp"
#include "measure/rows.hpp"
#include "measure/store.hpp"
#include "measure/words.hpp"

namespace mingtang::measure {
namespace {

Record row_of(store::Edition const& edition, Date day, bool is_public) {
    return {.unit_id = edition.unit_id,
            .key = "edition:" + std::to_string(edition.id),
            .title = edition.title,
            .url = is_public ? "/disclosure/" + std::to_string(edition.disclosure_id) : "/desk/editions/" + std::to_string(edition.id),
            .day = day};
}

std::string why(std::string_view name, Places const& places) { return filled(word("why", name), places); }

/// law: ogi-2019:26, by the calendar of now: a notice of holidays that came later moves the day.
Date due_of(store::Edition const& edition, law::Calendar const& calendar) {
    return disclosure::publish_due(edition.produced_on, edition.special_period, calendar);
}

/// What is imported was filed where it came from, at the latest on the day on which it became public.
Date filed_on(store::Edition const& edition) {
    auto day = edition.first_filed_at.local_date();
    return edition.published_on && edition.published_on < day ? edition.published_on : day;
}

}  // namespace

Records filed_rows(Asked const& asked) {
    Records rows;
    for (auto const& one : store::filed(asked.tx, asked.unit_id, asked.period)) {
        auto day = filed_on(one);
        if (!asked.period.has(day)) continue;
        auto row = row_of(one, day, false);
        row.why = why("filed", {{"day", day.text()}});
        rows.push_back(std::move(row));
    }
    return rows;
}

Records published_rows(Asked const& asked) {
    Records rows;
    for (auto const& one : store::first_published(asked.tx, asked.unit_id, asked.period)) {
        auto row = row_of(one, one.published_on, true);
        row.why = why("published", {{"day", one.published_on.text()}});
        rows.push_back(std::move(row));
    }
    return rows;
}

Records published_on_time_rows(Asked const& asked) {
    Records rows;
    for (auto const& one : store::first_published(asked.tx, asked.unit_id, asked.period)) {
        auto due = due_of(one, asked.calendar);
        if (!due) continue;
        auto row = row_of(one, one.published_on, true);
        row.counted = one.published_on <= due;
        row.why = why(row.counted ? "on_time" : "late",
                      {{"produced", one.produced_on.text()}, {"due", due.text()}, {"day", one.published_on.text()}});
        rows.push_back(std::move(row));
    }
    return rows;
}

Records returned_rows(Asked const& asked) {
    std::map<Id, Record> by_edition;
    for (auto const& decision : store::decisions_of_office(asked.tx, asked.unit_id, asked.period)) {
        bool sent_back = decision.action == "return";
        auto known = by_edition.find(decision.edition_id);
        if (known != by_edition.end() && (known->second.counted || !sent_back)) continue;
        auto day = decision.at.local_date();
        by_edition[decision.edition_id] = {.unit_id = decision.unit_id,
                                           .key = "edition:" + std::to_string(decision.edition_id),
                                           .title = decision.title,
                                           .url = "/desk/editions/" + std::to_string(decision.edition_id),
                                           .day = day,
                                           .counted = sent_back,
                                           .why = why(sent_back ? "returned" : "decided", {{"day", day.text()}})};
    }
    Records rows;
    for (auto& [id, row] : by_edition) rows.push_back(std::move(row));
    return rows;
}

Records overdue_draft_rows(Asked const& asked) {
    auto as_of = asked.period.to;
    Records rows;
    for (auto const& one : store::unpublished(asked.tx, asked.unit_id, as_of)) {
        auto due = due_of(one, asked.calendar);
        if (!due || due >= as_of) continue;
        auto row = row_of(one, due, false);
        row.why = why("draft_late", {{"produced", one.produced_on.text()}, {"due", due.text()}, {"as_of", as_of.text()}});
        rows.push_back(std::move(row));
    }
    // What has become public since the period began was to be public in it or before. What was formed later was due later.
    for (auto const& one : store::first_published_since(asked.tx, asked.unit_id, asked.period.from, as_of)) {
        auto due = due_of(one, asked.calendar);
        if (!due || due >= as_of) continue;
        auto row = row_of(one, due, true);
        row.counted = one.published_on > as_of;
        row.why = why(row.counted ? "draft_late_then" : "draft_done", {{"produced", one.produced_on.text()},
                                                                       {"due", due.text()},
                                                                       {"published", one.published_on.text()},
                                                                       {"day", one.published_on.text()}});
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace mingtang::measure
