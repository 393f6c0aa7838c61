#include "catalogue/due.hpp"
#include "catalogue/standard.hpp"
#include "catalogue/store.hpp"
#include "cli/line.hpp"
#include "cli/words.hpp"
#include "organ/store.hpp"

namespace mingtang::cli {
namespace {

struct Choices {
    std::string unit, domain, as_of;
    bool json = false;
};

Outcome<organ::Unit> unit_of(storage::Transaction& tx, std::string const& code) {
    if (auto unit = organ::store::unit_by_code(tx, code)) return *unit;
    return Refusal{"cli.unit.unknown", "", {{"unit", code}}};
}

int derive(app::Config const& config, Choices const& chosen) {
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    auto actor = organ::Actor::of_system("catalogue derive");
    std::string name;
    auto count = organ::act((*store)->environment(), actor, [&](organ::Context& in) -> Outcome<int> {
        auto unit = unit_of(in.tx, chosen.unit);
        if (!unit) return unit.error();
        name = unit->name;
        return catalogue::derive(in, unit->id, chosen.domain);
    });
    if (!count) return refuse(count.error());
    say(words("catalogue.derived", {{"unit", name}, {"count", std::to_string(*count)}}));
    return Exit::done;
}

std::string name_of(auto const& item) { return item.level2.empty() ? item.level1 : item.level1 + " / " + item.level2; }

int list(app::Config const& config, Choices const& chosen) {
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    auto tx = (*store)->database().read();
    Id unit_id = 0;
    if (!chosen.unit.empty()) {
        auto unit = unit_of(tx, chosen.unit);
        if (!unit) return refuse(unit.error());
        unit_id = unit->id;
    }
    std::vector<std::vector<std::string>> rows{
        {words("catalogue.column.domain"), words("catalogue.column.code"), words("catalogue.column.item")}};
    for (auto const& item : catalogue::store::items_of(tx, unit_id)) {
        if (!item.open || (!chosen.domain.empty() && item.domain != chosen.domain)) continue;
        if (chosen.json) {
            say(json::serialize(json::object{{"domain", item.domain},
                                             {"code", item.code},
                                             {"level1", item.level1},
                                             {"level2", item.level2},
                                             {"cadence", to_text(item.cadence)}}));
        } else {
            rows.push_back({item.domain, item.code, name_of(item)});
        }
    }
    if (!chosen.json) say_table(rows);
    return Exit::done;
}

Outcome<Date> day_of(app::Store& store, std::string const& typed) {
    if (typed.empty()) return store.environment().clock.today();
    if (auto day = Date::parse(typed)) return *day;
    return Refusal{"cli.catalogue.day", "", {{"day", typed}}};
}

int overdue(app::Config const& config, Choices const& chosen) {
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    auto day = day_of(**store, chosen.as_of);
    if (!day) return refuse(day.error(), Exit::misused);
    (*store)->reckon_due_now();
    auto tx = (*store)->database().read();
    Id unit_id = 0;
    if (!chosen.unit.empty()) {
        auto unit = unit_of(tx, chosen.unit);
        if (!unit) return refuse(unit.error());
        unit_id = unit->id;
    }
    auto names = organ::store::unit_names(tx);
    std::vector<std::vector<std::string>> rows{{words("catalogue.column.unit"), words("catalogue.column.item"),
                                                words("catalogue.column.last_on"), words("catalogue.column.due_on"),
                                                words("catalogue.column.days")}};
    for (auto const& one : catalogue::store::overdue_as_of(tx, *day, unit_id)) {
        if (chosen.json) {
            say(json::serialize(json::object{{"unit", names[one.unit_id]},
                                             {"item_id", one.item_id},
                                             {"code", one.code},
                                             {"name", name_of(one)},
                                             {"last_on", one.last_on.text()},
                                             {"due_on", one.due_on.text()},
                                             {"days", *day - one.due_on}}));
        } else {
            rows.push_back({names[one.unit_id], name_of(one), one.last_on.text(), one.due_on.text(), std::to_string(*day - one.due_on)});
        }
    }
    if (chosen.json) return Exit::done;
    if (rows.size() == 1) say(words("catalogue.none_overdue"));
    if (rows.size() > 1) say_table(rows);
    return Exit::done;
}

}  // namespace

void add_catalogue(Verb app, Line& line) {
    auto verb = app.add_verb("catalogue", words("help.catalogue"));
    verb.require_verb();
    auto chosen = std::make_shared<Choices>();
    auto deriving = verb.add_verb("derive", words("help.catalogue.derive"));
    deriving.add_option("--unit", chosen->unit, words("help.catalogue.unit")).required().type_name("CODE");
    deriving.add_option("--domain", chosen->domain, words("help.catalogue.domain")).required().type_name("CODE");
    deriving.callback([&line, chosen] { line.work = [&line, chosen] { return derive(line.config, *chosen); }; });
    auto listing = verb.add_verb("list", words("help.catalogue.list"));
    listing.add_option("--unit", chosen->unit, words("help.catalogue.unit")).type_name("CODE");
    listing.add_option("--domain", chosen->domain, words("help.catalogue.domain")).type_name("CODE");
    listing.add_flag("--json", chosen->json, words("help.json"));
    listing.callback([&line, chosen] { line.work = [&line, chosen] { return list(line.config, *chosen); }; });
    auto late = verb.add_verb("overdue", words("help.catalogue.overdue"));
    late.add_option("--unit", chosen->unit, words("help.catalogue.unit")).type_name("CODE");
    late.add_option("--as-of", chosen->as_of, words("help.catalogue.as_of")).type_name("DATE");
    late.add_flag("--json", chosen->json, words("help.json"));
    late.callback([&line, chosen] { line.work = [&line, chosen] { return overdue(line.config, *chosen); }; });
}

}  // namespace mingtang::cli
