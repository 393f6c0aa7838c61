#include "organ/units.hpp"

#include "organ/rules.hpp"
#include "organ/store.hpp"

namespace mingtang::organ {
namespace {

std::string subject_of(Unit const& unit) { return "unit:" + std::to_string(unit.id); }

Outcome<Unit> find_unit(Context& in, Id id) {
    if (auto found = store::unit_by_id(in.tx, id)) return std::move(*found);
    return Refusal{"organ.unit.not_found", ""};
}

Done parent_fits(Context& in, Unit const& unit) {
    if (unit.parent_id == 0) return {};
    auto parent = store::unit_by_id(in.tx, unit.parent_id);
    if (!parent || !parent->open) return Refusal{"organ.move_unit.parent", "", {}, "parent_id"};
    if (unit.id == 0) return {};
    return may_stand_under(unit.id, unit.parent_id, store::unit_and_below(in.tx, unit.id));
}

bool name_is_taken(Context& in, std::string const& name, Id except) {
    for (auto const& unit : store::all_units(in.tx))
        if (unit.open && unit.id != except && unit.name == name) return true;
    return false;
}

json::array changed_columns(Unit const& before, Unit const& after) {
    std::vector<storage::Cell> old;
    Unit::columns([&](std::string_view, auto const& value) { old.push_back(storage::to_cell(value)); }, before);
    json::array names;
    std::size_t at = 0;
    Unit::columns(
        [&](std::string_view name, auto const& value) {
            if (storage::to_cell(value) != old[at++] && name != "changed_at") names.emplace_back(name);
        },
        after);
    return names;
}

/// What only create, rename and merge may set.
void keep_fixed(Unit& changed, Unit const& stored) {
    changed.code = stored.code;
    changed.name = stored.name;
    changed.open = stored.open;
    changed.merged_into_id = stored.merged_into_id;
}

}  // namespace

Outcome<Unit> create_unit(Context& in, Unit unit) {
    if (auto may = may_administer(in.actor); !may) return may.error();
    unit.id = 0;
    unit.open = true;
    unit.merged_into_id = 0;
    if (auto fit = tidy(unit); !fit) return fit.error();
    if (auto fit = parent_fits(in, unit); !fit) return fit.error();
    if (store::unit_by_code(in.tx, unit.code)) return Refusal{"organ.create_unit.code_taken", "", {{"unit_code", unit.code}}, "code"};
    if (name_is_taken(in, unit.name, 0)) return Refusal{"organ.create_unit.name_taken", "", {{"name", unit.name}}, "name"};
    unit.changed_at = in.now;
    store::save(in.tx, unit);
    in.write("organ.unit_added", subject_of(unit), unit.id, {{"code", unit.code}, {"name", unit.name}});
    return unit;
}

Outcome<Unit> change_unit(Context& in, Unit changed, Instant seen) {
    if (auto may = may_administer(in.actor); !may) return may.error();
    auto stored = find_unit(in, changed.id);
    if (!stored) return stored.error();
    if (stored->changed_at != seen) return Refusal{"organ.change_unit.conflict", ""};
    keep_fixed(changed, *stored);
    if (auto fit = tidy(changed); !fit) return fit.error();
    if (changed.parent_id != stored->parent_id)
        if (auto fit = parent_fits(in, changed); !fit) return fit.error();
    auto columns = changed_columns(*stored, changed);
    if (columns.empty()) return *stored;
    changed.changed_at = in.now;
    store::save(in.tx, changed);
    in.write("organ.unit_changed", subject_of(changed), changed.id, {{"columns", std::move(columns)}});
    return changed;
}

Done change_unit_parts(Context& in, Id unit_id, UnitParts parts) {
    if (auto may = may_administer(in.actor); !may) return may.error();
    auto unit = find_unit(in, unit_id);
    if (!unit) return unit.error();
    for (auto& leader : parts.leaders)
        if (auto fit = tidy(leader); !fit) return fit.error();
    for (auto& division : parts.divisions)
        if (auto fit = tidy(division); !fit) return fit.error();
    json::object data{{"leaders", parts.leaders.size()}, {"divisions", parts.divisions.size()}};
    store::replace_leaders(in.tx, unit_id, std::move(parts.leaders));
    store::replace_divisions(in.tx, unit_id, std::move(parts.divisions));
    unit->changed_at = in.now;
    store::save(in.tx, *unit);
    in.write("organ.unit_changed", subject_of(*unit), unit_id, std::move(data));
    return {};
}

Outcome<Unit> rename_unit(Context& in, Id unit_id, std::string name, std::string short_name, Date from) {
    if (auto may = may_administer(in.actor); !may) return may.error();
    auto found = find_unit(in, unit_id);
    if (!found) return found.error();
    auto unit = *found;
    if (!unit.open) return Refusal{"organ.rename_unit.closed", ""};
    FormerName former{.unit_id = unit.id, .name = unit.name};
    unit.name = std::move(name);
    unit.short_name = std::move(short_name);
    if (auto fit = tidy(unit); !fit) return fit.error();
    if (unit.name == former.name) return Refusal{"organ.rename_unit.same", "", {}, "name"};
    if (name_is_taken(in, unit.name, unit.id)) return Refusal{"organ.rename_unit.name_taken", "", {{"name", unit.name}}, "name"};
    auto earlier = store::former_names(in.tx, unit.id);
    if (!from || from > in.today() || (!earlier.empty() && from - 1 <= earlier.front().until_on))
        return Refusal{"organ.rename_unit.day", "", {}, "from"};
    former.until_on = from - 1;
    store::add(in.tx, former);
    unit.changed_at = in.now;
    store::save(in.tx, unit);
    in.write("organ.unit_renamed", subject_of(unit), unit.id,
             {{"before", former.name}, {"after", unit.name}, {"until_on", former.until_on.text()}});
    return unit;
}

Outcome<Unit> merge_units(Context& in, Id unit_id, Id into_id) {
    if (auto may = may_administer(in.actor); !may) return may.error();
    if (unit_id == into_id) return Refusal{"organ.merge_units.same", "", {}, "into_id"};
    auto unit = find_unit(in, unit_id);
    if (!unit) return unit.error();
    auto into = find_unit(in, into_id);
    if (!into) return Refusal{"organ.merge_units.target", "", {}, "into_id"};
    if (!unit->open || !into->open) return Refusal{"organ.merge_units.closed", "", {}, "into_id"};
    if (store::unit_and_below(in.tx, unit_id).contains(into_id)) return Refusal{"organ.merge_units.below", "", {}, "into_id"};
    store::move_children(in.tx, unit_id, into_id);
    auto people = store::move_people(in.tx, unit_id, into_id);
    store::move_grants(in.tx, unit_id, into_id);
    unit->open = false;
    unit->merged_into_id = into_id;
    unit->changed_at = in.now;
    store::save(in.tx, *unit);
    in.write("organ.units_merged", subject_of(*unit), unit_id,
             {{"into_id", into_id}, {"into", into->name}, {"name", unit->name}, {"people", people}});
    return *unit;
}

std::vector<std::string> contacts_of(std::vector<Unit> const& units) {
    std::vector<std::string> all;
    for (auto const& unit : units)
        for (auto const& value : {unit.telephone, unit.fax, unit.address, unit.email})
            if (!value.empty()) all.push_back(value);
    return all;
}

}  // namespace mingtang::organ
