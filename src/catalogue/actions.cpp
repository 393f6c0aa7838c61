#include "catalogue/actions.hpp"

#include "base/text.hpp"
#include "catalogue/actions/common.hpp"
#include "catalogue/rules.hpp"
#include "organ/rules.hpp"
#include "organ/store.hpp"

namespace mingtang::catalogue {
namespace {

using organ::Context;

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
    if (!store::domain_by_code(in.tx, item.domain)) return Refusal{"catalogue.add_item.domain", "", {}, "domain"};
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
    changed.edition = stored.edition;
    changed.standard_edition = stored.standard_edition;
    if (!changed.since_on) changed.since_on = stored.since_on;
}

/// Whoever has an older page open does not write over what was saved meanwhile.
Done is_as_seen(Item const& stored, int seen) {
    if (stored.edition == seen) return {};
    return Refusal{"catalogue.item.conflict", "", {{"edition", std::to_string(stored.edition)}}};
}

}  // namespace

Outcome<Item> add_item(Context& in, Item item) {
    if (auto may = may_arrange(in.actor, item.unit_id); !may) return may.error();
    item.id = 0;
    item.edition = item.standard_edition = 0;
    item.open = true;
    if (auto fit = tidy(item); !fit) return fit.error();
    if (auto fit = place_fits(in, item); !fit) return fit.error();
    if (store::item_by_code(in.tx, item.unit_id, item.code))
        return Refusal{"catalogue.add_item.code_taken", "", {{"code", item.code}}, "code"};
    if (auto standard = store::item(in.tx, item.standard_id)) {
        item.standard_edition = std::max(standard->edition, 1);
        if (auto may = has_reason_to_differ(item, *standard); !may) return may.error();
    }
    save_new(in, item);
    in.write("catalogue.item_added", subject_of(item), item.unit_id, names_of(item));
    return item;
}

Outcome<Item> change_item(Context& in, Item changed) {
    auto stored = find_item(in, changed.id);
    if (!stored) return stored.error();
    if (auto may = may_arrange(in.actor, stored->unit_id); !may) return may.error();
    if (auto same = is_as_seen(*stored, changed.edition); !same) return same.error();
    keep_fixed(changed, *stored);
    if (auto fit = tidy(changed); !fit) return fit.error();
    if (auto base = base_of(in.tx, changed))
        if (auto may = has_reason_to_differ(changed, *base); !may) return may.error();
    auto names = changed_names(*stored, changed);
    if (names.empty()) return *stored;
    save_changed(in, *stored, changed, changed.deviation);
    auto data = names_of(changed);
    data["columns"] = std::move(names);
    in.write("catalogue.item_changed", subject_of(changed), changed.unit_id, std::move(data));
    return changed;
}

Outcome<Item> rename_item(Context& in, Id id, int seen, std::string level1, std::string level2) {
    auto item = find_item(in, id);
    if (!item) return item.error();
    if (auto may = may_arrange(in.actor, item->unit_id); !may) return may.error();
    if (auto same = is_as_seen(*item, seen); !same) return same.error();
    auto before = *item;
    item->level1 = std::move(level1);
    item->level2 = std::move(level2);
    if (auto fit = tidy(*item); !fit) return fit.error();
    if (item->level1 == before.level1 && item->level2 == before.level2) return Refusal{"catalogue.rename_item.same", "", {}, "level1"};
    save_changed(in, before, *item, "");
    in.write("catalogue.item_renamed", subject_of(*item), item->unit_id,
             {{"code", item->code}, {"before", before.level1 + " / " + before.level2}, {"after", item->level1 + " / " + item->level2}});
    return *item;
}

Outcome<Item> close_item(Context& in, Id id, std::string const& reason) {
    auto item = find_item(in, id);
    if (!item) return item.error();
    if (auto may = may_arrange(in.actor, item->unit_id); !may) return may.error();
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
    auto item = find_item(in, id);
    if (!item) return item.error();
    if (auto may = may_arrange(in.actor, item->unit_id); !may) return may.error();
    if (item->open) return Refusal{"catalogue.reopen_item.open"};
    if (auto standard = store::item(in.tx, item->standard_id); standard && !standard->open)
        return Refusal{"catalogue.reopen_item.standard"};
    item->open = true;
    store::save(in.tx, *item);
    in.write("catalogue.item_reopened", subject_of(*item), item->unit_id, names_of(*item));
    return *item;
}

}  // namespace mingtang::catalogue
