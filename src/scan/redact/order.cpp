#include "scan/redact/order.hpp"

#include "scan/read/wire_bytes.hpp"

namespace mingtang::scan {
namespace {

std::string as_utf8(std::u32string const& characters) {
    std::string out;
    for (auto c : characters) text::append(out, c);
    return out;
}

}  // namespace

std::string to_wire(Order const& order) {
    WireWriter to;
    to.number(order.values.size());
    for (auto const& value : order.values) to.text(as_utf8(value.folded)), to.text(value.mask);
    to.number(order.hidden.size());
    for (auto const& one : order.hidden) to.text(one.place), to.text(one.reason);
    to.number(order.touched.size());
    for (auto const& place : order.touched) to.text(place);
    WireWriter whole;
    whole.text(to.bytes);
    return std::move(whole.bytes);
}

std::optional<Order> order_from_wire(std::string_view& bytes) {
    std::uint64_t size = 0;
    if (bytes.size() < sizeof size) return std::nullopt;
    std::memcpy(&size, bytes.data(), sizeof size);
    bytes.remove_prefix(sizeof size);
    if (size > bytes.size()) return std::nullopt;
    WireReader from(bytes.substr(0, size));
    bytes.remove_prefix(size);
    Order order;
    for (auto count = from.count(); count > 0 && !from.failed(); --count) {
        auto folded = folded_text(from.text());
        order.values.push_back({std::move(folded), from.text()});
    }
    for (auto count = from.count(); count > 0 && !from.failed(); --count) {
        auto place = from.text();
        order.hidden.insert({std::move(place), from.text()});
    }
    for (auto count = from.count(); count > 0 && !from.failed(); --count) order.touched.insert(from.text());
    if (!from.is_whole()) return std::nullopt;
    return order;
}

std::string to_wire(Outcome<Rewritten> const& rewritten) {
    WireWriter to;
    to.number(rewritten.has_value());
    if (rewritten) {
        to.text(rewritten->ending), to.text(rewritten->bytes);
    } else {
        auto refusal = rewritten.error();
        to.text(refusal.code);
        to.text(refusal.details.empty() ? std::string() : refusal.details[0].second);
    }
    return std::move(to.bytes);
}

std::optional<Outcome<Rewritten>> rewritten_from_wire(std::string_view bytes) {
    WireReader from(bytes);
    if (from.number() == 1) {
        Rewritten whole;
        whole.ending = from.text(), whole.bytes = from.raw();
        if (!from.is_whole() || whole.ending.size() > 8) return std::nullopt;
        return Outcome<Rewritten>(std::move(whole));
    }
    auto code = from.text(), reason = from.text();
    bool known = code == "scan.redact.unsupported" || code == "scan.redact.failed";
    if (!from.is_whole() || !known || reason.size() > 60) return std::nullopt;
    return Outcome<Rewritten>(Refusal{code, "", {{"reason", reason}}});
}

std::string to_wire(std::vector<std::string> const& places) {
    WireWriter to;
    to.number(places.size());
    for (auto const& place : places) to.text(place);
    return std::move(to.bytes);
}

std::optional<std::vector<std::string>> places_from_wire(std::string_view bytes) {
    WireReader from(bytes);
    std::vector<std::string> places(from.count());
    for (auto& place : places)
        if (!from.failed()) place = from.text();
    if (!from.is_whole()) return std::nullopt;
    return places;
}

}  // namespace mingtang::scan
