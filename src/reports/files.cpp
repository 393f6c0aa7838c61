#include "reports/files.hpp"

#include "reports/grid.hpp"
#include "reports/page.hpp"
#include "reports/words.hpp"
#include "reports/xlsx.hpp"

namespace mingtang::reports {

std::vector<FileFormat> const& file_formats() {
    static std::vector<FileFormat> const all{
        {"html", word("format", "html"), "text/html; charset=utf-8"},
        {"xlsx", word("format", "xlsx"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {"json", word("format", "json"), "application/json; charset=utf-8"}};
    return all;
}

std::string content_type_of(std::string_view format) {
    for (auto const& one : file_formats())
        if (one.name == format) return one.content_type;
    return "application/octet-stream";
}

Outcome<ReportFile> file_of(AnnualReport const& report, std::string_view format) {
    auto name = text_of(report).title + "." + std::string(format);
    if (format == "html") return ReportFile{name, html_file_of(report)};
    if (format == "xlsx") return ReportFile{name, xlsx_of(report)};
    if (format == "json") return ReportFile{name, to_json(report) + "\n"};
    return Refusal{"reports.find.not_found"};
}

Outcome<std::vector<ReportFile>> attached_files(AnnualReport const& report) {
    std::vector<ReportFile> files;
    for (auto const* format : {"xlsx"}) {
        auto file = file_of(report, format);
        if (!file) return file.error();
        files.push_back(std::move(*file));
    }
    return files;
}

}  // namespace mingtang::reports
