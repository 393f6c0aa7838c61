#include "cli/import_lines.hpp"

#include "base/text.hpp"
#include "view/view.hpp"

namespace mingtang::cli {
namespace {

constexpr std::size_t block_bytes = 1u << 20;

/// Broken bytes as U+FFFD, so that the line can stand in a JSON text.
std::string mended(std::string_view bytes) {
    std::string out;
    for (std::size_t at = 0; at < bytes.size();) text::append(out, text::next(bytes, at));
    return out;
}

bool holds_nul(json::value const& value) {
    if (value.is_string()) return value.get_string().find('\0') != json::string::npos;
    if (value.is_array()) return std::any_of(value.get_array().begin(), value.get_array().end(), holds_nul);
    if (!value.is_object()) return false;
    auto const& members = value.get_object();
    return std::any_of(members.begin(), members.end(),
                       [](auto const& member) { return member.key().find('\0') != std::string_view::npos || holds_nul(member.value()); });
}

json::value record_of(Lines::Line const& line) {
    constexpr std::size_t enough = 2000;
    if (line.too_long) return json::value(mended(std::string_view(line.text).substr(0, enough)));
    boost::system::error_code error;
    auto parsed = text::is_utf8(line.text) ? boost::json::parse(line.text, error) : json::value();
    if (error || parsed.is_null()) return json::value(mended(line.text));
    return parsed;
}

}  // namespace

Lines::Lines(std::filesystem::path const& file) : in_(file, std::ios::binary) {
    std::error_code error;
    bytes_ = std::filesystem::file_size(file, error);
    if (error) bytes_ = 0;
}

bool Lines::fill() {
    block_.resize(block_bytes);
    in_.read(block_.data(), std::streamsize(block_.size()));
    block_.resize(std::size_t(in_.gcount()));
    at_ = 0;
    return !block_.empty();
}

std::optional<Lines::Line> Lines::next() {
    Line line;
    for (bool ended = false;;) {
        if (at_ == block_.size() && !fill()) {
            if (line.text.empty()) return {};
            ended = true;
        } else {
            auto end = block_.find('\n', at_);
            ended = end != std::string::npos;
            auto part = std::string_view(block_).substr(at_, (ended ? end : block_.size()) - at_);
            auto room = longest_line - line.text.size();
            line.too_long |= part.size() > room;
            line.text += part.substr(0, room);
            at_ = ended ? end + 1 : block_.size();
            read_ += part.size() + (ended ? 1 : 0);
        }
        if (!ended) continue;
        line.number = ++number_;
        if (number_ == 1 && line.text.starts_with("\xEF\xBB\xBF")) line.text.erase(0, 3);
        if (line.text.find_first_not_of(" \t\r") != std::string::npos) return line;
        line = {};
    }
}

Outcome<json::object> object_of(Lines::Line const& line) {
    if (line.too_long) return Refusal{"cli.import.too_long", "", {{"megabytes", std::to_string(longest_line >> 20)}}};
    if (!text::is_utf8(line.text)) return Refusal{"cli.import.not_utf8"};
    boost::system::error_code error;
    auto value = boost::json::parse(line.text, error);
    if (error) return Refusal{"cli.import.not_json"};
    if (!value.is_object()) return Refusal{"cli.import.not_object"};
    if (holds_nul(value)) return Refusal{"cli.import.nul"};
    return std::move(value.get_object());
}

Rejects::Rejects(std::filesystem::path const& imported) : file_(imported.string() + ".rejects.jsonl") { std::filesystem::remove(file_); }

void Rejects::add(Lines::Line const& line, Refusal const& refusal) {
    if (!out_.is_open()) out_.open(file_, std::ios::binary | std::ios::trunc);
    if (!out_) throw std::runtime_error("cannot write " + file_.string());
    json::object row{{"line", line.number}, {"reason", view::sentence(refusal)}, {"code", refusal.code}};
    if (!refusal.field.empty()) row["field"] = refusal.field;
    row["record"] = record_of(line);
    out_ << json::serialize(row) << '\n' << std::flush;
    ++count_;
}

}  // namespace mingtang::cli
