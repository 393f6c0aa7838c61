#pragma once
#include "remedy/actions.hpp"

namespace mingtang::remedy {

/// The unit's register as CSV (UTF-8 with BOM, RFC 4180) with the names of `fields()` as its heading, as `mingtang import remedies` reads
/// it; with what is sealed opened for who may. Cases that were struck out are left out.
std::string csv_of_unit(Context& in, Id unit_id);

}  // namespace mingtang::remedy
