#include "catalogue/standard.hpp"

#include <set>

#include "base/text.hpp"
#include "catalogue/actions/common.hpp"
#include "catalogue/particulars.hpp"
#include "catalogue/rules.hpp"
#include "catalogue/timing.hpp"
#include "organ/store.hpp"

namespace mingtang::catalogue {
namespace {

using organ::Context;

std::string next_code(Context& in, std::string const& domain) {
    for (int number = 1;; ++number) {
        auto code = domain + (number < 10 ? "-0" : "-") + std::to_string(number);
        if (!store::item_by_code(in.tx, 0, code)) return code;
    }
}

std::optional<Item> known(Context& in, Item const& item) {
    if (!item.code.empty()) return store::item_by_code(in.tx, 0, item.code);
    return store::standard_by_names(in.tx, item.domain, item.level1, item.level2);
}

Outcome<Imported> add_imported(Context& in, Item item) {
    if (item.place == 0) item.place = store::last_place(in.tx, item.domain) + 1;
    save_new(in, item);
    in.write("catalogue.item_added", subject_of(item), 0, names_of(item));
    return Imported::added;
}

Outcome<Imported> change_imported(Context& in, Item const& stored, Item const& row) {
    if (stored.domain != row.domain) return Refusal{"catalogue.import_item.other_domain", "", {{"code", stored.code}}, "code"};
    if (!stored.open) return Refusal{"catalogue.import_item.closed", "", {{"code", stored.code}}, "code"};
    auto changed = stored;
    take_particulars(changed, particulars_json(row));
    if (row.place) changed.place = row.place;
    auto names = changed_names(stored, changed);
    if (names.empty()) return Imported::unchanged;
    save_changed(in, stored, changed, "");
    auto data = names_of(changed);
    data["columns"] = std::move(names);
    in.write("catalogue.item_changed", subject_of(changed), 0, std::move(data));
    return Imported::changed;
}

Outcome<Item> find_behind(Context& in, Id id) {
    auto own = find_item(in, id);
    if (!own) return own.error();
    if (auto may = may_arrange(in.actor, own->unit_id); !may) return may.error();
    auto standard = store::item(in.tx, own->standard_id);
    if (!standard || std::max(standard->edition, 1) == std::max(own->standard_edition, 1))
        return Refusal{"catalogue.adopt_standard.nothing"};
    return *own;
}

Outcome<Item> save_in_line(Context& in, Item const& before, Item own, Item const& standard, std::string const& way) {
    own.standard_edition = std::max(standard.edition, 1);
    if (auto may = has_reason_to_differ(own, standard); !may) return may.error();
    save_changed(in, before, own, own.deviation);
    auto data = names_of(own);
    data["standard_edition"] = own.standard_edition;
    data["columns"] = changed_names(before, own);
    in.write(way, subject_of(own), own.unit_id, std::move(data));
    return own;
}

}  // namespace

Outcome<Domain> open_domain(Context& in, std::string code, std::string name) {
    if (auto may = may_arrange(in.actor, 0); !may) return may.error();
    auto found = store::domain_by_code(in.tx, text::trim(code));
    Domain domain = found.value_or(Domain{.code = std::move(code), .place = int(store::domains(in.tx).size()) + 1});
    if (found && text::one_line(name).empty()) return *found;
    domain.name = std::move(name);
    if (auto fit = tidy(domain); !fit) return fit.error();
    if (found && found->name == domain.name) return *found;
    store::save(in.tx, domain);
    in.write(found ? "catalogue.domain_renamed" : "catalogue.domain_added", "domain:" + std::to_string(domain.id), 0,
             {{"code", domain.code}, {"name", domain.name}});
    return domain;
}

Outcome<Imported> import_item(Context& in, std::string const& domain, Item item) {
    if (auto may = may_arrange(in.actor, 0); !may) return may.error();
    if (!store::domain_by_code(in.tx, domain)) return Refusal{"catalogue.import_item.domain", "", {{"domain", domain}}};
    item.id = item.unit_id = item.standard_id = 0;
    item.domain = domain;
    item.level1 = text::one_line(item.level1), item.level2 = text::one_line(item.level2), item.code = text::trim(item.code);
    fill_timing(item);
    auto stored = known(in, item);
    if (item.code.empty()) item.code = stored ? stored->code : next_code(in, domain);
    if (auto fit = tidy(item); !fit) return fit.error();
    return stored ? change_imported(in, *stored, item) : add_imported(in, item);
}

std::vector<Item> derivable(storage::Transaction& tx, Id unit_id, std::string const& domain) {
    auto unit = organ::store::unit_by_id(tx, unit_id);
    if (!unit || !unit->open) return {};
    std::set<Id> derived;
    for (auto const& item : store::items_of(tx, unit_id)) derived.insert(item.standard_id);
    auto items = store::items_of(tx, 0);
    std::erase_if(items, [&](Item const& one) {
        return !one.open || one.domain != domain || derived.contains(one.id) || !is_meant_for(one, unit->kind);
    });
    return items;
}

Outcome<int> derive(Context& in, Id unit_id, std::string const& domain, std::vector<Id> const& chosen) {
    if (auto may = may_arrange(in.actor, unit_id); !may) return may.error();
    auto unit = organ::store::unit_by_id(in.tx, unit_id);
    if (!unit || !unit->open) return Refusal{"catalogue.derive.unit", "", {}, "unit"};
    if (!store::domain_by_code(in.tx, domain)) return Refusal{"catalogue.derive.domain", "", {}, "domain"};
    int count = 0;
    for (auto const& standard : derivable(in.tx, unit_id, domain)) {
        if (!chosen.empty() && std::find(chosen.begin(), chosen.end(), standard.id) == chosen.end()) continue;
        if (store::item_by_code(in.tx, unit_id, standard.code))
            return Refusal{"catalogue.derive.code_taken", "", {{"code", standard.code}}};
        Item own = standard;
        own.id = 0;
        own.unit_id = unit_id;
        own.standard_id = standard.id;
        own.standard_edition = std::max(standard.edition, 1);
        own.since_on = in.today();
        save_new(in, own);
        ++count;
    }
    if (!count) return Refusal{"catalogue.derive.nothing"};
    in.write("catalogue.unit_items_added", "unit:" + std::to_string(unit_id), unit_id, {{"items", count}, {"domain", domain}});
    return count;
}

Outcome<Item> adopt_standard(Context& in, Id id) {
    auto before = find_behind(in, id);
    if (!before) return before.error();
    auto standard = store::item(in.tx, before->standard_id).value();
    auto apart = drift(*before, *base_of(in.tx, *before), standard);
    Item own = *before;
    for (auto const& news : apart.standard) {
        bool on_purpose = std::any_of(apart.own.begin(), apart.own.end(), [&](auto const& one) { return one.name == news.name; });
        if (!on_purpose) set_particular(own, news.name, news.after);
    }
    return save_in_line(in, *before, std::move(own), standard, "catalogue.standard_adopted");
}

Outcome<Item> keep_own(Context& in, Id id, std::string const& reason) {
    auto before = find_behind(in, id);
    if (!before) return before.error();
    Item own = *before;
    own.deviation = text::one_line(reason);
    if (auto fit = tidy(own); !fit) return fit.error();
    if (own.deviation.empty()) return Refusal{"catalogue.item.deviation", "", {}, "deviation"};
    return save_in_line(in, *before, std::move(own), store::item(in.tx, own.standard_id).value(), "catalogue.own_kept");
}

std::vector<Item> behind_standard(storage::Transaction& tx, Id unit_id) {
    std::map<Id, int> editions;
    for (auto const& standard : store::items_of(tx, 0)) editions[standard.id] = std::max(standard.edition, 1);
    auto items = store::items_of(tx, unit_id);
    std::erase_if(items, [&](Item const& one) {
        auto found = editions.find(one.standard_id);
        return !one.open || found == editions.end() || found->second == std::max(one.standard_edition, 1);
    });
    return items;
}

}  // namespace mingtang::catalogue
