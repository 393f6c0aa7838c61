#include "catalogue/actions.hpp"

#include "base/text.hpp"
#include "catalogue/rules.hpp"
#include "catalogue/store.hpp"
#include "organ/rules.hpp"
#include "organ/store.hpp"

namespace mingtang::catalogue {
namespace {

using organ::Context;

std::string subject_of(Item const& item) { return "item:" + std::to_string(item.id); }

json::object names_of(Item const& item) { return {{"code", item.code}, {"name", item.level2.empty() ? item.level1 : item.level2}}; }

Outcome<Item> find_item(Context& in, Id id) {
    if (auto found = store::item(in.tx, id)) return std::move(*found);
    return Refusal{"catalogue.item.not_found"};
}

bool is_domain(Context& in, std::string const& code) {
    auto all = store::domains(in.tx);
    return std::any_of(all.begin(), all.end(), [&](Domain const& one) { return one.code == code; });
}

/// Where a new entry stands: a unit's follows its standard one.
Done place_fits(Context& in, Item& item) {
    if (item.unit_id) {
        auto unit = organ::store::unit_by_id(in.tx, item.unit_id);
        if (!unit || !unit->open) return Refusal{"catalogue.add_item.unit", "", {}, "unit_id"};
    }
    if (item.standard_id) {
        auto standard = item.unit_id ? store::item(in.tx, item.standard_id) : std::nullopt;
        if (!standard || standard->unit_id || !standard->open) return Refusal{"catalogue.add_item.standard", "", {}, "standard_id"};
        item.domain = standard->domain;
    }
    if (!is_domain(in, item.domain)) return Refusal{"catalogue.add_item.domain", "", {}, "domain"};
    return {};
}

/// What only add, rename, close and reopen may set.
void keep_fixed(Item& changed, Item const& stored) {
    changed.unit_id = stored.unit_id;
    changed.standard_id = stored.standard_id;
    changed.domain = stored.domain;
    changed.code = stored.code;
    changed.level1 = stored.level1;
    changed.level2 = stored.level2;
    changed.open = stored.open;
}

json::array changed_columns(Item const& before, Item const& after) {
    std::vector<storage::Cell> old;
    Item::columns([&](std::string_view, auto const& value) { old.push_back(storage::to_cell(value)); }, before);
    json::array names;
    std::size_t at = 0;
    Item::columns(
        [&](std::string_view name, auto const& value) {
            if (storage::to_cell(value) != old[at++]) names.emplace_back(name);
        },
        after);
    return names;
}

}  // namespace

Outcome<Item> add_item(Context& in, Item item) {
    if (auto may = organ::may_administer(in.actor); !may) return may.error();
    item.id = 0;
    item.open = true;
    if (auto fit = tidy(item); !fit) return fit.error();
    if (auto fit = place_fits(in, item); !fit) return fit.error();
    if (store::item_by_code(in.tx, item.unit_id, item.code))
        return Refusal{"catalogue.add_item.code_taken", "", {{"code", item.code}}, "code"};
    store::save(in.tx, item);
    in.write("catalogue.item_added", subject_of(item), item.unit_id, names_of(item));
    return item;
}

Outcome<Item> change_item(Context& in, Item changed) {
    if (auto may = organ::may_administer(in.actor); !may) return may.error();
    auto stored = find_item(in, changed.id);
    if (!stored) return stored.error();
    keep_fixed(changed, *stored);
    if (auto fit = tidy(changed); !fit) return fit.error();
    auto columns = changed_columns(*stored, changed);
    if (columns.empty()) return *stored;
    store::save(in.tx, changed);
    auto data = names_of(changed);
    data["columns"] = std::move(columns);
    in.write("catalogue.item_changed", subject_of(changed), changed.unit_id, std::move(data));
    return changed;
}

Outcome<Item> rename_item(Context& in, Id id, std::string level1, std::string level2) {
    if (auto may = organ::may_administer(in.actor); !may) return may.error();
    auto item = find_item(in, id);
    if (!item) return item.error();
    auto before = *item;
    item->level1 = std::move(level1);
    item->level2 = std::move(level2);
    if (auto fit = tidy(*item); !fit) return fit.error();
    if (item->level1 == before.level1 && item->level2 == before.level2) return Refusal{"catalogue.rename_item.same", "", {}, "level1"};
    store::save(in.tx, *item);
    in.write("catalogue.item_renamed", subject_of(*item), item->unit_id,
             {{"code", item->code}, {"before", before.level1 + " / " + before.level2}, {"after", item->level1 + " / " + item->level2}});
    return *item;
}

Outcome<Item> close_item(Context& in, Id id, std::string const& reason) {
    if (auto may = organ::may_administer(in.actor); !may) return may.error();
    auto item = find_item(in, id);
    if (!item) return item.error();
    if (!item->open) return Refusal{"catalogue.close_item.closed"};
    auto why = text::one_line(reason);
    if (why.empty() || text::length(why) > 500) return Refusal{"catalogue.close_item.reason", "", {}, "reason"};
    if (item->unit_id == 0)
        for (auto const& derived : store::derived_from(in.tx, id))
            if (derived.open) return Refusal{"catalogue.close_item.in_use"};
    item->open = false;
    store::save(in.tx, *item);
    auto data = names_of(*item);
    data["reason"] = why;
    in.write("catalogue.item_closed", subject_of(*item), item->unit_id, std::move(data));
    return *item;
}

Outcome<Item> reopen_item(Context& in, Id id) {
    if (auto may = organ::may_administer(in.actor); !may) return may.error();
    auto item = find_item(in, id);
    if (!item) return item.error();
    if (item->open) return Refusal{"catalogue.reopen_item.open"};
    if (auto standard = store::item(in.tx, item->standard_id); standard && !standard->open)
        return Refusal{"catalogue.reopen_item.standard"};
    item->open = true;
    store::save(in.tx, *item);
    in.write("catalogue.item_reopened", subject_of(*item), item->unit_id, names_of(*item));
    return *item;
}

}  // namespace mingtang::catalogue
