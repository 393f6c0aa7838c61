#include "base/text.hpp"
#include "organ/store.hpp"
#include "request/web/portal.hpp"
#include "request/words.hpp"

namespace mingtang::request::portal {
namespace {

/// law: ogi-2019:27 one applies to organs of government; enterprises disclose, but take no applications (国办发〔2020〕50号).
bool takes(Context& in, organ::Unit const& unit) {
    return unit.open && unit.kind != organ::UnitKind::enterprise && office_of(in, unit.id).takes_applications;
}

bool speaks_of(organ::Unit const& unit, std::string const& sought) {
    for (auto const& said : {unit.name, unit.short_name, unit.duties})
        if (said.find(sought) != std::string::npos) return true;
    return false;
}

void add_unit(Context& in, view::Data row, organ::Unit const& unit) {
    row.set("code", unit.code).set("name", unit.name).set("duties", unit.duties);
    row.set_section("telephone_section", "telephone", unit.telephone).set_section("fax_section", "fax", unit.fax);
    row.set_section("email_section", "email", unit.email).set_section("hours_section", "hours", unit.hours);
    row.set_section("receives_at_section", "receives_at", office_of(in, unit.id).receives_at);
    if (unit.address.empty()) return;
    auto address = row.section("address_section");
    address.set("address", unit.address).set_section("postcode_section", "postcode", unit.postcode);
}

}  // namespace

Response show_front(Visit const& visit) {
    auto page = start(visit, "request/portal_front", word("portal", "front"));
    auto data = page.data();
    auto sought = text::shorten(text::one_line(visit.request.query["organ"]), 40);
    data.set("organ", sought).set("contact_phone", visit.env().site().contact_phone).set("sponsor", visit.env().site().sponsor);
    int shown = look(visit, [&](Context& in) {
        int number = 0;
        for (auto const& unit : organ::store::all_units(in.tx)) {
            if (!takes(in, unit) || (!sought.empty() && !speaks_of(unit, sought))) continue;
            add_unit(in, data.section("units"), unit);
            ++number;
        }
        return number;
    });
    data.set("unit_count", shown).show("has_units", shown > 0).show("no_units", shown == 0 && !sought.empty());
    data.show("none_takes", shown == 0 && sought.empty()).show("narrowed", !sought.empty());
    for (auto article : {"ogi-2019:27", "ogi-2019:29", "ogi-2019:31", "ogi-2019:33", "ogi-2019:41", "ogi-2019:42", "ogi-2019:43"}) {
        auto citation = view::citation(article);
        data.section("articles").set("text", citation.text).set("href", citation.url);
    }
    return page.response();
}

}  // namespace mingtang::request::portal
