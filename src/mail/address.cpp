#include "mail/address.hpp"

#include <unicode/uidna.h>

#include <algorithm>
#include <memory>

#include "base/text.hpp"

namespace mingtang::mail {
namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// RFC 5321 atext.
bool is_atom(char c) { return is_letter_or_digit(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos; }

bool is_dot_string(std::string_view local) {
    if (local.empty() || local.front() == '.' || local.back() == '.' || local.find("..") != local.npos) return false;
    return std::all_of(local.begin(), local.end(), [](char c) { return c == '.' || is_atom(c); });
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

UIDNA const* idna() {
    static std::unique_ptr<UIDNA, decltype(&uidna_close)> const opened = [] {
        UErrorCode error = U_ZERO_ERROR;
        auto options = UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII;
        return std::unique_ptr<UIDNA, decltype(&uidna_close)>(uidna_openUTS46(std::uint32_t(options), &error), &uidna_close);
    }();
    return opened.get();
}

/// The domain in ASCII; empty when it is none: fewer than two labels, a label that is empty or too long, a last label of digits.
std::string ascii_domain(std::string_view domain) {
    std::string out(256, '\0');
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    UErrorCode error = U_ZERO_ERROR;
    auto size = uidna_nameToASCII_UTF8(idna(), domain.data(), int(domain.size()), out.data(), int(out.size()), &info, &error);
    if (U_FAILURE(error) || info.errors != 0 || size <= 0 || size > 253) return {};
    out.resize(std::size_t(size));
    auto dot = out.rfind('.');
    if (dot == out.npos || dot == 0 || dot + 1 == out.size()) return {};
    bool letters = std::any_of(out.begin() + std::ptrdiff_t(dot), out.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return letters ? out : std::string();
}

std::string with_plain_at(std::string_view typed) {
    std::string out = text::trim(typed);
    constexpr std::string_view full_width = "＠";
    if (auto at = out.find(full_width); at != out.npos) out.replace(at, full_width.size(), "@");
    return out;
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (std::size_t at = 0; !what.empty() && (at = text.find(what, at)) != text.npos; at += by.size()) text.replace(at, what.size(), by);
}

/// Every run of address characters around an @.
void replace_addresses(std::string& text) {
    auto belongs = [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && std::string_view("<>()[],;:\"'").find(c) == std::string_view::npos;
    };
    for (auto at = text.find('@'); at != text.npos; at = text.find('@', at)) {
        auto from = at, to = at + 1;
        while (from > 0 && belongs(text[from - 1])) --from;
        while (to < text.size() && belongs(text[to])) ++to;
        text.replace(from, to - from, "***");
        at = from;
    }
}

}  // namespace

Outcome<std::string> read_address(std::string_view typed, std::string field) {
    auto address = with_plain_at(typed);
    if (address.empty()) return Refusal{"mail.queue.address_missing", "", {}, field};
    if (!text::is_utf8(address) || text::has_controls(address) || address.find_first_of(" \t\r\n") != address.npos)
        return Refusal{"mail.queue.bad_address", "", {}, field};
    auto at = address.rfind('@');
    if (at == address.npos || at == 0 || address.find('@') != at) return Refusal{"mail.queue.bad_address", "", {}, field};
    auto local = address.substr(0, at);
    if (!is_ascii(local)) return Refusal{"mail.queue.local_part", "", {}, field};
    if (!is_dot_string(local)) return Refusal{"mail.queue.bad_address", "", {}, field};
    if (local.size() > 64 || address.size() > 1000) return Refusal{"mail.queue.address_too_long", "", {}, field};
    auto domain = ascii_domain(std::string_view(address).substr(at + 1));
    if (domain.empty()) return Refusal{"mail.queue.bad_domain", "", {}, field};
    auto whole = local + "@" + domain;
    if (whole.size() > 254) return Refusal{"mail.queue.address_too_long", "", {}, field};
    return whole;
}

std::string masked(std::string_view address) {
    auto at = address.rfind('@');
    if (at == address.npos || at == 0) return "***";
    return std::string(address.substr(0, 1)) + "***" + std::string(address.substr(at));
}

std::string without_addresses(std::string_view reply, std::string_view address) {
    std::string text(reply);
    if (!text::is_utf8(text))
        std::replace_if(
            text.begin(), text.end(), [](unsigned char c) { return c >= 0x80; }, '?');
    replace_all(text, address, "***");
    replace_addresses(text);
    if (auto local = address.substr(0, address.rfind('@')); local.size() >= 3) replace_all(text, local, "***");
    return text::shorten(text::one_line(text), 300);
}

}  // namespace mingtang::mail
