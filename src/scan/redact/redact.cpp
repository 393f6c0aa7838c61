#include "scan/redact/redact.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"
#include "scan/detector.hpp"
#include "scan/mask.hpp"
#include "scan/read/cage.hpp"
#include "scan/redact/rewrite.hpp"

namespace mingtang::scan {
namespace {

constexpr std::string_view wide_star = "\xEF\xBC\x8A";  // no name of a file may hold `*`

template <class See>
void each_run(Reading const& reading, See see) {
    for (auto const& passage : reading.passages) see(passage.place, passage.text, passage.hidden);
    for (auto const& table : reading.tables)
        for (auto const& row : table.rows)
            for (auto const& cell : row)
                if (!cell.text.empty()) see(cell.place, cell.text, cell.hidden);
}

std::string_view characters(std::string_view text, std::size_t start, std::size_t end) {
    std::size_t at = 0, character = 0;
    while (at < text.size() && character < start) text::next(text, at), ++character;
    auto from = at;
    while (at < text.size() && character < end) text::next(text, at), ++character;
    return character == end ? text.substr(from, at - from) : std::string_view();
}

/// The texts of a reading by their places; several may have one place.
class Places {
  public:
    explicit Places(Reading const& reading) {
        each_run(reading, [&](std::string const& place, std::string const& text, std::string const&) { texts_.emplace(place, text); });
    }

    /// The values that the finding means; none where the file does not hold them.
    std::vector<std::string> values(Finding const& finding, Settings const& settings) const {
        std::vector<std::string> found;
        auto [from, to] = texts_.equal_range(finding.place);
        for (auto one = from; one != to; ++one) {
            std::string value(characters(one->second, finding.start, finding.end));
            bool same = !value.empty() && mask(finding.kind, value, settings) == finding.masked;
            if (same && std::find(found.begin(), found.end(), value) == found.end()) found.push_back(value);
        }
        return found;
    }

  private:
    std::unordered_multimap<std::string_view, std::string_view> texts_;
};

Outcome<Order> order_of(std::vector<Finding> const& findings, Reading const& reading, Settings const& settings) {
    if (findings.empty()) return Refusal{"scan.redact.nothing"};
    Order order;
    Places const places(reading);
    std::set<std::u32string> known;
    for (auto const& finding : findings) {
        if (finding.kind == Kind::secrecy_mark) return Refusal{"scan.redact.secrecy_mark"};
        if (finding.kind == Kind::unreadable) return unsupported(finding.masked);
        if (finding.kind == Kind::hidden_content) {
            order.hidden.insert({finding.place, finding.masked});
            continue;
        }
        auto values = places.values(finding, settings);
        if (values.empty()) return Refusal{"scan.redact.moved", "", {{"place", finding.place}}};
        for (auto const& value : values)
            if (auto folded = folded_text(value); !folded.empty() && known.insert(folded).second)
                order.values.push_back({folded, mask(finding.kind, value, settings)});
    }
    return order;
}

std::set<std::string> places_with(SoughtSet const& sought, Reading const& reading) {
    std::set<std::string> places;
    each_run(reading, [&](std::string const& place, std::string const& text, std::string const&) {
        if (sought.occurs(std::string_view(text))) places.insert(place);
    });
    return places;
}

bool has(Reading const& reading, std::string_view reason) {
    return std::any_of(reading.findings.begin(), reading.findings.end(),
                       [&](auto const& one) { return one.kind == Kind::unreadable && one.masked == reason; });
}

std::string new_name(std::string_view name, std::string const& ending, SoughtSet const& sought) {
    auto whole = sought.masked(name, wide_star);
    if (ending.empty()) return whole;
    auto dot = whole.rfind('.');
    return (dot == whole.npos || dot == 0 ? whole : whole.substr(0, dot)) + "." + ending;
}

std::string content_type_of(std::string_view bytes, std::string_view name) {
    static std::unordered_map<std::string_view, std::string_view> const types{
        {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
        {"docm", "application/vnd.ms-word.document.macroEnabled.12"},
        {"xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12"},
        {"odt", "application/vnd.oasis.opendocument.text"},
        {"ods", "application/vnd.oasis.opendocument.spreadsheet"},
        {"odp", "application/vnd.oasis.opendocument.presentation"},
        {"pdf", "application/pdf"},
        {"zip", "application/zip"},
        {"txt", "text/plain"},
        {"md", "text/markdown"},
        {"csv", "text/csv"},
        {"tsv", "text/tab-separated-values"},
        {"html", "text/html"},
        {"htm", "text/html"},
        {"xml", "application/xml"},
        {"jpg", "image/jpeg"},
        {"jpeg", "image/jpeg"},
        {"png", "image/png"},
        {"tif", "image/tiff"},
        {"tiff", "image/tiff"},
        {"bmp", "image/bmp"},
        {"webp", "image/webp"},
        {"gif", "image/gif"}};
    auto dot = name.rfind('.');
    std::string ending(dot == name.npos ? std::string_view() : name.substr(dot + 1));
    std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    if (auto found = types.find(ending); found != types.end()) return std::string(found->second);
    return bytes.starts_with("%PDF-") ? "application/pdf" : "application/octet-stream";
}

/// The proof: nothing of what was asked for is in the new file, neither for its readers nor in its bytes.
Done proved(std::string_view bytes, Reading const& reading, Order const& order, SoughtSet const& sought, Limits const& limits,
            std::string_view program) {
    auto still_there = [](std::string const& place) { return Refusal{"scan.redact.still_there", "", {{"place", place}}}; };
    if (auto places = places_with(sought, reading); !places.empty()) return still_there(*places.begin());
    for (auto const& finding : reading.findings)
        if (finding.kind == Kind::hidden_content && order.hidden.contains({finding.place, finding.masked}))
            return still_there(finding.place);
    if (sought.empty()) return {};
    auto const values = to_wire(Order{order.values, {}, {}});
    auto answer = ask_child(Job::prove, {values, bytes}, "file", limits, program);
    if (!answer.trouble.empty()) return failed(answer.trouble);
    auto places = places_from_wire(answer.bytes);
    if (!places) return failed("crashed");
    return places->empty() ? Done() : still_there(places->front());
}

}  // namespace

Outcome<Redacted> redact_in_child(std::string_view bytes, std::string_view name, std::vector<Finding> const& findings,
                                  Settings const& settings, Limits const& limits, std::string_view program) {
    if (bytes.size() > limits.file_bytes) return failed("too_large");
    auto before = read_in_child(bytes, name, limits, program);
    if (before.passages.empty() && before.tables.empty() && before.findings.size() == 1 && before.findings[0].place.empty() &&
        !findings.empty() && findings[0].kind != Kind::unreadable)
        return failed(before.findings[0].masked);
    auto order = order_of(findings, before, settings);
    if (!order) return order.error();
    SoughtSet const sought(order->values);
    order->touched = places_with(sought, before);
    auto answer = ask_child(Job::redact, {to_wire(*order), bytes}, name, limits, program);
    if (!answer.trouble.empty()) return failed(answer.trouble);
    auto rewritten = rewritten_from_wire(answer.bytes);
    if (!rewritten) return failed("crashed");
    if (!*rewritten) return rewritten->error();

    Redacted redacted{.bytes = std::move((*rewritten)->bytes), .name = new_name(name, (*rewritten)->ending, sought)};
    if (redacted.bytes.empty()) return failed("damaged");
    if (redacted.bytes.size() > limits.file_bytes) return failed("too_large");
    redacted.content_type = content_type_of(redacted.bytes, redacted.name);
    auto after = read_in_child(redacted.bytes, redacted.name, limits, program);
    for (auto reason : {"damaged", "no_reader", "crashed", "too_slow", "too_large", "bomb"})
        if (has(after, reason) && !has(before, reason)) return failed(reason);
    if (auto done = proved(redacted.bytes, after, *order, sought, limits, program); !done) return done.error();
    redacted.remaining = Detector(settings).find(after);
    redacted.remaining.insert(redacted.remaining.begin(), after.findings.begin(), after.findings.end());
    return redacted;
}

}  // namespace mingtang::scan
