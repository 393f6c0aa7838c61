// Formats that LibreOffice knows: it makes them into the newer ones, which are read here.
#include "scan/read/office.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "scan/read/command.hpp"
#include "scan/read/intake.hpp"

namespace mingtang::scan {
namespace fs = std::filesystem;

namespace {

/// LibreOffice must not guess: what it does not know it would take for text.
std::string filter_of(std::string_view ending) {
    if (ending == "doc") return "MS Word 97";
    if (ending == "xls") return "MS Excel 97";
    if (ending == "xls5") return "MS Excel 95";
    if (ending == "ppt") return "MS PowerPoint 97";
    return "Rich Text Format";
}

}  // namespace

std::string program_for_office(Limits const& limits) { return limits.others ? program_path("soffice") : std::string(); }

std::optional<std::string> converted_by_office(std::string_view bytes, std::string_view ending, std::string_view into,
                                               Limits const& limits) {
    auto program = program_for_office(limits);
    if (program.empty()) return std::nullopt;
    std::error_code trouble;
    auto folder = fs::temp_directory_path(trouble) / "";
    std::string name = (folder / "office-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) return std::nullopt;
    fs::path const work(name);
    {
        std::ofstream file(work / ("in." + std::string(ending)), std::ios::binary);
        file.write(bytes.data(), std::streamsize(bytes.size()));
    }
    auto source = (work / ("in." + std::string(ending))).string(), out = (work / "out").string();
    auto done =
        output_of({program, "-env:UserInstallation=file://" + (work / "profile").string(), "--headless", "--norestore", "--nolockcheck",
                   "--nodefault", "--infilter=" + filter_of(ending), "--convert-to", std::string(into), "--outdir", out, source},
                  {}, limits);
    auto made = fs::path(out) / ("in." + std::string(into));
    std::optional<std::string> content;
    if (done && fs::exists(made, trouble) && fs::file_size(made, trouble) <= limits.file_bytes) {
        std::ifstream file(made, std::ios::binary);
        content.emplace(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    fs::remove_all(work, trouble);
    return content;
}

std::optional<OldFormat> old_format(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("{\\rtf")) return OldFormat{"rtf", "docx", {}};
    if (!bytes.starts_with("\xD0\xCF\x11\xE0")) return std::nullopt;
    auto holds = [&](std::string_view name) {
        std::string wide;
        for (char c : name) wide += c, wide += '\0';
        return bytes.find(wide) != std::string_view::npos;
    };
    if (holds("EncryptedPackage")) return OldFormat{{}, {}, "encrypted"};
    if (holds("WordDocument")) return OldFormat{"doc", "docx", {}};
    if (holds("PowerPoint Document")) return OldFormat{"ppt", "pptx", {}};
    if (holds("Workbook")) return OldFormat{"xls", "xlsx", {}};
    if (holds("Book")) return OldFormat{"xls5", "xlsx", {}};
    return std::nullopt;
}

void read_by_office(std::string_view bytes, std::string_view ending, std::string_view into, Intake& to) {
    if (program_for_office(to.limits()).empty()) return to.unreadable("no_reader");
    auto made = converted_by_office(bytes, ending, into, to.limits());
    return made ? read_any(*made, {}, to.deeper()) : to.unreadable("not_converted");
}

}  // namespace mingtang::scan
