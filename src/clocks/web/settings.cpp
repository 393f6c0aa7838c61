#include "clocks/actions.hpp"
#include "clocks/sources.hpp"
#include "clocks/store.hpp"
#include "clocks/web/pages.hpp"
#include "clocks/words.hpp"
#include "mail/address.hpp"
#include "organ/store.hpp"
#include "organ/words.hpp"

/// What a person sets for himself (the morning's mail), and what the office sets for all (days of warning).
namespace mingtang::clocks::web {
namespace {

Response mails_page(Desk const& desk, std::optional<Refusal> const& refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        DeskPage page(desk, "clocks/mails", word("page", "mails"));
        page.crumb(word("page", "clocks"), "/desk/clocks").crumb(word("page", "mails"));
        auto data = page.data();
        auto choice = mail_choice(in, desk.actor.person_id);
        auto const& form = desk.request.form;
        data.set("address", refusal ? form["address"] : choice.address);
        data.show("wanted", refusal ? form["wanted"] == "1" : choice.wanted || choice.address.empty());
        data.show("saved", desk.request.query["done"] == "saved");
        if (refusal) {
            organ::web::show_refusal(data, *refusal);
            data.section("address_wrong").set("message", view::sentence(*refusal));
        }
        return page.response(refusal ? status_of(*refusal) : 200);
    });
}

void show_kind(view::Data data, Desk const& desk, Kind kind, std::map<Kind, store::Warning> const& set, Refusal const* refusal) {
    auto name = std::string(to_text(kind));
    auto ours = row_of(kind).warn_days;
    auto found = set.find(kind);
    auto stored = found == set.end() ? std::to_string(ours) : std::to_string(found->second.days);
    auto row = data.section("rows").set("name", name).set("label", word("kind", kind)).set("fallback", ours);
    row.set("value", refusal != nullptr ? desk.request.form[name] : stored).show("is_ours", found == set.end());
    for (auto role : row_of(kind).acts) row.section("acts").set("role", organ::word("role", role));
    if (found != set.end()) row.section("set").set("set_by", found->second.set_by).set("set_at", found->second.set_at.local_text());
    if (refusal != nullptr && refusal->field == name) row.section("wrong").set("message", view::sentence(*refusal));
}

/// Who gets the mail, so that the office sees who does not.
void show_readers(view::Data data, Context& in) {
    auto units = organ::store::unit_names(in.tx);
    auto grants = organ::store::all_grants(in.tx);
    long long without = 0;
    for (auto const& person : organ::store::people(in.tx)) {
        if (grants[person.id].empty()) continue;
        auto choice = mail_choice(in, person.id);
        bool gets = choice.wanted && !choice.address.empty();
        without += !gets;
        if (!gets) continue;
        data.section("readers").set("name", person.name).set("unit", units[person.unit_id]).set("address", mail::masked(choice.address));
    }
    data.set("without", without);
    auto last = store::last_morning(in.tx);
    data.show("never", !last);
    if (last) data.section("last").set("at", last->at.local_text()).set("mails", last->mails);
}

Response settings_page(Desk const& desk, Refusal const* refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        DeskPage page(desk, "clocks/settings", word("page", "settings"));
        page.crumb(word("page", "settings"));
        auto data = page.data();
        auto set = store::warnings(in.tx);
        for (std::size_t kind = 0; kind < EnumNames<Kind>::names.size(); ++kind) show_kind(data, desk, Kind(kind), set, refusal);
        data.show("may_set", may_set_days(desk.actor).has_value()).show("saved", desk.request.query["done"] == "saved");
        show_readers(data, in);
        if (refusal != nullptr) organ::web::show_refusal(data, *refusal);
        return page.response(refusal != nullptr ? status_of(*refusal) : 200);
    });
}

}  // namespace

Response show_mails(Desk const& desk) { return mails_page(desk, {}); }

Response save_mails(Desk const& desk) {
    auto const& form = desk.request.form;
    auto done = organ::act(desk.env, desk.actor, [&](Context& in) { return set_mail(in, form["address"], form["wanted"] == "1"); });
    return done ? http::see_other("/desk/clocks/mails?done=saved") : mails_page(desk, done.error());
}

Response show_settings(Desk const& desk) { return settings_page(desk, nullptr); }

Response save_settings(Desk const& desk) {
    std::map<Kind, std::string> typed;
    for (std::size_t kind = 0; kind < EnumNames<Kind>::names.size(); ++kind)
        if (auto name = EnumNames<Kind>::names[kind]; desk.request.form.has(name)) typed[Kind(kind)] = desk.request.form[name];
    auto done = organ::act(desk.env, desk.actor, [&](Context& in) { return set_days(in, typed); });
    if (done) return http::see_other("/admin/clocks?done=saved");
    auto refusal = done.error();
    return settings_page(desk, &refusal);
}

}  // namespace mingtang::clocks::web
