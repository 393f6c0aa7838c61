#include "http/target.hpp"

#include <boost/url/pct_string_view.hpp>

#include "base/text.hpp"

namespace mingtang::http {
namespace {

constexpr std::size_t longest_target = 8 * 1024;
constexpr std::size_t most_pairs = 2000;

/// Decodes `%XX`, and `+` where `plus_is_blank`; nothing for broken escapes and for what is no plain text.
std::optional<std::string> decode(std::string_view from, bool plus_is_blank) {
    std::string decoded;
    if (from.find_first_of("%+") == from.npos) {
        decoded = from;
    } else {
        auto checked = boost::urls::make_pct_string_view(boost::urls::string_view(from.data(), from.size()));
        if (!checked) return {};
        boost::urls::encoding_opts options;
        options.space_as_plus = plus_is_blank;
        decoded = checked->decode(options);
    }
    if (!is_plain_text(decoded)) return {};
    return decoded;
}

bool climbs(std::string_view path) {
    for (std::size_t at = 1; at <= path.size();) {
        auto end = std::min(path.find('/', at), path.size());
        auto segment = path.substr(at, end - at);
        if (segment == "." || segment == "..") return true;
        at = end + 1;
    }
    return false;
}

std::string_view without_authority(std::string_view target) {
    for (std::string_view scheme : {"http://", "https://"}) {
        if (!target.starts_with(scheme)) continue;
        auto slash = target.find('/', scheme.size());
        return slash == target.npos ? std::string_view("/") : target.substr(slash);
    }
    return target;
}

}  // namespace

bool is_plain_text(std::string_view bytes) { return bytes.find('\0') == bytes.npos && text::is_utf8(bytes); }

std::optional<Fault> read_target(std::string_view target, Request& into) {
    if (target.size() > longest_target) return Fault{414, "http.request.target_too_long"};
    target = without_authority(target);
    if (!target.starts_with('/')) return Fault{400, "http.request.malformed"};
    into.target = target;
    auto mark = target.find('?');
    auto path = decode(target.substr(0, mark), false);
    if (!path || text::has_controls(*path) || path->find_first_of("\t\r\n") != std::string::npos || climbs(*path)) return Fault{};
    into.path = std::move(*path);
    if (mark == target.npos) return {};
    return read_pairs(target.substr(mark + 1), into.query);
}

std::optional<Fault> read_pairs(std::string_view encoded, Fields& into) {
    for (std::size_t at = 0; at < encoded.size();) {
        auto end = std::min(encoded.find('&', at), encoded.size());
        auto pair = encoded.substr(at, end - at);
        at = end + 1;
        if (pair.empty()) continue;
        if (into.size() >= most_pairs) return Fault{413, "http.request.too_many_fields"};
        auto equals = pair.find('=');
        auto name = decode(pair.substr(0, equals), true);
        auto value = decode(equals == pair.npos ? std::string_view() : pair.substr(equals + 1), true);
        if (!name || !value) return Fault{};
        into.add(std::move(*name), std::move(*value));
    }
    return {};
}

}  // namespace mingtang::http
