#pragma once
#include "reports/actions.hpp"

/// A report as files of several kinds.
namespace mingtang::reports {

struct FileFormat {
    std::string name;   // `xlsx`
    std::string label;  // for people
    std::string content_type;
};
std::vector<FileFormat> const& file_formats();
std::string content_type_of(std::string_view format);

/// `云麓县民政局2025年政府信息公开工作年度报告.xlsx`. Refuses reports.find.not_found for a format that there is not.
Outcome<ReportFile> file_of(AnnualReport const& report, std::string_view format);
/// Those that go with the published report.
Outcome<std::vector<ReportFile>> attached_files(AnnualReport const& report);

}  // namespace mingtang::reports
