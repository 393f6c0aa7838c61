// PDF: the text of each page, and what the page does not show: text under boxes and pictures, annotations, older revisions, attachments.
#include <poppler-document.h>
#include <poppler-embedded-file.h>
#include <poppler-global.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>
#include <poppler-toc.h>

#include "base/text.hpp"
#include "scan/read/ocr.hpp"
#include "scan/read/pdf_lines.hpp"
#include "scan/read/pdf_notes.hpp"
#include "scan/read/pdf_page.hpp"
#include "scan/read/qpdf.hpp"

namespace mingtang::scan {
namespace {

constexpr std::size_t max_revisions = 20;

std::string utf8(poppler::ustring const& text) {
    auto bytes = text.to_utf8();
    return {bytes.begin(), bytes.end()};
}

std::unique_ptr<poppler::document> opened(std::string_view bytes) {
    return std::unique_ptr<poppler::document>(poppler::document::load_from_raw_data(bytes.data(), int(bytes.size())));
}

std::string text_of(poppler::page const& page) { return utf8(page.text(poppler::rectf(), poppler::page::physical_layout)); }

/// A box of the page's own coordinates as poppler counts: from the upper left corner of what is shown, after turning.
poppler::rectf as_shown(Box const& box, Box const& crop, poppler::page::orientation_enum turned) {
    double left = box.left - crop.left, right = box.right - crop.left, low = box.bottom - crop.bottom, high = box.top - crop.bottom;
    double w = crop.width(), h = crop.height();
    switch (turned) {
        case poppler::page::landscape:
            return {low, left, high - low, right - left};
        case poppler::page::upside_down:
            return {w - right, low, right - left, high - low};
        case poppler::page::seascape:
            return {h - high, w - right, high - low, right - left};
        default:
            return {left, h - high, right - left, high - low};
    }
}

class Pdf {
  public:
    Pdf(std::string_view bytes, Intake& to) : bytes_(bytes), to_(to) {}

    void read() {
        auto document = opened(bytes_);
        if (!document) return to_.unreadable("damaged");
        if (document->is_locked()) return to_.unreadable("encrypted");
        open_structure();
        pages(*document);
        properties(*document);
        attachments(*document);
        revisions();
        if (structure_) read_annotations(*structure_, to_);
    }

  private:
    /// qpdf sees what poppler does not tell. Without it the text is still read.
    void open_structure() {
        try {
            structure_ = std::make_unique<QPDF>();
            structure_->setSuppressWarnings(true);
            structure_->processMemoryFile("file", bytes_.data(), bytes_.size());
            objects_ = QPDFPageDocumentHelper(*structure_).getAllPages();
        } catch (std::bad_alloc const&) {
            throw;
        } catch (std::exception const&) {
            structure_.reset();
            objects_.clear();
            to_.unreadable("drawing_unknown", {}, Certainty::possible);
        }
    }

    void pages(poppler::document const& document) {
        if (document.pages() > to_.limits().pages) to_.unreadable("too_large");
        for (int i = 0; i < std::min(document.pages(), to_.limits().pages); ++i) {
            auto const place = "page " + std::to_string(i + 1);
            std::unique_ptr<poppler::page> page(document.create_page(i));
            if (!page) {
                to_.unreadable("damaged", place);
                continue;
            }
            auto text = text_of(*page);
            add_to_all(text);
            to_.text(place, text);
            continued(*page, place);
            drawing(*page, std::size_t(i), place, text);
        }
    }

    /// Values that go over the end of a line stand in pieces in the text of the page; in a table other cells stand between them.
    void continued(poppler::page const& page, std::string const& place) {
        constexpr std::size_t most = 40;
        auto words = words_of(page);
        for (auto const& one : continued_lines(words)) {
            std::u32string before, after;
            for (std::size_t i = 0; i < one.words.size(); ++i)
                for (auto const& letter : words[one.words[i]].letters) (i < one.first ? before : after) += letter.c;
            auto as_utf8 = [](std::u32string_view characters) {
                std::string out;
                for (auto c : characters) text::append(out, c);
                return out;
            };
            before.erase(0, before.size() - std::min(before.size(), most));
            to_.seam(place, as_utf8(before), as_utf8(std::u32string_view(after).substr(0, most)));
        }
    }

    void drawing(poppler::page const& page, std::size_t number, std::string const& place, std::string const& text) {
        auto rect = page.page_rect(poppler::crop_box);
        Box crop{rect.left(), std::min(rect.top(), rect.bottom()), rect.right(), std::max(rect.top(), rect.bottom())};
        auto drawn = number < objects_.size() ? drawn_on(objects_[number].getObjectHandle(), crop) : Drawn{.whole = false};
        if (!drawn.whole) to_.unreadable("drawing_unknown", place, Certainty::possible);
        covered(page, drawn.covered, crop, place, "under_box");
        covered(page, drawn.under_pictures, crop, place, "under_picture");
        if (drawn.invisible > 0 && drawn.pictures < 0.5) to_.hidden(place, "invisible_text");
        if (drawn.outside > 0) to_.hidden(place, "outside_page", Certainty::possible);
        bool blank = is_blank(text);
        if (blank && (drawn.pictures > 0 || drawn.shown > 0 || !drawn.whole))
            picture(page, place, "image_only_page");
        else if (!blank && drawn.pictures > 0.3 && drawn.invisible == 0 && text::length(text) < 400)
            picture(page, place, "image_on_page");
    }

    /// Words of which the middle lies within a box.
    void covered(poppler::page const& page, std::vector<Box> const& boxes, Box const& crop, std::string const& place,
                 std::string_view reason) {
        if (boxes.empty()) return;
        auto words = page.text_list();
        for (auto const& box : boxes) {
            auto area = as_shown(box, crop, page.orientation());
            std::string under;
            for (auto const& word : words) {
                auto characters = word.text();
                std::string piece;
                for (std::size_t i = 0; i < characters.size(); ++i) {
                    auto at = word.char_bbox(i);
                    auto x = (at.left() + at.right()) / 2, y = (at.top() + at.bottom()) / 2;
                    bool in = x >= area.left() && x <= area.right() && y >= std::min(area.top(), area.bottom()) &&
                              y <= std::max(area.top(), area.bottom());
                    if (in) piece += utf8(poppler::ustring(1, characters[i]));
                }
                if (piece.empty()) continue;
                under += piece;
                if (word.has_space_after()) under += ' ';
            }
            to_.hidden_text(place, under, reason);
        }
    }

    void picture(poppler::page const& page, std::string const& place, std::string_view reason) {
        constexpr double most = 3000;  // points: larger pages are drawings
        auto rect = page.page_rect();
        if (!to_.limits().others || rect.width() > most || rect.height() > most || to_.spent().ocr_pages >= to_.limits().ocr_pages)
            return to_.unreadable(reason, place);
        poppler::page_renderer renderer;
        renderer.set_image_format(poppler::image::format_gray8);
        renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
        auto image = renderer.render_page(&page, 200, 200);
        if (!image.is_valid() || image.format() != poppler::image::format_gray8) return to_.unreadable(reason, place);
        auto pnm = "P5\n" + std::to_string(image.width()) + " " + std::to_string(image.height()) + "\n255\n";
        for (int y = 0; y < image.height(); ++y)
            pnm.append(image.const_data() + std::size_t(y) * std::size_t(image.bytes_per_row()), std::size_t(image.width()));
        read_picture(pnm, place, reason, to_);
    }

    void properties(poppler::document const& document) {
        for (auto const& key : document.info_keys()) {
            if (key == "Producer" || key == "CreationDate" || key == "ModDate" || key == "PTEX.Fullbanner") continue;
            to_.text("properties", utf8(document.info_key(key)), "properties");
        }
        metadata(utf8(document.metadata()));
        if (std::unique_ptr<poppler::toc> contents(document.create_toc()); contents && contents->root() != nullptr)
            bookmarks(*contents->root(), 0);
    }

    /// XMP: the text between its tags.
    void metadata(std::string const& xmp) {
        std::string text;
        bool in_tag = false;
        for (char c : xmp) {
            if (c == '<')
                in_tag = true, text += ' ';
            else if (c == '>')
                in_tag = false;
            else if (!in_tag)
                text += c;
        }
        to_.text("properties", text::one_line(mended(text)), "properties");
    }

    void bookmarks(poppler::toc_item const& item, int depth) {
        if (depth > 20) return;
        to_.text("bookmarks", utf8(item.title()));
        for (auto const* child : item.children()) bookmarks(*child, depth + 1);
    }

    void attachments(poppler::document const& document) {
        if (!document.has_embedded_files()) return;
        for (auto* file : document.embedded_files()) {
            auto name = text::one_line(mended(utf8(poppler::ustring::from_utf8(file->name().c_str(), int(file->name().size())))));
            if (name.empty()) name = "attachment";
            to_.hidden(name, "embedded_file");
            if (!file->is_valid()) {
                to_.unreadable("damaged", name);
                continue;
            }
            auto data = file->data();
            to_.spent().unpacked_bytes += data.size();
            if (to_.spent().unpacked_bytes > to_.limits().unpacked_bytes || ++to_.spent().entries > to_.limits().entries)
                return to_.unreadable("bomb", name);
            read_any({data.data(), data.size()}, name, to_.within(name));
        }
    }

    /// A file saved with changes appended still holds what it was before: whatever text of it is no longer in the last.
    void revisions() {
        std::vector<std::size_t> ends;
        for (std::size_t at = 0; (at = bytes_.find("%%EOF", at)) != std::string_view::npos; ++at) ends.push_back(at + 5);
        if (ends.size() < 2) return;
        bool linearized = bytes_.substr(0, 2048).find("/Linearized") != std::string_view::npos;
        ends.pop_back();
        if (ends.size() > max_revisions) to_.unreadable("too_large", "revisions");
        for (std::size_t i = 0; i < std::min(ends.size(), max_revisions); ++i) {
            if (i == 0 && linearized) continue;
            auto earlier = opened(bytes_.substr(0, ends[i]));
            if (!earlier || earlier->is_locked()) {
                to_.unreadable("damaged", "revision " + std::to_string(i + 1), Certainty::possible);
                continue;
            }
            revision(*earlier, "revision " + std::to_string(i + 1));
        }
    }

    void revision(poppler::document const& earlier, std::string const& label) {
        for (int i = 0; i < std::min(earlier.pages(), to_.limits().pages); ++i) {
            std::unique_ptr<poppler::page> page(earlier.create_page(i));
            if (!page) continue;
            std::string gone;
            auto text = text_of(*page);
            for (std::size_t at = 0; at < text.size();) {
                auto end = std::min(text.find('\n', at), text.size());
                auto line = text.substr(at, end - at);
                at = end + 1;
                if (auto close = closed(line); !close.empty() && all_.find(close) == std::string::npos) gone += line + "\n";
            }
            to_.hidden_text(label + " page " + std::to_string(i + 1), gone, "older_revision");
        }
    }

    static std::string closed(std::string const& text) {
        std::string close;
        for (char c : text)
            if (static_cast<unsigned char>(c) > ' ') close += c;
        return close;
    }
    void add_to_all(std::string const& text) {
        if (bytes_.find("%%EOF") != bytes_.rfind("%%EOF")) all_ += closed(text);
    }

    std::string_view bytes_;
    Intake& to_;
    std::unique_ptr<QPDF> structure_;
    std::vector<QPDFPageObjectHelper> objects_;
    std::string all_;  // text of the last revision without blanks
};

}  // namespace

void read_pdf(std::string_view bytes, Intake& to) {
    poppler::set_debug_error_function([](std::string const&, void*) {}, nullptr);
    if (bytes.size() > std::size_t(std::numeric_limits<int>::max())) return to.unreadable("too_large");
    Pdf(bytes, to).read();
}

}  // namespace mingtang::scan
