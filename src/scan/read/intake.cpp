#include "scan/read/intake.hpp"

#include "base/text.hpp"

namespace mingtang::scan {

Intake Intake::within(std::string_view name) const {
    auto inner = deeper();
    inner.prefix_ = prefix_ + text::one_line(mended(name)) + "/";
    return inner;
}

Intake Intake::deeper() const {
    auto inner = *this;
    ++inner.depth_;
    return inner;
}

void Intake::text(std::string const& place, std::string_view text, std::string_view hidden, std::size_t offset) {
    if (is_blank(text) || !take(text.size())) return;
    reading_.passages.push_back({prefix_ + place, mended(text), std::string(hidden), offset});
}

void Intake::seam(std::string const& place, std::string_view before, std::string_view after) {
    if (!take(before.size() + after.size())) return;
    auto text = mended(before);
    auto seam = text::length(text);
    reading_.passages.push_back({.place = prefix_ + place, .text = text + mended(after), .seam = seam});
}

Cell Intake::cell(std::string const& place, std::string_view text, std::string_view hidden, std::size_t offset) {
    if (spent_.cells >= limits_.cells) unreadable("too_large");
    if (spent_.cells >= limits_.cells || !take(text.size())) return {};
    ++spent_.cells;
    return {prefix_ + place, mended(text), std::string(hidden), offset};
}

void Intake::table(Table table) {
    if (!table.rows.empty()) reading_.tables.push_back(std::move(table));
}

void Intake::hidden(std::string const& place, std::string_view reason, Certainty certainty) {
    find(Kind::hidden_content, place, reason, certainty);
}

void Intake::unreadable(std::string_view reason, std::string const& place, Certainty certainty) {
    find(Kind::unreadable, place, reason, certainty);
}

void Intake::hidden_text(std::string const& place, std::string_view text, std::string_view reason, Certainty certainty) {
    if (is_blank(text)) return;
    this->text(place, text, reason);
    hidden(place, reason, certainty);
}

void Intake::find(Kind kind, std::string const& place, std::string_view reason, Certainty certainty) {
    constexpr std::size_t most = 20'000;  // a made file could hold millions of hidden things; the first ones show what it is
    auto where = prefix_ + place;
    if (place.empty() && !where.empty()) where.pop_back();
    if (spent_.noted.size() >= most || !spent_.noted.emplace(where, reason).second) return;
    reading_.findings.push_back({.kind = kind, .certainty = certainty, .place = where, .masked = std::string(reason)});
}

bool Intake::take(std::size_t bytes) {
    spent_.text_bytes += bytes;
    if (spent_.text_bytes <= limits_.text_bytes) return true;
    unreadable("too_large");
    return false;
}

std::string mended(std::string_view text) {
    if (text::is_utf8(text) && text.find('\0') == std::string_view::npos) return std::string(text);
    std::string whole;
    whole.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        auto c = text::next(text, at);
        text::append(whole, c == 0 ? U' ' : c);
    }
    return whole;
}

bool is_blank(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) > 0x20 && static_cast<unsigned char>(text[at]) < 0x7F) return false;
        auto c = text::next(text, at);
        if (c > 0x20 && c != 0xA0 && c != 0x3000 && c != 0xFEFF && c != 0x200B && c != 0x7F) return false;
    }
    return true;
}

}  // namespace mingtang::scan
