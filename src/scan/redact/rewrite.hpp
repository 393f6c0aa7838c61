#pragma once
#include <set>
#include <string>
#include <string_view>

#include "base/outcome.hpp"
#include "scan/read/intake.hpp"
#include "scan/redact/order.hpp"

namespace mingtang::scan {

/// What is to be done with one file, or with a file inside it.
class Task {
  public:
    Task(SoughtSet const& sought, Order const& order, Spent& spent, Limits const& limits)
        : sought_(sought), hidden_(order.hidden), touched_(order.touched), spent_(spent), limits_(limits) {}

    /// The same for a file of that name inside this one.
    Task within(std::string_view name) const;

    SoughtSet const& sought() const { return sought_; }
    std::set<Hidden> const& hidden() const { return hidden_; }
    /// Places where values were read.
    std::set<std::string> const& touched() const { return touched_; }
    /// Anything hidden of that reason is to go.
    bool asks(std::string_view reason) const;
    std::set<std::string> places(std::string_view reason) const;
    bool touches_anything() const { return !hidden_.empty() || !touched_.empty(); }
    /// Everything asked for is one of these; otherwise scan.redact.unsupported with the first reason that is none.
    Done knows(std::set<std::string_view> const& reasons) const;

    Spent& spent() const { return spent_; }
    Limits const& limits() const { return limits_; }
    int depth() const { return depth_; }

  private:
    SoughtSet const& sought_;
    std::set<Hidden> hidden_;
    std::set<std::string> touched_;
    Spent& spent_;
    Limits const& limits_;
    int depth_ = 0;
};

inline Refusal failed(std::string_view reason) { return Refusal{"scan.redact.failed", "", {{"reason", std::string(reason)}}}; }
inline Refusal unsupported(std::string_view reason) { return Refusal{"scan.redact.unsupported", "", {{"reason", std::string(reason)}}}; }

/// A file without what the order names, of the type that its content tells. Refuses scan.redact.unsupported {reason} and
/// scan.redact.failed {reason}. Only std::bad_alloc is thrown.
Outcome<Rewritten> rewrite(std::string_view bytes, std::string_view name, Order const& order, Limits const& limits);

/// Each makes the new file of one format.
Outcome<Rewritten> rewrite_any(std::string_view bytes, std::string_view name, Task const& task);
Outcome<Rewritten> rewrite_plain(std::string_view bytes, Task const& task);
Outcome<Rewritten> rewrite_html(std::string_view bytes, Task const& task);
Outcome<Rewritten> rewrite_xml(std::string_view bytes, Task const& task);
Outcome<Rewritten> rewrite_zip(std::string_view bytes, Task const& task);
Outcome<Rewritten> rewrite_pdf(std::string_view bytes, Task const& task);
Outcome<Rewritten> rewrite_image(std::string_view bytes, Task const& task);

/// Where the values still stand as bytes, packed or not, in any of the usual encodings: names of parts, `file` for the file itself.
std::vector<std::string> places_in_bytes(std::string_view bytes, SoughtSet const& sought, Limits const& limits);

/// The bodies of the child: a file with its order in front, and the answer on the wire.
std::string redacted_on_wire(std::string_view order_and_file, std::string_view name, Limits const& limits);
std::string proved_on_wire(std::string_view order_and_file, Limits const& limits);

}  // namespace mingtang::scan
