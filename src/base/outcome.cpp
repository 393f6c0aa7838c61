#include "base/outcome.hpp"

#include <stdexcept>

namespace mingtang {

void throw_refusal(Refusal const& refusal) { throw std::logic_error("a refusal was not looked at: " + refusal.code); }

int status_of(Refusal const& refusal) {
    auto reason = std::string_view(refusal.code).substr(refusal.code.rfind('.') + 1);
    if (reason == "not_found") return 404;
    if (reason == "forbidden") return 403;
    if (reason == "signed_out") return 401;
    if (reason == "conflict") return 409;
    if (reason == "too_large") return 413;
    if (reason == "too_many") return 429;
    return 422;
}

}  // namespace mingtang
