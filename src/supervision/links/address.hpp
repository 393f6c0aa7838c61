#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sockaddr;

namespace mingtang::supervision::links {

/// An address of the web, as it is asked for: without what follows `#`.
struct Address {
    std::string url;         // whole
    std::string origin;      // `https://www.example.cn:8443`
    std::string host;        // `www.example.cn:8443`, lower case: what a pause is kept for
    std::string path;        // with the query, begins with `/`
    bool is_number = false;  // the host is an IP address
};
/// Nothing unless it is http or https with a host, no user, no controls, at most 2,000 bytes.
std::optional<Address> read_address(std::string_view href);

/// The web addresses that a sanitised text links to, each once, in order.
std::vector<Address> outside_links(std::string_view html);

/// Whether an address can be one of the public network: not this machine, not a private, local, shared, reserved or multicast one, nor one
/// of those inside IPv6 (mapped, 6to4, NAT64). RFC 6890 and its registries.
bool is_public(sockaddr const& address);

}  // namespace mingtang::supervision::links
