// The paper as PDF: its HTML printed by WeasyPrint in a confined child.
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <set>
#include <stdexcept>

#include "base/resource.hpp"
#include "paper/paper.hpp"
#include "scan/child.hpp"

namespace mingtang::paper {
namespace {

constexpr std::size_t most_html = 16u << 20;  // what 500 pages never reach

std::vector<std::string> line_for(Printing const& printing) {
    auto script = resource("src/paper/print.py");
    if (!script) throw std::logic_error("no src/paper/print.py");
    // The seed of hashes decides the order of some entries: the same paper is to give the same bytes.
    return {"/usr/bin/env",
            "PYTHONHASHSEED=0",
            "PYTHONDONTWRITEBYTECODE=1",
            printing.python,
            "-s",
            "-c",
            *script,
            std::to_string(printing.pages)};
}

scan::Limits limits_for(Printing const& printing) {
    scan::Limits limits;
    limits.file_bytes = 64u << 20;
    limits.seconds = printing.seconds;
    limits.memory_bytes = limits.others_bytes = printing.memory_bytes;
    limits.others = false;
    return limits;
}

Refusal too_long(Printing const& printing) { return {"paper.pdf.too_long", "", {{"pages", std::to_string(printing.pages)}}}; }
Refusal failed(std::string_view reason) { return {"paper.pdf.failed", "", {{"reason", std::string(reason)}}}; }

Refusal refusal_of(std::string_view trouble, Printing const& printing) {
    if (trouble == "missing") return {"paper.pdf.missing"};
    if (trouble == "too_long") return too_long(printing);
    if (trouble == "too_slow") return {"paper.pdf.too_slow", "", {{"seconds", std::to_string(printing.seconds)}}};
    return failed(trouble);
}

}  // namespace

Outcome<std::string> to_pdf(Paper const& paper, Printing const& printing) {
    auto html = to_html(paper);
    if (html.size() > most_html) return too_long(printing);
    if (::access(printing.python.c_str(), X_OK) != 0) return Refusal{"paper.pdf.missing"};
    auto said = scan::run_in_child(line_for(printing), html, limits_for(printing), printing.program);
    if (said.trouble.empty() && said.output.starts_with("%PDF-")) return std::move(said.output);
    std::string_view trouble = !said.trouble.empty() ? said.trouble
                               : said.output == "missing" || said.output == "too_long" || said.output == "too_large"
                                   ? std::string_view(said.output)
                                   : "crashed";
    spdlog::warn("paper: no PDF: {}", trouble);
    return refusal_of(trouble, printing);
}

Outcome<std::vector<std::string>> printed_faces(Printing const& printing) {
    Paper const sample{.title = "题", .body = {paragraph("文"), heading(1, "一"), heading(2, "二")}};
    auto pdf = to_pdf(sample, printing);
    if (!pdf) return pdf.error();
    std::set<std::string> names;
    constexpr std::string_view mark = "/FontName /";  // then six letters and a plus sign, for a part of a font
    for (auto at = pdf->find(mark); at != pdf->npos; at = pdf->find(mark, at + 1)) {
        auto from = pdf->find('+', at) + 1;
        names.insert(pdf->substr(from, pdf->find_first_of(" \n/>", from) - from));
    }
    return std::vector<std::string>(names.begin(), names.end());
}

}  // namespace mingtang::paper
