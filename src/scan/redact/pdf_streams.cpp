#include "scan/redact/pdf_streams.hpp"

#include "scan/read/qpdf.hpp"

namespace mingtang::scan {
namespace {

constexpr int max_depth = 40;

void strings(QPDFObjectHandle object, std::string const& name, std::function<void(std::string const&, std::string_view)> const& see,
             int depth) {
    if (depth > max_depth) return;
    if (object.isString()) return see(name, object.getUTF8Value());
    if (object.isArray())
        for (auto& item : object.getArrayAsVector())
            if (!item.isIndirect()) strings(item, name, see, depth + 1);
    if (object.isStream()) object = object.getDict();
    if (object.isDictionary())
        for (auto& [key, item] : object.getDictAsMap())
            if (!item.isIndirect()) strings(item, name, see, depth + 1);
}

}  // namespace

void each_stream(std::string_view pdf, std::function<void(std::string const& name, std::string_view content)> const& see) {
    QPDF document;
    try {
        document.setSuppressWarnings(true);
        document.processMemoryFile("file", pdf.data(), pdf.size());
    } catch (std::bad_alloc const&) {
        throw;
    } catch (std::exception const&) {
        return;
    }
    for (auto& object : document.getAllObjects()) {
        auto const name = "object " + std::to_string(object.getObjectID());
        try {
            strings(object, name, see, 0);
            if (!object.isStream()) continue;
            auto data = object.getStreamData(qpdf_dl_specialized);
            see(name, {reinterpret_cast<char const*>(data->getBuffer()), data->getSize()});
        } catch (std::bad_alloc const&) {
            throw;
        } catch (std::exception const&) {
            continue;  // packed as pictures are, or broken: readers cannot unpack it either
        }
    }
}

}  // namespace mingtang::scan
