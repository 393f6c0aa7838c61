#pragma once
#include "http/router.hpp"
#include "organ/context.hpp"

namespace mingtang::remedy {

/// The page of an application of the unit by its case number; empty where the register has none.
using RequestPage = std::function<std::string(organ::Context&, Id unit_id, std::string const& case_number)>;

http::Routes routes(organ::Environment const& env, RequestPage request_page);  // /desk/remedies/…

}  // namespace mingtang::remedy
