#include "catalogue/actions/common.hpp"

#include "catalogue/particulars.hpp"

namespace mingtang::catalogue {
namespace {

void keep_edition(organ::Context& in, Item const& item, std::string reason, Id proposal_id) {
    Edition edition{.item_id = item.id,
                    .number = item.edition,
                    .at = in.now,
                    .person_id = in.actor.person_id,
                    .person_name = in.actor.name,
                    .reason = std::move(reason),
                    .proposal_id = proposal_id,
                    .particulars = particulars_json(item)};
    store::insert(in.tx, edition);
}

/// An entry that is older than the keeping of editions.
void keep_first_edition(organ::Context& in, Item const& before) {
    Edition edition{.item_id = before.id, .number = 1, .particulars = particulars_json(before)};
    store::insert(in.tx, edition);
}

}  // namespace

std::string subject_of(Item const& item) { return "item:" + std::to_string(item.id); }

json::object names_of(Item const& item) { return {{"code", item.code}, {"name", item.level2.empty() ? item.level1 : item.level2}}; }

Outcome<Item> find_item(organ::Context& in, Id id) {
    if (auto found = store::item(in.tx, id)) return std::move(*found);
    return Refusal{"catalogue.item.not_found"};
}

std::optional<Item> base_of(storage::Transaction& tx, Item const& own) {
    auto standard = own.standard_id ? store::item(tx, own.standard_id) : std::nullopt;
    if (!standard) return {};
    if (auto then = store::edition(tx, standard->id, std::max(own.standard_edition, 1))) take_particulars(*standard, then->particulars);
    return standard;
}

void save_new(organ::Context& in, Item& item, Id proposal_id) {
    if (!item.since_on) item.since_on = in.today();
    item.edition = 1;
    store::save(in.tx, item);
    keep_edition(in, item, item.deviation, proposal_id);
}

void save_changed(organ::Context& in, Item const& before, Item& after, std::string const& reason, Id proposal_id) {
    bool says_other = !differences(before, after).empty();
    if (says_other && before.edition == 0) keep_first_edition(in, before);
    if (says_other) after.edition = std::max(before.edition, 1) + 1;
    store::save(in.tx, after);
    if (says_other) keep_edition(in, after, reason, proposal_id);
}

json::array changed_names(Item const& before, Item const& after) {
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

}  // namespace mingtang::catalogue
