#include "supervision/links/address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstring>
#include <set>

#include "base/text.hpp"

namespace mingtang::supervision::links {
namespace {

constexpr std::size_t longest = 2000;

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
    return out;
}

/// Blanks and bytes beyond ASCII as `%XX`; what is encoded already stays.
std::string encoded(std::string_view path) {
    std::string out;
    for (auto c : path) {
        bool plain = c > ' ' && c < 0x7F && c != '"' && c != '<' && c != '>' && c != '\\' && c != '^' && c != '`' && c != '{' && c != '|' &&
                     c != '}';
        out += plain ? std::string(1, c) : text::percent_encode(std::string_view(&c, 1));
    }
    return out;
}

bool is_ip(std::string const& host) {
    in_addr four{};
    return host.starts_with('[') || ::inet_aton(host.c_str(), &four) != 0;
}

/// The port that the scheme has anyway is not named.
std::string without_usual_port(std::string host, bool secure) {
    std::string_view usual = secure ? ":443" : ":80";
    if (host.ends_with(usual)) host.resize(host.size() - usual.size());
    return host;
}

bool is_host(std::string_view host) {
    if (host.empty() || host.size() > 260) return false;
    for (auto c : host)
        if (static_cast<unsigned char>(c) <= ' ' || c == 0x7F || std::strchr("@\\\"<>%^`{|}#?/", c) != nullptr) return false;
    return true;
}

bool in_net(std::uint32_t address, std::uint32_t net, int bits) { return (address ^ net) >> (32 - bits) == 0; }

bool is_public_v4(std::uint32_t a) {
    struct Net {
        std::uint32_t first;
        int bits;
    };
    static constexpr Net closed[] = {{0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0x7F000000, 8},  {0xA9FE0000, 16},
                                     {0xAC100000, 12}, {0xC0000000, 24}, {0xC0000200, 24}, {0xC0586300, 24}, {0xC0A80000, 16},
                                     {0xC6120000, 15}, {0xC6336400, 24}, {0xCB007100, 24}, {0xE0000000, 4},  {0xF0000000, 4}};
    return std::none_of(std::begin(closed), std::end(closed), [&](Net const& net) { return in_net(a, net.first, net.bits); });
}

std::uint32_t four_at(unsigned char const* bytes) {
    return std::uint32_t(bytes[0]) << 24 | std::uint32_t(bytes[1]) << 16 | std::uint32_t(bytes[2]) << 8 | bytes[3];
}

bool is_public_v6(unsigned char const* b) {
    static constexpr unsigned char mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    static constexpr unsigned char nat64[12] = {0, 0x64, 0xFF, 0x9B};
    if (std::memcmp(b, mapped, 12) == 0 || std::memcmp(b, nat64, 12) == 0) return is_public_v4(four_at(b + 12));
    if (b[0] == 0x20 && b[1] == 0x02) return is_public_v4(four_at(b + 2));           // 6to4
    if (b[0] == 0x20 && b[1] == 0x01 && b[2] < 0x02) return false;                   // 2001::/23
    if (b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0D && b[3] == 0xB8) return false;  // documentation
    if (b[0] == 0x3F && b[1] == 0xFF && b[2] < 0x10) return false;                   // documentation
    return (b[0] & 0xE0) == 0x20;                                                    // 2000::/3
}

/// What a page writes for a few signs inside an attribute.
std::string plain(std::string_view attribute) {
    static constexpr std::pair<std::string_view, char> names[] = {
        {"&amp;", '&'}, {"&quot;", '"'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&#39;", '\''}};
    std::string out;
    for (std::size_t at = 0; at < attribute.size();) {
        auto rest = attribute.substr(at);
        auto named = std::find_if(std::begin(names), std::end(names), [&](auto const& one) { return rest.starts_with(one.first); });
        out += named == std::end(names) ? attribute[at] : named->second;
        at += named == std::end(names) ? 1 : named->first.size();
    }
    return out;
}

}  // namespace

std::optional<Address> read_address(std::string_view href) {
    auto scheme_end = href.find("://");
    if (scheme_end == href.npos || href.size() > longest) return {};
    auto scheme = lower(href.substr(0, scheme_end));
    if (scheme != "http" && scheme != "https") return {};
    auto rest = href.substr(scheme_end + 3, href.find('#') == href.npos ? href.npos : href.find('#') - scheme_end - 3);
    auto host_end = std::min(rest.find_first_of("/?"), rest.size());
    Address address{.host = without_usual_port(lower(rest.substr(0, host_end)), scheme == "https")};
    if (!is_host(address.host)) return {};
    address.path = encoded(rest.substr(host_end));
    if (!address.path.starts_with('/')) address.path = "/" + address.path;
    address.origin = scheme + "://" + address.host;
    address.url = address.origin + address.path;
    if (address.url.size() > longest) return {};
    auto port = address.host.starts_with('[') ? address.host.npos : address.host.find(':');
    address.is_number = is_ip(address.host.substr(0, port));
    return address;
}

std::vector<Address> outside_links(std::string_view html) {
    constexpr std::string_view mark = "href=\"";
    std::vector<Address> links;
    std::set<std::string> known;
    for (std::size_t at = 0; (at = html.find(mark, at)) != html.npos;) {
        at += mark.size();
        auto end = html.find('"', at);
        if (end == html.npos) break;
        auto address = read_address(plain(html.substr(at, end - at)));
        if (address && known.insert(address->url).second) links.push_back(std::move(*address));
        at = end;
    }
    return links;
}

bool is_public(sockaddr const& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in four{};
        std::memcpy(&four, &address, sizeof four);
        return is_public_v4(ntohl(four.sin_addr.s_addr));
    }
    if (address.sa_family != AF_INET6) return false;
    sockaddr_in6 six{};
    std::memcpy(&six, &address, sizeof six);
    return is_public_v6(six.sin6_addr.s6_addr);
}

}  // namespace mingtang::supervision::links
