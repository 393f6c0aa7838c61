#include "base/digest.hpp"
#include "law/document_number.hpp"
#include "request/actions/form.hpp"
#include "request/draft.hpp"

namespace mingtang::request {
namespace {

constexpr std::size_t token_length = 40;

std::string seal_of(Context const& in, std::string_view purpose, Id id, std::string const& query_code) {
    return keyed_hash(in, purpose, std::to_string(id) + ":" + query_code).substr(0, token_length);
}

std::string joined(std::string_view prefix, Id id, std::string const& seal) {
    return std::string(prefix) + std::to_string(id) + "-" + seal;
}

/// The id in front of the dash; 0 for what is no token of this kind.
Id id_in(std::string_view token, std::string_view prefix) {
    if (!token.starts_with(prefix)) return 0;
    token.remove_prefix(prefix.size());
    auto dash = token.find('-');
    bool plain = dash != token.npos && dash > 0 && dash < 19 && token.find_first_not_of("0123456789") == dash;
    return plain ? std::stoll(std::string(token.substr(0, dash))) : 0;
}

bool has_seal(std::string_view token, std::string const& seal) {
    auto dash = token.find('-');
    return dash != token.npos && same_secret(token.substr(dash + 1), seal);
}

}  // namespace

Outcome<Wish> follow_wish(Context& in, std::string const& number, std::string const& query_code) {
    auto wish = store::wish_by_number(in.tx, law::normalise_document_number(number));
    if (!wish || wish->query_code.empty() || !same_secret(wish->query_code, hash_of_query_code(in, query_code)))
        return Refusal{"request.follow.not_found", "", {}, "query_code"};
    return *wish;
}

std::string follow_token(Context const& in, Wish const& wish) {
    return joined("w", wish.id, seal_of(in, "follow_wish", wish.id, wish.query_code));
}

Outcome<Wish> follow_wish_by_token(Context& in, std::string const& token) {
    auto id = id_in(token, "w");
    auto wish = id == 0 ? std::nullopt : store::wish(in.tx, id);
    if (!wish || wish->query_code.empty() || !has_seal(token, seal_of(in, "follow_wish", wish->id, wish->query_code)))
        return Refusal{"request.follow.not_found"};
    return *wish;
}

std::string calendar_token(Context const& in, InfoRequest const& request) {
    return joined("c", request.id, seal_of(in, "calendar", request.id, request.query_code));
}

Outcome<InfoRequest> follow_by_calendar_token(Context& in, std::string const& token) {
    auto id = id_in(token, "c");
    auto request = id == 0 ? std::nullopt : store::by_id(in.tx, id);
    if (!request || request->query_code.empty() || !has_seal(token, seal_of(in, "calendar", request->id, request->query_code)))
        return Refusal{"request.follow.not_found"};
    return *request;
}

}  // namespace mingtang::request
