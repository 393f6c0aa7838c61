#include "base/json.hpp"
#include "cli/line.hpp"
#include "cli/words.hpp"
#include "organ/store.hpp"
#include "organ/units.hpp"

namespace mingtang::cli {
namespace {

struct Choices {
    organ::Unit unit;
    std::string kind = "department", parent;
};

Outcome<organ::Unit> added(organ::Context& in, Choices const& chosen) {
    auto unit = chosen.unit;
    unit.kind = from_text<organ::UnitKind>(chosen.kind).value();
    if (!chosen.parent.empty()) {
        auto parent = organ::store::unit_by_code(in.tx, chosen.parent);
        if (!parent) return Refusal{"cli.unit.unknown", "", {{"unit", chosen.parent}}};
        unit.parent_id = parent->id;
    }
    return organ::create_unit(in, unit);
}

int add(app::Config const& config, Choices const& chosen) {
    app::Store store(config);
    auto actor = organ::Actor::of_system("unit add");
    auto unit = organ::act(store.environment(), actor, [&](organ::Context& in) { return added(in, chosen); });
    if (!unit) return refuse(unit.error());
    say(words("unit.added", {{"name", unit->name}, {"code", unit->code}}));
    return Exit::done;
}

int list(app::Config const& config, bool as_json) {
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    auto tx = (*store)->database().read();
    std::vector<std::vector<std::string>> rows{{words("unit.code"), words("unit.name"), words("unit.credit_code"), words("unit.state")}};
    for (auto const& [unit, depth] : organ::store::unit_tree(tx)) {
        if (as_json) {
            say(json::serialize(json::object{{"code", unit.code},
                                             {"name", unit.name},
                                             {"kind", to_text(unit.kind)},
                                             {"depth", depth},
                                             {"credit_code", unit.credit_code},
                                             {"open", unit.open}}));
        } else {
            rows.push_back({unit.code, std::string(std::size_t(depth) * 2, ' ') + unit.name, unit.credit_code,
                            words(unit.open ? "unit.open" : "unit.closed")});
        }
    }
    if (!as_json) say_table(rows);
    return Exit::done;
}

}  // namespace

void add_unit(Verb app, Line& line) {
    auto verb = app.add_verb("unit", words("help.unit"));
    auto chosen = std::make_shared<Choices>();
    auto& unit = chosen->unit;
    auto adding = verb.add_verb("add", words("help.unit.add"));
    adding.add_option("--code", unit.code, words("help.unit.code")).required().type_name("CODE");
    adding.add_option("--name", unit.name, words("help.unit.name")).required().type_name("NAME");
    adding.add_option("--short-name", unit.short_name, words("help.unit.short_name")).type_name("NAME");
    adding.add_option("--kind", chosen->kind, words("help.unit.kind"))
        .one_of({"government", "office", "department", "township", "enterprise", "other"});
    adding.add_option("--parent", chosen->parent, words("help.unit.parent")).type_name("CODE");
    adding.add_option("--credit-code", unit.credit_code, words("help.unit.credit_code")).type_name("CODE");
    adding.add_option("--address", unit.address, words("help.unit.address"));
    adding.add_option("--telephone", unit.telephone, words("help.unit.telephone"));
    adding.callback([&line, chosen] { line.work = [&line, chosen] { return add(line.config, *chosen); }; });
    auto as_json = std::make_shared<bool>(false);
    auto listing = verb.add_verb("list", words("help.unit.list"));
    listing.add_flag("--json", *as_json, words("help.json"));
    listing.callback([&line, as_json] { line.work = [&line, as_json] { return list(line.config, *as_json); }; });
}

}  // namespace mingtang::cli
