#include "mail/server.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "mail/address.hpp"

namespace mingtang::mail {
namespace {

std::string_view host_of(std::string_view address) {
    auto host = address.substr(address.find("://") + 3);
    host = host.substr(0, host.find('/'));
    if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
    return host.substr(0, host.find(':'));
}

bool is_address(std::string_view address) {
    if (!address.starts_with("smtp://") && !address.starts_with("smtps://")) return false;
    bool plain = std::all_of(address.begin(), address.end(), [](char c) { return c > 0x20 && c < 0x7F; });
    return plain && address.find_first_of("@?#\\\"<>") == address.npos && !host_of(address).empty();
}

bool is_this_machine(std::string_view host) { return host == "localhost" || host == "[::1]" || host.starts_with("127."); }

struct Parts {
    std::string name, address;
};
Parts parts_of(std::string const& from) {
    auto open = from.rfind('<');
    if (open == from.npos || !from.ends_with('>')) return {"", from};
    return {text::one_line(from.substr(0, open)), from.substr(open + 1, from.size() - open - 2)};
}

}  // namespace

Done check(Server const& server) {
    if (!server.configured()) return {};
    if (!is_address(server.address)) return Refusal{"mail.server.address", "", {{"address", server.address}}};
    if (!read_address(parts_of(server.from).address)) return Refusal{"mail.server.from", "", {{"from", server.from}}};
    auto tls = from_text<Tls>(server.tls);
    if (!tls) return Refusal{"mail.server.tls", "", {{"tls", server.tls}}};
    if (!server.user.empty() && *tls == Tls::none && !server.address.starts_with("smtps://") && !is_this_machine(host_of(server.address)))
        return Refusal{"mail.server.in_the_clear"};
    return {};
}

From from_of(Server const& server, std::string const& site_name) {
    auto parts = parts_of(server.from);
    return {parts.name.empty() ? text::one_line(site_name) : parts.name, read_address(parts.address).value()};
}

}  // namespace mingtang::mail
