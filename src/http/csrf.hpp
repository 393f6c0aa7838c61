#pragma once
#include <string>
#include <string_view>

#include "http/request.hpp"

namespace mingtang::http {

/// A token for the forms of one session, to be put into the hidden field `csrf_token`. `session_secret` is the value of the session cookie
/// (or of any unguessable cookie, for forms before sign-in). Each call gives another text, so that compressed pages do not leak it.
std::string csrf_token(std::string_view session_secret);

/// True when the form field `csrf_token` or the header `x-csrf-token` holds a token of this session. Refuse with `http.csrf.forbidden`.
bool csrf_ok(Request const& request, std::string_view session_secret);

}  // namespace mingtang::http
