#pragma once
#include "catalogue/due.hpp"
#include "catalogue/store.hpp"
#include "disclosure/store.hpp"
#include "organ/context.hpp"

namespace mingtang::supervision {

/// For tests: the projection of due days, which a reader of the journal (app/due_keeper) keeps on a running site.
inline void project_due(organ::Context& in) {
    for (auto const& item : catalogue::store::unit_items_after(in.tx, 0, 1000)) {
        auto newest = disclosure::store::public_list(in.tx, {.catalogue_item_ids = {item.id}}, {}, 1);
        catalogue::refresh_due(in.tx, item, newest.empty() ? Date() : newest.front().published_on, in.calendar);
    }
}

}  // namespace mingtang::supervision
