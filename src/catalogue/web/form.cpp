#include "catalogue/web/form.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "catalogue/timing.hpp"
#include "catalogue/words.hpp"
#include "law/period.hpp"
#include "organ/web/layout.hpp"

namespace mingtang::catalogue::web {
namespace {

using organ::web::add_option;

constexpr Id too_high = 1'000'000;  // the rules refuse it

/// What is no number is refused, not taken as none.
void read_number(http::Fields const& form, std::string_view name, int& value) {
    if (!form.has(name)) return;
    auto typed = text::trim(form[name]);
    value = typed.empty() ? 0 : int(std::min(number_of(typed) ? number_of(typed) : too_high, too_high));
}

void fill_carriers(view::Data data, Item const& item) {
    auto chosen = text::split(item.channels, ';');
    for (auto const& carrier : carriers()) {
        auto found = std::find(chosen.begin(), chosen.end(), carrier.name);
        auto row = data.section("carriers").set("carrier", carrier.name);
        row.show("checked", found != chosen.end());
        if (found != chosen.end()) chosen.erase(found);
    }
    data.set("channels_other", text::join(chosen, ";"));
}

void fill_period(view::Data data, std::string const& number_name, std::string const& options, int number, std::string const& unit) {
    data.set(number_name, number > 0 && number < too_high ? std::to_string(number) : "");
    add_option(data, options, "", word("limit_unit", ""), unit.empty());
    for (auto name : EnumNames<law::Unit>::names) add_option(data, options, name, word("limit_unit", name), unit == name);
}

}  // namespace

void read_item(http::Fields const& form, Item& item) {
    struct Field {
        std::string_view name;
        std::string& value;
    };
    Field const fields[] = {{"content", item.content},
                            {"basis", item.basis},
                            {"time_limit", item.time_limit},
                            {"subject", item.subject},
                            {"audience", item.audience},
                            {"way", item.way},
                            {"level", item.level},
                            {"limit_unit", item.limit_unit},
                            {"stages", item.stages},
                            {"deviation", item.deviation},
                            {"display_unit", item.display_unit}};
    for (auto const& field : fields)
        if (form.has(field.name)) field.value = form[field.name];
    if (form.has("channels_other")) {
        auto names = form.all("channels");
        names.push_back(form["channels_other"]);
        item.channels = text::join(names, ";");
    }
    read_number(form, "limit_number", item.limit_number);
    read_number(form, "display_number", item.display_number);
    read_number(form, "place", item.place);
    item.cadence = from_text<Cadence>(form["cadence"]).value_or(item.cadence);
    item.counted = from_text<Counted>(form["counted"]).value_or(item.counted);
}

void fill_particulars(view::Data page, Item const& item, http::Fields const& typed) {
    auto data = page.include("particulars", "catalogue/particulars");
    data.set("content", item.content).set("basis", item.basis).set("time_limit", item.time_limit).set("subject", item.subject);
    data.set("audience", item.audience).set("way", item.way).set("level", item.level).set("stages", item.stages).set("place", item.place);
    fill_carriers(data, item);
    fill_period(data, "limit_number", "limit_units", item.limit_number, item.limit_unit);
    fill_period(data, "display_number", "display_units", item.display_number, item.display_unit);
    for (auto name : EnumNames<Cadence>::names) add_option(data, "cadences", name, word("cadence", name), to_text(item.cadence) == name);
    for (auto name : EnumNames<Counted>::names) add_option(data, "counts", name, word("counted", name), to_text(item.counted) == name);
    for (auto const* as_typed : {"limit_number", "display_number", "place", "channels_other"})
        if (typed.has(as_typed)) data.set(as_typed, typed[as_typed]);
    if (item.standard_id) data.section("of_standard_item").set("deviation", item.deviation);
}

}  // namespace mingtang::catalogue::web
