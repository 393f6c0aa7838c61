#pragma once
#include "catalogue/item.hpp"
#include "organ/context.hpp"

namespace mingtang::cli {

/// The standard entry for what no other entry names, law: ogi-2019:20.15 "法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息";
/// made when it is not there yet.
catalogue::Item other_information_item(organ::Context& in);

/// Where a document goes whose own entry is not known: the unit's first entry of the general catalogue, else the standard one for the rest.
catalogue::Item general_item_of(organ::Context& in, Id unit_id);

}  // namespace mingtang::cli
