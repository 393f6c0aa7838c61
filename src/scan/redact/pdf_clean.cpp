#include "scan/redact/pdf_clean.hpp"

#include "base/text.hpp"
#include "scan/redact/markup.hpp"

namespace mingtang::scan {
namespace {

constexpr int max_depth = 60;

std::string masked_string(std::string const& text, SoughtSet const& sought) {
    return text.starts_with('<') ? masked_markup(text, Markup::xml, sought) : sought.masked(text);
}

/// Follows only what is written within the object itself; every other object has its own turn.
void mask_within(QPDFObjectHandle object, SoughtSet const& sought, int depth) {
    if (depth > max_depth) return;
    auto changed = [&](QPDFObjectHandle item) -> std::optional<QPDFObjectHandle> {
        if (!item.isString()) return std::nullopt;
        auto text = mended(item.getUTF8Value());
        auto masked = masked_string(text, sought);
        if (masked == text) return std::nullopt;
        return QPDFObjectHandle::newUnicodeString(masked);
    };
    if (object.isStream()) object = object.getDict();
    if (object.isArray())
        for (int i = 0; i < object.getArrayNItems(); ++i) {
            auto item = object.getArrayItem(i);
            if (auto to = changed(item)) object.setArrayItem(i, *to);
            if (!item.isIndirect()) mask_within(item, sought, depth + 1);
        }
    if (object.isDictionary())
        for (auto& [key, item] : object.getDictAsMap()) {
            if (auto to = changed(item)) object.replaceKey(key, *to);
            if (!item.isIndirect()) mask_within(item, sought, depth + 1);
        }
}

bool is_name(QPDFObjectHandle object, std::string const& key, std::string_view name) {
    auto value = object.getKeyIfDict(key);
    return value.isName() && value.getName() == name;
}

/// Metadata and forms of XML.
void mask_stream(QPDFObjectHandle stream, SoughtSet const& sought) {
    auto about = stream.getDict();
    bool picture = is_name(about, "/Subtype", "/Image") || is_name(about, "/Subtype", "/Form") || is_name(about, "/Type", "/EmbeddedFile");
    if (picture) return;
    auto data = stream.getStreamData(qpdf_dl_generalized);
    std::string_view content(reinterpret_cast<char const*>(data->getBuffer()), data->getSize());
    bool xml = content.substr(0, 64).find('<') != content.npos && text::is_utf8(content);
    if (!xml) return;
    auto masked = masked_markup(content, Markup::xml, sought);
    if (masked != content) stream.replaceStreamData(masked, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
}

std::string name_of(QPDFObjectHandle file) {
    auto name = file.getKeyIfDict("/UF");
    if (!name.isString()) name = file.getKeyIfDict("/F");
    auto shown = name.isString() ? text::one_line(mended(name.getUTF8Value())) : std::string();
    return shown.empty() ? "attachment" : shown;
}

template <class See>
void each_attachment(QPDF& document, See see) {
    for (auto& object : document.getAllObjects())
        if (object.isDictionary() && object.getKey("/EF").isDictionary()) see(object);
}

void remove_attachments(QPDF& document) {
    auto root = document.getRoot();
    if (auto names = root.getKey("/Names"); names.isDictionary()) names.removeKey("/EmbeddedFiles");
    root.removeKey("/Collection");
    root.removeKey("/AF");
    each_attachment(document, [](QPDFObjectHandle file) { file.replaceKey("/EF", QPDFObjectHandle::newDictionary()); });
    for (auto& page : QPDFPageDocumentHelper(document).getAllPages()) {
        auto notes = page.getObjectHandle().getKey("/Annots");
        page.getObjectHandle().removeKey("/AF");
        if (!notes.isArray()) continue;
        for (int i = notes.getArrayNItems() - 1; i >= 0; --i)
            if (is_name(notes.getArrayItem(i), "/Subtype", "/FileAttachment")) notes.eraseItem(i);
    }
}

}  // namespace

void mask_strings(QPDF& document, SoughtSet const& sought) {
    if (sought.empty()) return;
    for (auto& object : document.getAllObjects()) {
        try {
            if (object.isString()) {
                auto text = mended(object.getUTF8Value());
                if (auto masked = masked_string(text, sought); masked != text)
                    document.replaceObject(object.getObjGen(), QPDFObjectHandle::newUnicodeString(masked));
                continue;
            }
            mask_within(object, sought, 0);
            if (object.isStream()) mask_stream(object, sought);
        } catch (std::bad_alloc const&) {
            throw;
        } catch (std::exception const&) {
            continue;  // a stream that cannot be unpacked; the proof looks at what stays
        }
    }
}

bool holds_value(QPDFObjectHandle object, SoughtSet const& sought) {
    if (object.isString()) return sought.occurs(std::string_view(mended(object.getUTF8Value())));
    if (!object.isDictionary()) return false;
    for (auto key : {"/Contents", "/RC", "/V", "/DV", "/TU", "/T", "/Subj"})
        if (auto item = object.getKey(key); item.isString() && sought.occurs(std::string_view(mended(item.getUTF8Value())))) return true;
    auto parent = object.getKey("/Parent");
    return parent.isDictionary() && parent.getKey("/V").isString() && holds_value(parent.getKey("/V"), sought);
}

bool is_in_attachment(QPDF& document, std::string_view place) {
    bool inside = false;
    each_attachment(document, [&](QPDFObjectHandle file) { inside = inside || place.starts_with(name_of(file) + "/"); });
    return inside;
}

Done clean_attachments(QPDF& document, Task const& task) {
    bool remove = task.asks("embedded_file");
    if (!remove)
        each_attachment(document, [&](QPDFObjectHandle file) {
            auto inner = task.within(name_of(file));
            auto content = file.getKey("/EF").getKey("/F");
            if (!inner.touches_anything() || !content.isStream() || remove) return;
            auto data = content.getStreamData(qpdf_dl_all);
            auto made = rewrite_any({reinterpret_cast<char const*>(data->getBuffer()), data->getSize()}, name_of(file), inner);
            if (made && made->ending.empty())
                content.replaceStreamData(made->bytes, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
            else
                remove = true;  // what cannot be masked goes
        });
    if (remove) remove_attachments(document);
    return {};
}

void clean_annotations(QPDFObjectHandle page, bool remarks, bool hidden_fields) {
    auto notes = page.getKey("/Annots");
    if (!notes.isArray()) return;
    for (int i = notes.getArrayNItems() - 1; i >= 0; --i) {
        auto note = notes.getArrayItem(i);
        auto is = [&](std::string_view kind) { return is_name(note, "/Subtype", kind); };
        auto flags = note.getKeyIfDict("/F");
        bool hidden = flags.isInteger() && (flags.getIntValue() & (2 | 32)) != 0;
        bool shown_text = (is("/FreeText") && !hidden) || is("/Link") || is("/Widget");
        if ((remarks && (is("/Text") || is("/Popup") || (hidden && !is("/Link") && !is("/Widget")))) ||
            (hidden_fields && hidden && is("/Widget"))) {
            notes.eraseItem(i);
            continue;
        }
        if (!remarks || shown_text) continue;
        for (auto key : {"/Contents", "/RC", "/Subj", "/T", "/Popup", "/IRT"}) note.removeKey(key);
    }
}

}  // namespace mingtang::scan
