// PDF: pages that hold a value, or something hidden that must go, become pictures of themselves with a layer of their other text; all else
// stays. Earlier saves are gone because the file is written anew.
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <cstdio>
#include <memory>

#include "scan/read/pdf_page.hpp"
#include "scan/redact/pdf_clean.hpp"
#include "scan/redact/pdf_page_picture.hpp"

namespace mingtang::scan {
namespace {

/// Reasons for which a page must become a picture.
constexpr std::string_view drawn_reasons[] = {"under_box",    "under_picture",       "invisible_text",
                                              "outside_page", "covering_annotation", "unapplied_redaction"};

std::string number(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

/// A box of the page's own coordinates as it is shown, from the upper left corner, after turning.
Cover as_shown(Box const& box, Box const& crop, poppler::page::orientation_enum turned) {
    double left = box.left - crop.left, right = box.right - crop.left, low = box.bottom - crop.bottom, high = box.top - crop.bottom;
    double w = crop.width(), h = crop.height();
    switch (turned) {
        case poppler::page::landscape:
            return {low, left, high, right};
        case poppler::page::upside_down:
            return {w - right, low, w - left, high};
        case poppler::page::seascape:
            return {h - high, w - right, h - low, w - left};
        default:
            return {left, h - high, right, h - low};
    }
}

/// Its letters are the codes themselves; nothing is drawn with it, so it needs no shapes.
QPDFObjectHandle layer_font(QPDF& document) {
    std::string map =
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Layer def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n";
    char range[48];
    for (int first = 0; first < 256; first += 64) {
        map += "64 beginbfrange\n";
        for (int high = first; high < first + 64; ++high) {
            std::snprintf(range, sizeof range, "<%02X00> <%02XFF> <%02X00>\n", high, high, high);
            map += range;
        }
        map += "endbfrange\n";
    }
    map += "endcmap CMapName currentdict /CMap defineresource pop end end\n";
    auto font = QPDFObjectHandle::parse(
        "<</Type/Font/Subtype/Type0/BaseFont/Layer/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/Layer"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW "
        "1000/FontDescriptor<</Type/FontDescriptor/FontName/Layer/Flags 4"
        "/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>]>>");
    font.replaceKey("/ToUnicode", document.makeIndirectObject(QPDFObjectHandle::newStream(&document, map)));
    return document.makeIndirectObject(font);
}

std::string layer_content(std::vector<LayerText> const& layer) {
    std::string content = "BT 3 Tr\n";
    char code[8];
    for (auto const& word : layer) {
        auto size = std::max(1.0, word.height);
        auto stretch = 100 * std::max(0.1, word.width) / (size * double(word.text.size()));
        content +=
            "/T " + number(size) + " Tf " + number(stretch) + " Tz 1 0 0 1 " + number(word.x) + " " + number(word.y + size * 0.2) + " Tm <";
        for (auto c : word.text) {
            std::snprintf(code, sizeof code, "%04X", c > 0xFFFF ? 0xFFFDu : unsigned(c));
            content += code;
        }
        content += "> Tj\n";
    }
    return content + "ET\n";
}

class Pdf {
  public:
    Pdf(std::string_view bytes, Task const& task) : bytes_(bytes), task_(task) {}

    Outcome<Rewritten> rewrite() {
        if (auto done = open(); !done) return done.error();
        if (auto known = knows(); !known) return known.error();
        QPDFPageDocumentHelper helper(document_);
        helper.pushInheritedAttributesToPage();
        auto pages = helper.getAllPages();
        if (int(pages.size()) != poppler_->pages()) return failed("damaged");
        for (std::size_t i = 0; i < pages.size(); ++i)
            if (auto done = page(i, pages[i].getObjectHandle()); !done) return done.error();
        if (pictures_ > 0) forget_structure();
        if (auto done = clean_attachments(document_, task_); !done) return done.error();
        mask_strings(document_, task_.sought());
        helper.removeUnreferencedResources();
        return Rewritten{written(), {}};
    }

  private:
    Done open() {
        poppler::set_debug_error_function([](std::string const&, void*) {}, nullptr);
        if (bytes_.size() > std::size_t(std::numeric_limits<int>::max())) return failed("too_large");
        poppler_.reset(poppler::document::load_from_raw_data(bytes_.data(), int(bytes_.size())));
        if (!poppler_) return failed("damaged");
        if (poppler_->is_locked()) return failed("encrypted");
        document_.setSuppressWarnings(true);
        document_.processMemoryFile("file", bytes_.data(), bytes_.size());
        return {};
    }

    Done knows() {
        static std::set<std::string_view> const reasons{"under_box",      "under_picture",       "invisible_text", "outside_page",
                                                        "annotation",     "covering_annotation", "hidden_field",   "unapplied_redaction",
                                                        "older_revision", "embedded_file"};
        for (auto const& one : task_.hidden())
            if (!reasons.contains(one.reason) && !is_in_attachment(document_, one.place)) return unsupported(one.reason);
        return {};
    }

    Done page(std::size_t index, QPDFObjectHandle object) {
        auto const place = "page " + std::to_string(index + 1);
        auto asked = [&](std::string_view reason) { return task_.hidden().contains({place, std::string(reason)}); };
        bool hidden = std::any_of(std::begin(drawn_reasons), std::end(drawn_reasons), asked);
        std::unique_ptr<poppler::page> shown(poppler_->create_page(int(index)));
        if (!shown) return hidden || task_.touched().contains(place) ? failed("damaged") : Done();
        auto rect = shown->page_rect(poppler::crop_box);
        Box crop{rect.left(), std::min(rect.top(), rect.bottom()), rect.right(), std::max(rect.top(), rect.bottom())};
        std::vector<Cover> covers;
        bool in_notes = false;
        for (auto& note :
             object.getKey("/Annots").isArray() ? object.getKey("/Annots").getArrayAsVector() : std::vector<QPDFObjectHandle>())
            in_notes |= cover_note(note, asked, as_shown(box_of(note), crop, shown->orientation()), covers);
        bool in_text = holds_value(*shown, task_.sought());
        bool on_picture = task_.touched().contains(place) && !in_text && !in_notes;
        if (hidden || in_text || on_picture || !covers.empty()) return make_picture(*shown, object, crop, covers, hidden, on_picture);
        clean_annotations(object, asked("annotation"), asked("hidden_field"));
        return {};
    }

    static Box box_of(QPDFObjectHandle note) {
        auto rect = note.getKeyIfDict("/Rect");
        if (!rect.isArray() || rect.getArrayNItems() != 4) return {};
        double n[4] = {};
        for (int i = 0; i < 4; ++i) n[i] = rect.getArrayItem(i).isNumber() ? rect.getArrayItem(i).getNumericValue() : 0;
        return {std::min(n[0], n[2]), std::min(n[1], n[3]), std::max(n[0], n[2]), std::max(n[1], n[3])};
    }

    /// Whether the note holds a value; what shows one, or covers something that must go, is covered on the picture.
    template <class Asked>
    bool cover_note(QPDFObjectHandle note, Asked asked, Cover const& cover, std::vector<Cover>& covers) const {
        if (!note.isDictionary()) return false;
        auto kind = note.getKey("/Subtype").isName() ? note.getKey("/Subtype").getName() : std::string();
        bool value = holds_value(note, task_.sought());
        bool drawn = kind == "/FreeText" || kind == "/Widget" || kind == "/Stamp";
        bool link = kind == "/Link" && note.getKey("/A").isDictionary() && holds_value(note.getKey("/A").getKey("/URI"), task_.sought());
        bool covers_something = (kind == "/Redact" && asked("unapplied_redaction")) || (kind == "/Square" && asked("covering_annotation"));
        if ((value && drawn) || covers_something) covers.push_back(cover);
        return value || link;
    }

    Done make_picture(poppler::page const& shown, QPDFObjectHandle object, Box const& crop, std::vector<Cover> const& covers, bool hidden,
                      bool on_picture) {
        auto drawn = drawn_on(object, crop);
        auto picture = picture_of(shown, task_.sought(), covers, on_picture, task_.limits());
        if (!picture) return picture.error();
        // A layer must not bring back what the page did not show.
        bool layer =
            !hidden && drawn.whole && drawn.covered.empty() && drawn.under_pictures.empty() && drawn.invisible == 0 && drawn.outside == 0;
        if (!layer) picture->layer.clear();
        put(object, *picture, drawn.pictures < 0.1);
        ++pictures_;
        return {};
    }

    void put(QPDFObjectHandle page, PagePicture const& picture, bool only_text) {
        auto resources = QPDFObjectHandle::parse("<</XObject<<>>>>");
        resources.getKey("/XObject").replaceKey("/P", image_of(picture.pixels, only_text));
        auto content = "q " + number(picture.width) + " 0 0 " + number(picture.height) + " 0 0 cm /P Do Q\n";
        if (!picture.layer.empty()) {
            if (!font_) font_ = layer_font(document_);
            resources.replaceKey("/Font", QPDFObjectHandle::parse("<<>>"));
            resources.getKey("/Font").replaceKey("/T", *font_);
            content += layer_content(picture.layer);
        }
        for (auto const& key : page.getKeys())
            if (key != "/Type" && key != "/Parent") page.removeKey(key);
        page.replaceKey("/MediaBox", QPDFObjectHandle::parse("[0 0 " + number(picture.width) + " " + number(picture.height) + "]"));
        page.replaceKey("/Resources", resources);
        page.replaceKey("/Contents", document_.makeIndirectObject(QPDFObjectHandle::newStream(&document_, content)));
    }

    QPDFObjectHandle image_of(Pixels const& pixels, bool only_text) {
        bool grey = pixels.is_grey(), flat = grey && only_text;
        auto image = QPDFObjectHandle::newStream(&document_, flat ? as_grey_of_four(pixels) : as_jpeg(pixels, grey));
        auto about = image.getDict();
        about.replaceKey("/Type", QPDFObjectHandle::newName("/XObject"));
        about.replaceKey("/Subtype", QPDFObjectHandle::newName("/Image"));
        about.replaceKey("/Width", QPDFObjectHandle::newInteger(pixels.width));
        about.replaceKey("/Height", QPDFObjectHandle::newInteger(pixels.height));
        about.replaceKey("/ColorSpace", QPDFObjectHandle::newName(grey ? "/DeviceGray" : "/DeviceRGB"));
        about.replaceKey("/BitsPerComponent", QPDFObjectHandle::newInteger(flat ? 4 : 8));
        if (!flat) about.replaceKey("/Filter", QPDFObjectHandle::newName("/DCTDecode"));
        return document_.makeIndirectObject(image);
    }

    /// What repeats the text of the pages elsewhere: structure for readers aloud, forms, data of the program that made it.
    void forget_structure() {
        auto root = document_.getRoot();
        for (auto key : {"/StructTreeRoot", "/MarkInfo", "/PieceInfo", "/AcroForm", "/Perms", "/Threads"}) root.removeKey(key);
    }

    std::string written() {
        QPDFWriter writer(document_);
        writer.setOutputMemory();
        writer.setPreserveEncryption(false);
        writer.write();
        auto buffer = writer.getBufferSharedPointer();
        return {reinterpret_cast<char const*>(buffer->getBuffer()), buffer->getSize()};
    }

    std::string_view bytes_;
    Task const& task_;
    QPDF document_;
    std::unique_ptr<poppler::document> poppler_;
    std::optional<QPDFObjectHandle> font_;
    int pictures_ = 0;
};

}  // namespace

Outcome<Rewritten> rewrite_pdf(std::string_view bytes, Task const& task) { return Pdf(bytes, task).rewrite(); }

}  // namespace mingtang::scan
