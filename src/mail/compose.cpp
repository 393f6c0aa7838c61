#include <gmime/gmime.h>

#include <memory>
#include <mutex>
#include <stdexcept>

#include "mail/letter.hpp"

namespace mingtang::mail {
namespace {

struct Freed {
    void operator()(void* object) const { g_object_unref(object); }
    void operator()(char* text) const { g_free(text); }
    void operator()(GTimeZone* zone) const { g_time_zone_unref(zone); }
    void operator()(GDateTime* time) const { g_date_time_unref(time); }
    void operator()(GMimeFormatOptions* options) const { g_mime_format_options_free(options); }
};
template <class T>
using Owned = std::unique_ptr<T, Freed>;

void start() {
    static std::once_flag once;
    std::call_once(once, [] { g_mime_init(); });
}

/// Text in a mail has its lines ended by CRLF before it is encoded (RFC 2045, 6.6).
std::string with_crlf(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')) {
            out += "\r\n";
        } else if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) {
            out += "\r\n";
        } else {
            out += text[i];
        }
    }
    return out;
}

/// Always in base64: any bytes, lines of any length, and no server changes a blank at a line's end.
Owned<GMimePart> part_of(std::string const& type, std::string const& content) {
    Owned<GMimeContentType> content_type(g_mime_content_type_parse(nullptr, type.c_str()));
    Owned<GMimePart> part(g_mime_part_new_with_type(g_mime_content_type_get_media_type(content_type.get()),
                                                    g_mime_content_type_get_media_subtype(content_type.get())));
    g_mime_object_set_content_type(GMIME_OBJECT(part.get()), content_type.get());
    Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(content.data(), content.size()));
    Owned<GMimeDataWrapper> wrapper(g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
    g_mime_part_set_content(part.get(), wrapper.get());
    g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_BASE64);
    return part;
}

Owned<GMimePart> attached(Attachment const& attachment) {
    bool text = attachment.type.starts_with("text/");
    auto part = part_of(attachment.type, text ? with_crlf(attachment.content) : attachment.content);
    g_mime_object_set_disposition(GMIME_OBJECT(part.get()), GMIME_DISPOSITION_ATTACHMENT);
    g_mime_part_set_filename(part.get(), attachment.name.c_str());
    return part;
}

void set_content(GMimeMessage* message, Letter const& letter) {
    auto text = part_of("text/plain; charset=utf-8", with_crlf(letter.text));
    if (letter.attachments.empty()) {
        g_mime_message_set_mime_part(message, GMIME_OBJECT(text.get()));
        return;
    }
    Owned<GMimeMultipart> all(g_mime_multipart_new_with_subtype("mixed"));
    g_mime_multipart_set_boundary(all.get(), ("=_" + letter.token).c_str());  // the same at every try
    g_mime_multipart_add(all.get(), GMIME_OBJECT(text.get()));
    for (auto const& one : letter.attachments) g_mime_multipart_add(all.get(), GMIME_OBJECT(attached(one).get()));
    g_mime_message_set_mime_part(message, GMIME_OBJECT(all.get()));
}

void set_date(GMimeMessage* message, Instant at) {
    Owned<GTimeZone> shanghai(g_time_zone_new_offset(8 * 3600));
    Owned<GDateTime> utc(g_date_time_new_from_unix_utc(at.ms() / 1000));
    Owned<GDateTime> local(g_date_time_to_timezone(utc.get(), shanghai.get()));
    g_mime_message_set_date(message, local.get());
}

}  // namespace

std::string compose(Letter const& letter, From const& from) {
    start();
    Owned<GMimeMessage> message(g_mime_message_new(TRUE));
    auto* name = from.name.empty() ? nullptr : from.name.c_str();
    g_mime_message_add_mailbox(message.get(), GMIME_ADDRESS_TYPE_FROM, name, from.address.c_str());
    g_mime_message_add_mailbox(message.get(), GMIME_ADDRESS_TYPE_TO, nullptr, letter.to.c_str());
    g_mime_message_set_subject(message.get(), letter.subject.c_str(), "utf-8");
    g_mime_message_set_message_id(message.get(), (letter.token + from.address.substr(from.address.rfind('@'))).c_str());
    set_date(message.get(), letter.made_at);
    g_mime_object_set_header(GMIME_OBJECT(message.get()), "Auto-Submitted", "auto-generated", nullptr);
    g_mime_object_set_header(GMIME_OBJECT(message.get()), "MIME-Version", "1.0", nullptr);
    set_content(message.get(), letter);
    Owned<GMimeFormatOptions> options(g_mime_format_options_new());
    g_mime_format_options_set_newline_format(options.get(), GMIME_NEWLINE_FORMAT_DOS);
    Owned<char> written(g_mime_object_to_string(GMIME_OBJECT(message.get()), options.get()));
    if (!written) throw std::runtime_error("a mail could not be composed");
    return written.get();
}

}  // namespace mingtang::mail
