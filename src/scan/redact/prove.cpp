// The new file once more as bytes: each of its parts unpacked, in the encodings in which a value may stand there.
#include <algorithm>

#include "base/text.hpp"
#include "scan/read/encoding.hpp"
#include "scan/read/format.hpp"
#include "scan/redact/bundle.hpp"
#include "scan/redact/pdf_streams.hpp"

namespace mingtang::scan {
namespace {

constexpr std::size_t block = 1 << 20, overlap = 4096;

/// Short values happen by chance in packed bytes of two or four each.
SoughtSet long_ones(SoughtSet const& sought) {
    std::vector<Sought> values;
    for (auto const& value : sought.values())
        if (value.folded.size() >= 4) values.push_back(value);
    return SoughtSet(std::move(values));
}

class Proof {
  public:
    Proof(SoughtSet const& sought, Limits const& limits) : sought_(sought), long_(long_ones(sought)), limits_(limits) {}

    void look(std::string_view bytes, std::string const& place, int depth) {
        auto format = format_of(bytes);
        if (in_bytes(bytes, format)) places_.push_back(place.empty() ? "file" : place);
        if (depth > limits_.depth) return;
        if (format == Format::zip) zip(bytes, place, depth);
        if (format == Format::pdf)
            each_stream(bytes, [&](std::string const& name, std::string_view content) {
                if (in_bytes(content, Format::binary)) places_.push_back(place + name);
            });
    }
    std::vector<std::string> places() { return std::move(places_); }

  private:
    /// Blocks overlap by more than any value is long.
    template <class Look>
    static bool any_block(std::string_view bytes, Look look) {
        for (std::size_t at = 0; at < bytes.size(); at += block)
            if (look(bytes.substr(at, block + overlap))) return true;
        return false;
    }

    bool in_bytes(std::string_view bytes, Format format) const {
        if (any_block(bytes, [&](std::string_view part) { return sought_.occurs(part); })) return true;
        bool text = format == Format::plain || format == Format::html || format == Format::xml;
        if (text) {
            auto utf8 = encoding_of(bytes) == Encoding::utf8 ? std::nullopt : decoded(bytes);
            return utf8 && any_block(*utf8, [&](std::string_view part) { return sought_.occurs(part); });
        }
        if (long_.empty()) return false;
        return any_block(bytes, [&](std::string_view part) { return as_pairs(part) || as_chinese(part); });
    }

    /// UTF-16 of either order, beginning at an even or an odd byte.
    bool as_pairs(std::string_view bytes) const {
        auto byte = [&](std::size_t at) { return char32_t(static_cast<unsigned char>(bytes[at])); };
        for (std::size_t first : {0, 1})
            for (bool little : {true, false}) {
                std::u32string text;
                for (auto at = first; at + 1 < bytes.size(); at += 2)
                    text += little ? byte(at) | byte(at + 1) << 8 : byte(at) << 8 | byte(at + 1);
                if (long_.occurs(std::u32string_view(text))) return true;
            }
        return false;
    }
    bool as_chinese(std::string_view bytes) const {
        auto utf8 = from_chinese(bytes);
        return utf8 && long_.occurs(std::string_view(*utf8));
    }

    void zip(std::string_view bytes, std::string const& place, int depth) {
        Bundle bundle(bytes, spent_, limits_);
        for (std::size_t i = 0; bundle.is_open() && i < bundle.size(); ++i) {
            auto const name = place + bundle.name(i);
            if (sought_.occurs(std::string_view(bundle.name(i)))) places_.push_back("name");
            auto content = bundle.content(i);
            if (content && !content->empty()) look(*content, name + (format_of(*content) == Format::zip ? "/" : ""), depth + 1);
        }
    }

    SoughtSet const& sought_;
    SoughtSet long_;
    Limits const& limits_;
    Spent spent_;
    std::vector<std::string> places_;
};

}  // namespace

std::vector<std::string> places_in_bytes(std::string_view bytes, SoughtSet const& sought, Limits const& limits) {
    Proof proof(sought, limits);
    proof.look(bytes, "", 0);
    return proof.places();
}

}  // namespace mingtang::scan
