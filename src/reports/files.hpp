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

/// `云麓县民政局2025年政府信息公开工作年度报告.xlsx`. `reader` as of organ::Environment: printing is done in a child of it. Refuses
/// reports.find.not_found for a format that there is not, and what paper::to_pdf refuses.
Outcome<ReportFile> file_of(AnnualReport const& report, std::string_view format, std::string_view reader);

/// Those that go with the published report, and the formats that could not be made, with the reason.
struct AttachedFiles {
    std::vector<ReportFile> files;
    std::vector<std::pair<std::string, Refusal>> missing;
};
AttachedFiles attached_files(AnnualReport const& report, std::string_view reader);

}  // namespace mingtang::reports
