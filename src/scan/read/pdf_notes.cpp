#include "scan/read/pdf_notes.hpp"

#include "base/text.hpp"
#include "scan/read/qpdf.hpp"

namespace mingtang::scan {
namespace {

std::string text_at(QPDFObjectHandle from, std::string const& key) {
    auto value = from.getKeyIfDict(key);
    if (value.isString()) return value.getUTF8Value();
    if (value.isStream()) return {};
    return {};
}

void attached(QPDFObjectHandle note, std::string const& place, Intake& to) {
    auto file = note.getKeyIfDict("/FS");
    auto name = text::one_line(mended(text_at(file, file.getKeyIfDict("/UF").isString() ? "/UF" : "/F")));
    if (name.empty()) name = "attachment";
    to.hidden(place, "embedded_file");
    auto content = file.getKeyIfDict("/EF").getKeyIfDict("/F");
    if (!content.isStream()) return to.unreadable("damaged", place);
    auto data = content.getStreamData(qpdf_dl_all);
    to.spent().unpacked_bytes += data->getSize();
    if (to.spent().unpacked_bytes > to.limits().unpacked_bytes || ++to.spent().entries > to.limits().entries)
        return to.unreadable("bomb", place);
    read_any({reinterpret_cast<char const*>(data->getBuffer()), data->getSize()}, name, to.within(name));
}

bool is_hidden(QPDFObjectHandle note) {
    auto flags = note.getKeyIfDict("/F");
    return flags.isInteger() && (flags.getIntValue() & (2 | 32)) != 0;  // hidden, or not for view
}

void annotation(QPDFObjectHandle note, std::string const& place, Intake& to) {
    if (!note.isDictionary()) return;
    auto kind = note.getKey("/Subtype").isName() ? note.getKey("/Subtype").getName() : std::string();
    if (kind == "/Popup") return;
    if (kind == "/Redact") to.hidden(place, "unapplied_redaction");
    if (kind == "/FileAttachment") attached(note, place, to);
    if ((kind == "/Square" || kind == "/Polygon") && note.getKey("/IC").isArray() && note.getKey("/IC").getArrayNItems() > 0)
        to.hidden(place, "covering_annotation");
    if (kind == "/Link") {
        auto action = note.getKeyIfDict("/A");
        return to.text(place, text_at(action, "/URI"), "link");
    }
    if (kind == "/Widget") {
        auto value = text_at(note, "/V");
        if (value.empty()) value = text_at(note.getKeyIfDict("/Parent"), "/V");
        return is_hidden(note) ? to.hidden_text(place, value, "hidden_field") : to.text(place, value);
    }
    if (kind == "/FreeText" && !is_hidden(note)) return to.text(place, text_at(note, "/Contents"));
    to.hidden_text(place, text_at(note, "/Contents"), "annotation");
    to.text(place, text_at(note, "/T"), "author");
}

}  // namespace

void read_annotations(QPDF& document, Intake& to) {
    int number = 0;
    for (auto& page : QPDFPageDocumentHelper(document).getAllPages()) {
        auto const place = "page " + std::to_string(++number);
        if (number > to.limits().pages) return;
        try {
            auto notes = page.getObjectHandle().getKeyIfDict("/Annots");
            if (!notes.isArray()) continue;
            for (auto& note : notes.getArrayAsVector()) annotation(note, place, to);
        } catch (std::bad_alloc const&) {
            throw;
        } catch (std::exception const&) {
            to.unreadable("damaged", place, Certainty::possible);
        }
    }
}

}  // namespace mingtang::scan
