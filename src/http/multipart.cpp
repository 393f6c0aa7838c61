#include "http/multipart.hpp"

#include "base/text.hpp"

namespace mingtang::http {
namespace {

constexpr std::size_t longest_head = 8 * 1024;
constexpr std::size_t longest_preamble = 8 * 1024;

std::string lower(std::string_view from) {
    std::string out(from);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c |= 0x20;
    return out;
}

std::string_view skip_blanks(std::string_view s) {
    auto from = s.find_first_not_of(" \t");
    return from == s.npos ? std::string_view() : s.substr(from);
}

/// Browsers write `"`, CR and LF in names as %22, %0D, %0A and leave every other percent sign alone (WHATWG, multipart/form-data).
std::string unescape_name(std::string_view from) {
    std::string out;
    for (std::size_t at = 0; at < from.size(); ++at) {
        auto escape = lower(from.substr(at, 3));
        char plain = escape == "%22" ? '"' : escape == "%0d" ? '\r' : escape == "%0a" ? '\n' : '\0';
        if (plain) at += 2;
        out += plain ? plain : from[at];
    }
    return out;
}

/// One `; name=value` of a header; moves `rest` past it. The value may be quoted, `\"` in it is a quote.
bool next_parameter(std::string_view& rest, std::string& name, std::string& value) {
    auto semicolon = rest.find(';');
    if (semicolon == rest.npos) return false;
    rest = skip_blanks(rest.substr(semicolon + 1));
    auto equals = rest.find('=');
    if (equals == rest.npos) return false;
    name = lower(text::trim(rest.substr(0, equals)));
    rest = skip_blanks(rest.substr(equals + 1));
    value.clear();
    if (!rest.starts_with('"')) {
        auto end = std::min(rest.find(';'), rest.size());
        value = rest.substr(0, end);
        while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) value.pop_back();
        rest = rest.substr(end);
        return true;
    }
    std::size_t at = 1;
    for (; at < rest.size() && rest[at] != '"'; ++at) {
        if (rest[at] == '\\' && at + 1 < rest.size() && rest[at + 1] == '"') ++at;
        value += rest[at];
    }
    if (at >= rest.size()) return false;
    rest = rest.substr(at + 1);
    return true;
}

bool read_disposition(std::string_view value, PartHead& into) {
    auto kind = lower(text::trim(value.substr(0, value.find(';'))));
    if (kind != "form-data") return false;
    bool named = false;
    std::string name, text;
    for (auto rest = value; next_parameter(rest, name, text);) {
        if (name == "name") into.name = unescape_name(text), named = true;
        if (name == "filename") into.file_name = unescape_name(text);
    }
    return named;
}

}  // namespace

Multipart::Multipart(std::string_view boundary, Taker taker) : delimiter_("\r\n--" + std::string(boundary)), taker_(std::move(taker)) {}

std::optional<std::string> Multipart::boundary_of(std::string_view content_type) {
    if (lower(text::trim(content_type.substr(0, content_type.find(';')))) != "multipart/form-data") return {};
    std::string name, value;
    for (auto rest = content_type; next_parameter(rest, name, value);) {
        if (name != "boundary") continue;
        bool printable = std::all_of(value.begin(), value.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
        if (value.empty() || value.size() > 70 || value.back() == ' ' || !printable) return {};
        return value;
    }
    return {};
}

Multipart::Result Multipart::feed(std::string_view bytes) {
    if (result_ != Result::ok || state_ == State::epilogue) return result_;
    held_ += bytes;
    std::string_view rest = held_;
    while (step(rest)) {
    }
    if (state_ == State::broken && result_ == Result::ok) result_ = Result::malformed;
    held_.erase(0, held_.size() - rest.size());
    return result_;
}

/// One move of the reader; false when it needs more bytes, or is done for.
bool Multipart::step(std::string_view& rest) {
    switch (state_) {
        case State::preamble:
        case State::data:
            return find_delimiter(rest);
        case State::after_delimiter: {
            if (rest.starts_with("--")) return state_ = State::epilogue, rest = {}, false;
            auto end = rest.find("\r\n");
            if (end == rest.npos) return rest.size() > 256 ? (state_ = State::broken, false) : false;
            if (rest.substr(0, end).find_first_not_of(" \t") != rest.npos) return state_ = State::broken, false;
            rest = rest.substr(end);  // the line end stays: a head without lines ends in CRLF CRLF like any other
            return state_ = State::head, true;
        }
        case State::head:
            return read_head(rest);
        default:
            rest = {};
            return false;
    }
}

bool Multipart::find_delimiter(std::string_view& rest) {
    auto at = rest.find(delimiter_);
    bool found = at != rest.npos;
    auto sure = found ? at : rest.size() - std::min(rest.size(), delimiter_.size() - 1);
    if (state_ == State::preamble && !found && rest.size() > longest_preamble) return state_ = State::broken, false;
    if (state_ == State::data) {
        if (sure && !taker_.data(rest.substr(0, sure))) return state_ = State::broken, result_ = Result::stopped, false;
        rest = rest.substr(sure);
        at = 0;
    }
    if (!found) return false;
    rest = rest.substr(at + delimiter_.size());
    return state_ = State::after_delimiter, true;
}

bool Multipart::read_head(std::string_view& rest) {
    auto end = rest.find("\r\n\r\n");
    if (end == rest.npos || end > longest_head) return rest.size() > longest_head ? (state_ = State::broken, false) : false;
    PartHead head;
    bool named = false;
    for (auto lines = rest.substr(0, end); !lines.empty();) {
        auto stop = std::min(lines.find("\r\n"), lines.size());
        auto line = lines.substr(0, stop);
        lines = lines.substr(std::min(stop + 2, lines.size()));
        auto colon = line.find(':');
        if (colon == line.npos) {
            if (!line.empty()) return state_ = State::broken, false;
            continue;
        }
        auto name = lower(line.substr(0, colon));
        auto value = skip_blanks(line.substr(colon + 1));
        if (name == "content-disposition") named = read_disposition(value, head);
        if (name == "content-type") head.content_type = value;
    }
    if (!named) return state_ = State::broken, false;
    rest = rest.substr(end + 4);
    if (!taker_.part(head)) return state_ = State::broken, result_ = Result::stopped, false;
    return state_ = State::data, true;
}

std::string clean_file_name(std::string_view sent) {
    if (auto slash = sent.find_last_of("/\\"); slash != sent.npos) sent = sent.substr(slash + 1);
    auto name = text::one_line(sent);
    if (name.empty() || name == "." || name == "..") return "file";
    constexpr std::size_t longest = 200;
    if (text::length(name) <= longest) return name;
    auto dot = name.rfind('.');
    auto ending = dot == name.npos || name.size() - dot > 16 ? std::string() : name.substr(dot);
    auto stem = text::shorten(name, longest - 1 - text::length(ending));
    return stem + ending;
}

}  // namespace mingtang::http
