#pragma once
// What became of a paper, for tests: its pages as poppler sees them, its Word document taken apart.

#include <gmock/gmock.h>
#include <poppler-document.h>
#include <poppler-page.h>
#include <zip.h>

#include <map>
#include <pugixml.hpp>

#include "base/text.hpp"
#include "paper/measure.hpp"
#include "scan/read/read.hpp"

namespace mingtang::paper::fixture {

inline constexpr double mm = points_per_mm;

struct Word {
    std::string text;
    double left, top, right, bottom, size;
};

/// A printed paper as poppler sees it.
class Print {
  public:
    explicit Print(std::string bytes) : bytes_(std::move(bytes)) {
        document_.reset(poppler::document::load_from_raw_data(bytes_.data(), int(bytes_.size())));
        if (!document_) throw std::runtime_error("no PDF");
    }
    int pages() const { return document_->pages(); }
    poppler::rectf sheet(int page) const { return std::unique_ptr<poppler::page>(document_->create_page(page))->page_rect(); }
    std::string title() const { return utf8(document_->get_title()); }
    std::vector<Word> words(int number) const {
        std::unique_ptr<poppler::page> page(document_->create_page(number));
        std::vector<Word> all;
        for (auto const& box : page->text_list(poppler::page::text_list_include_font)) {
            auto place = box.bbox();
            all.push_back({utf8(box.text()), place.left(), place.top(), place.right(), place.bottom(), box.get_font_size()});
        }
        return all;
    }
    /// All text without blanks, for the line ends stand anywhere.
    std::string text() const {
        std::string all;
        for (int i = 0; i < pages(); ++i)
            for (auto const& word : words(i)) all += word.text;
        return without_blanks(all);
    }
    static std::string without_blanks(std::string text) {
        std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
        return text;
    }

  private:
    static std::string utf8(poppler::ustring const& text) {
        auto bytes = text.to_utf8();
        return {bytes.begin(), bytes.end()};
    }
    std::string bytes_;
    std::unique_ptr<poppler::document> document_;
};

inline Print print(Paper const& paper) {
    auto pdf = to_pdf(paper);
    if (!pdf) throw std::runtime_error(pdf.error().code);
    return Print(*pdf);
}

/// The words of the type area, without the page number below it.
inline std::vector<Word> type_area(Print const& print, int page) {
    auto all = print.words(page);
    std::erase_if(all, [](auto const& word) { return word.top > (top_mm + height_mm) * mm; });
    return all;
}

inline Word const& word_with(std::vector<Word> const& words, std::string_view text) {
    for (auto const& word : words)
        if (word.text.find(text) != std::string::npos) return word;
    throw std::runtime_error("no word " + std::string(text));
}

inline std::vector<double> lines(std::vector<Word> const& words) {
    std::vector<double> bottoms;
    for (auto const& word : words) bottoms.push_back(word.bottom);
    std::sort(bottoms.begin(), bottoms.end());
    std::vector<double> apart;
    for (auto one : bottoms)
        if (apart.empty() || one - apart.back() > 6) apart.push_back(one);
    return apart;
}

inline Paper only(std::vector<Block> body) {
    Paper paper;
    paper.body = std::move(body);
    return paper;
}

inline std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

inline std::string code(Outcome<std::string> const& outcome) { return outcome ? "done" : outcome.error().code; }

/// A Word document taken apart.
class WordFile {
  public:
    explicit WordFile(Paper const& paper) {
        auto made = to_docx(paper);
        if (!made) throw std::runtime_error(made.error().code);
        bytes_ = *made;
        zip_error_t error;
        auto* archive = zip_open_from_source(zip_source_buffer_create(bytes_.data(), bytes_.size(), 0, &error), ZIP_RDONLY, &error);
        if (archive == nullptr) throw std::runtime_error("no zip file");
        for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
            zip_stat_t about;
            zip_stat_index(archive, zip_uint64_t(i), 0, &about);
            std::string content(about.size, '\0');
            auto* file = zip_fopen_index(archive, zip_uint64_t(i), 0);
            zip_fread(file, content.data(), content.size());
            zip_fclose(file);
            parts_[about.name] = content;
        }
        zip_close(archive);
    }
    std::string const& bytes() const { return bytes_; }
    std::map<std::string, std::string> const& parts() const { return parts_; }
    pugi::xml_document tree(std::string const& part) const {
        pugi::xml_document tree;
        auto parsed = tree.load_string(parts_.at(part).c_str());
        if (!parsed) throw std::runtime_error(part + ": " + parsed.description());
        return tree;
    }
    std::string style_of(std::string_view text) const {
        auto document = tree("word/document.xml");
        for (auto const& paragraph : document.select_nodes("//w:p"))
            for (auto const& run : paragraph.node().select_nodes(".//w:t"))
                if (std::string_view(run.node().text().get()).find(text) != std::string_view::npos)
                    return paragraph.node().child("w:pPr").child("w:pStyle").attribute("w:val").value();
        return "nowhere";
    }

  private:
    std::string bytes_;
    std::map<std::string, std::string> parts_;
};

/// All that a reader of the file finds, in its order, without blanks.
inline std::string read_back(std::string const& docx) {
    scan::Limits limits;
    limits.others = false;
    auto const reading = scan::read(docx, "paper.docx", limits);
    EXPECT_THAT(reading.findings, testing::IsEmpty());
    std::string text;
    for (auto const& passage : reading.passages)
        if (!passage.place.starts_with("footer") && passage.hidden.empty()) text += passage.text;
    return Print::without_blanks(text);
}

}  // namespace mingtang::paper::fixture
