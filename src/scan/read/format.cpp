#include "scan/read/format.hpp"

#include <algorithm>
#include <cctype>
#include <string>

#include "scan/read/encoding.hpp"

namespace mingtang::scan {
namespace {

using namespace std::string_view_literals;

struct Magic {
    std::string_view bytes;
    Format format;
};
constexpr Magic magics[] = {
    {"PK\x03\x04"sv, Format::zip},
    {"PK\x05\x06"sv, Format::zip},
    {"PK\x07\x08"sv, Format::zip},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, Format::ole},
    {"{\\rtf"sv, Format::rtf},
    {"\xFF\xD8\xFF"sv, Format::image},
    {"\x89PNG\r\n\x1A\n"sv, Format::image},
    {"GIF87a"sv, Format::image},
    {"GIF89a"sv, Format::image},
    {"II*\0"sv, Format::image},
    {"MM\0*"sv, Format::image},
    {"BM"sv, Format::image},
    {"Rar!\x1A\x07"sv, Format::archive},
    {"7z\xBC\xAF\x27\x1C"sv, Format::archive},
    {"\x1F\x8B\x08"sv, Format::archive},
    {"BZh"sv, Format::archive},
    {"\xFD"
     "7zXZ\0"sv,
     Format::archive},
};

std::string head_of(std::string_view bytes) {
    auto first = decoded(bytes.substr(0, 4096)).value_or(std::string());
    std::transform(first.begin(), first.end(), first.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    auto begin = first.find_first_not_of(" \t\r\n");
    return begin == std::string::npos ? std::string() : first.substr(begin);
}

bool is_html(std::string const& head) {
    auto start = std::string_view(head).substr(0, 1024);
    for (auto tag : {"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv, "<meta"sv})
        if (start.find(tag) != std::string_view::npos && (start.starts_with('<'))) return true;
    for (auto tag :
         {"<table"sv, "<div"sv, "<p>"sv, "<p "sv, "<span"sv, "<h1"sv, "<h2"sv, "<script"sv, "<style"sv, "<title"sv, "<ul"sv, "<!--"sv})
        if (start.starts_with(tag)) return true;
    return false;
}

bool is_binary(std::string_view bytes) {
    auto first = bytes.substr(0, 65536);
    auto controls = std::count_if(first.begin(), first.end(), [](unsigned char c) {
        return c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1B;
    });
    return std::size_t(controls) * 100 > first.size() * 2;
}

bool is_text_of_two_bytes(std::string_view bytes) { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }

}  // namespace

Format format_of(std::string_view bytes) {
    if (bytes.empty()) return Format::empty;
    for (auto const& magic : magics)
        if (bytes.starts_with(magic.bytes) && (magic.bytes.size() > 2 || (bytes.size() > 26 && is_binary(bytes.substr(0, 54)))))
            return magic.format;
    if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return Format::pdf;
    if (bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP") return Format::image;
    if (bytes.size() > 12 && bytes.substr(4, 4) == "ftyp" &&
        (bytes.substr(8, 3) == "hei" || bytes.substr(8, 3) == "avi" || bytes.substr(8, 3) == "mif"))
        return Format::image;
    if (bytes.size() > 262 && bytes.substr(257, 5) == "ustar") return Format::archive;
    if (!is_text_of_two_bytes(bytes) && is_binary(bytes)) return Format::binary;
    auto head = head_of(bytes);
    if (is_html(head)) return Format::html;
    if (head.starts_with("<?xml")) return head.find("<html") != std::string::npos ? Format::html : Format::xml;
    if (head.starts_with('<') && head.find("xmlns") != std::string::npos && head.find('>') > head.find("xmlns")) return Format::xml;
    return Format::plain;
}

}  // namespace mingtang::scan
