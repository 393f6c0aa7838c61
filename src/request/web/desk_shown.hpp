#pragma once
#include "base/number.hpp"
#include "request/web/desk_pages.hpp"

/// What several of the staff's pages show alike.
namespace mingtang::request::web {

/// The units in which the person of the context holds the role; any of the four roles of applications without one.
std::vector<Id> units_with(Context& in, Role role);
std::vector<Id> own_units(Context& in);

/// How near the day is, for the badge: `overdue`, `today`, `soon` (three working days or fewer), `calm`; `waiting` before the period runs,
/// `stopped` while others are asked, `closed` at the end.
std::string nearness(InfoRequest const& request, Date today, law::Calendar const& calendar);
/// Section `clock` with `nearness` (class), `clock_words`, and `due` where there is a day; `uncertain` where it touches an unknown year.
void show_clock(view::Data row, InfoRequest const& request, Context& in);

/// Names of people and units, read once for a page.
struct Names {
    std::map<Id, std::string> people, units;
    explicit Names(Context& in);
    std::string person(Id id) const;
    std::string unit(Id id) const;
};

/// One round of `section`: value, label, chosen.
void add_choice(view::Data data, std::string_view section, std::string_view value, std::string_view label, std::string_view chosen);
/// `<group>_choices`, one for each name of the enumeration, with the words of `words` (the group itself without one).
template <Named E>
void show_choices(view::Data data, std::string_view group, std::string_view chosen, std::string_view words = {}) {
    for (auto name : EnumNames<E>::names)
        add_choice(data, std::string(group) + "_choices", name, word(words.empty() ? group : words, name), chosen);
}

/// The refusal in the error summary, and section `<field>_wrong` with `message` beside its field.
void show_refused(view::Data data, Refusal const& refusal);
http::Response refuse(Desk const& desk, Refusal const& refusal);
/// `text` and `url` in `section` for the article, where one is named.
void show_article(view::Data data, std::string_view section, std::string_view article);

/// The day typed in a field; refuses request.desk.bad_date naming it.
Outcome<Date> day_typed(http::Fields const& typed, std::string const& field);
/// The files that came with a form in the field; browsers send an empty nameless part where nothing was chosen.
std::vector<IncomingFile> files_in(http::Request const& request, CaseFile::Role role, std::string_view field = "files");
/// `fee_steps` rounds of from, to, rate, step_amount, measure. law: fee-2020.
void show_fee_steps(view::Data data, FeeNotice::Way way, int number, int before);
std::string case_url(Id id);
std::string letter_url(Id id);

}  // namespace mingtang::request::web
