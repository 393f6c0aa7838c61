#include "scan/read/wire.hpp"

#include "scan/read/wire_bytes.hpp"

namespace mingtang::scan {
namespace {

template <class Run>
void write_run(WireWriter& to, Run const& run) {
    to.text(run.place), to.text(run.text), to.text(run.hidden), to.number(run.offset);
}
template <class Run>
void read_run(WireReader& from, Run& run) {
    run.place = from.text(), run.text = from.text(), run.hidden = from.text(), run.offset = from.number();
}

}  // namespace

std::string to_wire(Reading const& reading) {
    WireWriter to;
    to.number(reading.passages.size());
    for (auto const& passage : reading.passages) write_run(to, passage), to.number(passage.seam);
    to.number(reading.tables.size());
    for (auto const& table : reading.tables) {
        to.text(table.caption);
        to.number(table.rows.size());
        for (auto const& row : table.rows) {
            to.number(row.size());
            for (auto const& cell : row) write_run(to, cell);
        }
    }
    to.number(reading.findings.size());
    for (auto const& finding : reading.findings) {
        to.number(std::uint64_t(finding.kind)), to.number(std::uint64_t(finding.certainty));
        to.text(finding.place), to.text(finding.masked);
    }
    return std::move(to.bytes);
}

std::optional<Reading> from_wire(std::string_view bytes) {
    WireReader from(bytes);
    Reading reading;
    reading.passages.resize(from.count());
    for (auto& passage : reading.passages)
        if (!from.failed()) read_run(from, passage), passage.seam = from.number();
    for (auto tables = from.count(); tables > 0 && !from.failed(); --tables) {
        auto& table = reading.tables.emplace_back();
        table.caption = from.text();
        for (auto rows = from.count(); rows > 0 && !from.failed(); --rows) {
            auto& row = table.rows.emplace_back();
            for (auto cells = from.count(); cells > 0 && !from.failed(); --cells) read_run(from, row.emplace_back());
        }
    }
    for (auto findings = from.count(); findings > 0 && !from.failed(); --findings) {
        auto& finding = reading.findings.emplace_back();
        finding.kind = from.number() == std::uint64_t(Kind::hidden_content) ? Kind::hidden_content : Kind::unreadable;
        auto certainty = from.number();
        finding.certainty = certainty == 0 ? Certainty::certain : certainty == 1 ? Certainty::likely : Certainty::possible;
        finding.place = from.text(), finding.masked = from.text();
    }
    if (!from.is_whole()) return std::nullopt;
    return reading;
}

}  // namespace mingtang::scan
