#include "scan/redact/rewrite.hpp"

#include "base/text.hpp"
#include "scan/read/format.hpp"
#include "scan/read/office.hpp"

namespace mingtang::scan {
namespace {

/// What LibreOffice makes of an old format, without what is asked; its name gets the new ending.
Outcome<Rewritten> rewrite_old(std::string_view bytes, Task const& task) {
    auto old = old_format(bytes);
    if (!old) return unsupported("no_reader");
    if (!old->trouble.empty()) return failed(old->trouble);
    auto made = converted_by_office(bytes, old->ending, old->into, task.limits());
    if (!made) return failed(program_for_office(task.limits()).empty() ? "no_office" : "not_converted");
    auto rewritten = rewrite_zip(*made, task);
    if (rewritten) rewritten->ending = old->into;
    return rewritten;
}

}  // namespace

Task Task::within(std::string_view name) const {
    auto inner = *this;
    inner.hidden_.clear(), inner.touched_.clear(), ++inner.depth_;
    auto const prefix = text::one_line(mended(name)) + "/";
    for (auto const& one : hidden_)
        if (one.place.starts_with(prefix)) inner.hidden_.insert({one.place.substr(prefix.size()), one.reason});
    for (auto const& place : touched_)
        if (place.starts_with(prefix)) inner.touched_.insert(place.substr(prefix.size()));
    return inner;
}

bool Task::asks(std::string_view reason) const {
    return std::any_of(hidden_.begin(), hidden_.end(), [&](auto const& one) { return one.reason == reason; });
}

std::set<std::string> Task::places(std::string_view reason) const {
    std::set<std::string> all;
    for (auto const& one : hidden_)
        if (one.reason == reason) all.insert(one.place);
    return all;
}

Done Task::knows(std::set<std::string_view> const& reasons) const {
    for (auto const& one : hidden_)
        if (!reasons.contains(one.reason)) return unsupported(one.reason);
    return {};
}

Outcome<Rewritten> rewrite_any(std::string_view bytes, std::string_view, Task const& task) {
    if (task.depth() > task.limits().depth) return failed("too_deep");
    switch (format_of(bytes)) {
        case Format::empty:
            return Rewritten{};
        case Format::plain:
            return rewrite_plain(bytes, task);
        case Format::html:
            return rewrite_html(bytes, task);
        case Format::xml:
            return rewrite_xml(bytes, task);
        case Format::zip:
            return rewrite_zip(bytes, task);
        case Format::pdf:
            return rewrite_pdf(bytes, task);
        case Format::rtf:
        case Format::ole:
            return rewrite_old(bytes, task);
        case Format::image:
            return rewrite_image(bytes, task);
        case Format::archive:
            return unsupported("archive");
        case Format::binary:
            return unsupported("no_reader");
    }
    return unsupported("no_reader");
}

Outcome<Rewritten> rewrite(std::string_view bytes, std::string_view name, Order const& order, Limits const& limits) {
    if (bytes.size() > limits.file_bytes) return failed("too_large");
    SoughtSet const sought(order.values);
    Spent spent;
    try {
        return rewrite_any(bytes, name, Task(sought, order, spent, limits));
    } catch (std::bad_alloc const&) {
        throw;
    } catch (std::exception const&) {
        return failed("damaged");
    }
}

std::string redacted_on_wire(std::string_view order_and_file, std::string_view name, Limits const& limits) {
    auto order = order_from_wire(order_and_file);
    return to_wire(order ? rewrite(order_and_file, name, *order, limits) : Outcome<Rewritten>(failed("damaged")));
}

std::string proved_on_wire(std::string_view order_and_file, Limits const& limits) {
    auto order = order_from_wire(order_and_file);
    if (!order) return to_wire(std::vector<std::string>{"order"});
    return to_wire(places_in_bytes(order_and_file, SoughtSet(order->values), limits));
}

}  // namespace mingtang::scan
