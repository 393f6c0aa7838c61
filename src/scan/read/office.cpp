// Formats that LibreOffice knows: it makes them into the newer ones, which are read here.
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

void read_by_office(std::string_view bytes, std::string_view ending, std::string_view into, Intake& to) {
    auto program = to.limits().others ? program_path("soffice") : std::string();
    if (program.empty()) return to.unreadable("no_reader");
    std::error_code trouble;
    auto folder = fs::temp_directory_path(trouble) / "";
    std::string name = (folder / "office-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) return to.unreadable("no_reader");
    fs::path const work(name);
    {
        std::ofstream file(work / ("in." + std::string(ending)), std::ios::binary);
        file.write(bytes.data(), std::streamsize(bytes.size()));
    }
    auto source = (work / ("in." + std::string(ending))).string(), out = (work / "out").string();
    auto done =
        output_of({program, "-env:UserInstallation=file://" + (work / "profile").string(), "--headless", "--norestore", "--nolockcheck",
                   "--nodefault", "--infilter=" + filter_of(ending), "--convert-to", std::string(into), "--outdir", out, source},
                  {}, to.limits());
    auto made = fs::path(out) / ("in." + std::string(into));
    if (done && fs::exists(made, trouble) && fs::file_size(made, trouble) <= to.limits().file_bytes) {
        std::ifstream file(made, std::ios::binary);
        std::string content(std::istreambuf_iterator<char>(file), {});
        file.close();
        fs::remove_all(work, trouble);
        return read_any(content, {}, to.deeper());
    }
    fs::remove_all(work, trouble);
    to.unreadable("not_converted");
}

}  // namespace mingtang::scan
