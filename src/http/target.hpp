#pragma once
#include <optional>
#include <string_view>

#include "http/request.hpp"

namespace mingtang::http {

/// Why a part of a request was not taken: the status to answer and the refusal code.
struct Fault {
    int status = 400;
    std::string_view code = "http.request.encoding";
    bool operator==(Fault const&) const = default;
};

/// Fills `target`, `path` and `query` of the request. Broken percent-encoding, text that is no UTF-8, NUL, controls in the path, `.` and
/// `..` segments are faults; `http://host/path` is read as `/path`.
std::optional<Fault> read_target(std::string_view target, Request& into);

/// Reads `a=1&b=2` (application/x-www-form-urlencoded); at most 2,000 pairs.
std::optional<Fault> read_pairs(std::string_view encoded, Fields& into);

/// Well-formed UTF-8 without NUL.
bool is_plain_text(std::string_view bytes);

}  // namespace mingtang::http
