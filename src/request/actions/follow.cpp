#include "base/digest.hpp"
#include "base/text.hpp"
#include "law/document_number.hpp"
#include "request/actions/form.hpp"

namespace mingtang::request {
namespace {

/// The token holds the case and a seal over its present code: a new code makes it void.
std::string seal_of(Context const& in, InfoRequest const& request) {
    return keyed_hash(in, "follow", std::to_string(request.id) + ":" + request.query_code).substr(0, 40);
}

}  // namespace

Outcome<InfoRequest> follow(Context& in, std::string const& case_number, std::string const& query_code) {
    auto number = law::normalise_document_number(case_number);
    auto hash = hash_of_query_code(in, query_code);
    for (auto const& request : store::with_case_number(in.tx, number))
        if (!request.query_code.empty() && same_secret(request.query_code, hash)) return request;
    return Refusal{"request.follow.not_found", "", {}, "query_code"};
}

std::string follow_token(Context const& in, InfoRequest const& request) { return std::to_string(request.id) + "-" + seal_of(in, request); }

Outcome<InfoRequest> follow_by_token(Context& in, std::string const& token) {
    auto dash = token.find('-');
    Id id = 0;
    if (dash != std::string::npos && dash > 0 && dash < 19 && token.find_first_not_of("0123456789") == dash)
        id = std::stoll(token.substr(0, dash));
    auto request = id == 0 ? std::nullopt : store::by_id(in.tx, id);
    if (!request || request->query_code.empty() || !same_secret(seal_of(in, *request), token.substr(dash + 1)))
        return Refusal{"request.follow.not_found"};
    return *request;
}

}  // namespace mingtang::request
