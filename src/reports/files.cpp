#include "reports/files.hpp"

#include "reports/grid.hpp"
#include "reports/page.hpp"
#include "reports/paper_of.hpp"
#include "reports/words.hpp"
#include "reports/xlsx.hpp"

namespace mingtang::reports {

std::vector<FileFormat> const& file_formats() {
    static std::vector<FileFormat> const all{
        {"html", word("format", "html"), "text/html; charset=utf-8"},
        {"xlsx", word("format", "xlsx"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {"pdf", word("format", "pdf"), "application/pdf"},
        {"docx", word("format", "docx"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {"json", word("format", "json"), "application/json; charset=utf-8"}};
    return all;
}

std::string content_type_of(std::string_view format) {
    for (auto const& one : file_formats())
        if (one.name == format) return one.content_type;
    return "application/octet-stream";
}

Outcome<ReportFile> file_of(AnnualReport const& report, std::string_view format, std::string_view reader) {
    auto name = text_of(report).title + "." + std::string(format);
    if (format == "html") return ReportFile{name, html_file_of(report)};
    if (format == "xlsx") return ReportFile{name, xlsx_of(report)};
    if (format == "json") return ReportFile{name, to_json(report) + "\n"};
    if (format == "pdf") {
        auto printed = paper::to_pdf(paper_of(report), {.program = std::string(reader)});
        if (!printed) return printed.error();
        return ReportFile{name, std::move(*printed)};
    }
    if (format == "docx") {
        auto written = paper::to_docx(paper_of(report));
        if (!written) return written.error();
        return ReportFile{name, std::move(*written)};
    }
    return Refusal{"reports.find.not_found"};
}

AttachedFiles attached_files(AnnualReport const& report, std::string_view reader) {
    AttachedFiles attached;
    for (auto const* format : {"pdf", "docx", "xlsx"}) {
        auto file = file_of(report, format, reader);
        if (file) {
            attached.files.push_back(std::move(*file));
        } else {
            attached.missing.emplace_back(format, file.error());
        }
    }
    return attached;
}

}  // namespace mingtang::reports
