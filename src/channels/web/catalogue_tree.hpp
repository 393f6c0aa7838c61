#pragma once
#include "channels/web/page.hpp"

namespace mingtang::channels::web {

/// A standard entry with what the units published under it.
struct TreeItem {
    catalogue::Item item;
    long long count = 0;
    Date last_on;
};
struct TreeDomain {
    catalogue::Domain domain;
    std::vector<TreeItem> items;
    long long count = 0;
    Date last_on;
};
/// All domains in order, with their open standard entries; gives the page its tags.
std::vector<TreeDomain> catalogue_tree(Reading& in);

/// The entry itself and those derived from it: what a list of its documents holds. Gives the page their tags.
std::vector<Id> items_under(Reading& in, catalogue::Item const& item);

}  // namespace mingtang::channels::web
