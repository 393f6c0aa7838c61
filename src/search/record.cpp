#include "search/record.hpp"

#include "search/analysis.hpp"

namespace mingtang::search {
namespace {

constexpr std::size_t most_body = 60'000, most_attachment = 12'000, most_text = 90'000;  // bytes

void put_field(std::string& out, std::string_view field) {
    auto size = std::uint32_t(field.size());
    for (int i = 0; i < 4; ++i) out += char(size >> 8 * i);
    out += field;
}

std::string take_field(std::string_view& from) {
    if (from.size() < 4) return {};
    std::uint32_t size = 0;
    for (int i = 0; i < 4; ++i) size |= std::uint32_t(static_cast<unsigned char>(from[std::size_t(i)])) << 8 * i;
    std::string out(from.substr(4, size));
    from.remove_prefix(std::min<std::size_t>(from.size(), 4 + std::size_t(size)));
    return out;
}

std::string_view cut(std::string_view utf8, std::size_t most) {
    if (utf8.size() <= most) return utf8;
    while (most > 0 && (static_cast<unsigned char>(utf8[most]) & 0xC0) == 0x80) --most;
    return utf8.substr(0, most);
}

std::string shown_text(Document const& document) {
    std::string out(cut(document.body_text.empty() ? document.summary : document.body_text, most_body));
    for (auto const& attachment : document.attachment_texts) {
        if (out.size() > most_text) break;
        if (!attachment.empty()) out.append("\n").append(cut(attachment, most_attachment));
    }
    return out;
}

std::string names(Document const& document) {
    std::string out = document.unit_name;
    for (auto const* list : {&document.unit_names, &document.keywords, &document.attachment_names})
        for (auto const& name : *list) out += '\n' + name;
    return out;
}

bool is_whole(Document const& document, std::string const& shown) {
    auto all = document.body_text.size();
    for (auto const& attachment : document.attachment_texts) all += attachment.size();
    return all <= shown.size() && (document.body_text.empty() || document.summary.empty());
}

}  // namespace

std::string encode(Document const& d) {
    std::string out;
    for (auto const* field :
         {&d.source_id, &d.index_number, &d.document_number, &d.title, &d.url, &d.unit_code, &d.unit_name, &d.kind, &d.validity})
        put_field(out, *field);
    put_field(out, d.published_on.text());
    auto text = shown_text(d);
    put_field(out, text);
    put_field(out, names(d));
    put_field(out, is_whole(d, text) ? "1" : "");
    return out;
}

Record decode(std::string_view data) {
    Record out;
    auto& h = out.hit;
    for (auto* field :
         {&h.source_id, &h.index_number, &h.document_number, &h.title, &h.url, &h.unit_code, &h.unit_name, &h.kind, &h.validity})
        *field = take_field(data);
    h.published_on = Date::parse(take_field(data)).value_or(Date());
    out.text = take_field(data);
    out.names = take_field(data);
    out.is_whole = !take_field(data).empty();
    return out;
}

}  // namespace mingtang::search
