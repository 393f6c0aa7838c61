#include "scan/read/ocr.hpp"

#include <unistd.h>

#include "scan/read/command.hpp"

namespace mingtang::scan {
namespace {

bool knows_chinese() {
    for (auto const* folder : {"/usr/share/tesseract-ocr/5/tessdata/", "/usr/share/tesseract-ocr/4.00/tessdata/", "/usr/share/tessdata/"})
        if (::access((std::string(folder) + "chi_sim.traineddata").c_str(), R_OK) == 0) return true;
    return false;
}

bool is_han(std::string_view text, std::size_t at) {
    return at + 2 < text.size() && static_cast<unsigned char>(text[at]) >= 0xE3 && static_cast<unsigned char>(text[at]) <= 0xE9;
}

/// It puts blanks between Han characters.
std::string closed_up(std::string_view text) {
    std::string closed;
    for (std::size_t at = 0; at < text.size(); ++at) {
        bool between = text[at] == ' ' && closed.size() >= 3 && is_han(closed, closed.size() - 3) && is_han(text, at + 1);
        if (!between) closed += text[at];
    }
    return closed;
}

}  // namespace

void read_picture(std::string_view picture, std::string const& place, std::string_view reason, Intake& to) {
    auto program = to.limits().others && knows_chinese() ? program_path("tesseract") : std::string();
    // The clock ends the whole reading: recognition must leave time for the rest.
    bool late = std::chrono::steady_clock::now() - to.spent().begun > std::chrono::seconds(to.limits().seconds) / 2;
    if (program.empty() || late || to.spent().ocr_pages >= to.limits().ocr_pages) return to.unreadable(reason, place);
    ++to.spent().ocr_pages;
    auto text = output_of({program, "stdin", "stdout", "-l", "chi_sim"}, picture, to.limits());
    if (!text) return to.unreadable(reason, place);
    to.text(place.empty() ? "picture" : place, closed_up(*text));
}

}  // namespace mingtang::scan
