#include "mail/letter.hpp"

#include <sodium.h>

#include "base/json.hpp"
#include "organ/second_factor.hpp"

namespace mingtang::mail {
namespace {

std::string purpose(Message const& message, std::string_view column) { return "mail." + std::string(column) + " " + message.token; }

std::string base64(std::string const& bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // the NUL
    return text;
}

std::string from_base64(std::string const& text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        return {};
    bytes.resize(size);
    return bytes;
}

std::string packed(std::vector<Attachment> const& attachments) {
    json::array all;
    for (auto const& one : attachments)
        all.push_back(json::object{{"name", one.name}, {"type", one.type}, {"content", base64(one.content)}});
    return json::serialize(all);
}

std::vector<Attachment> unpacked(std::string const& text) {
    std::vector<Attachment> all;
    auto const parsed = boost::json::parse(text);
    for (auto const& one : parsed.as_array()) {
        auto const& row = one.as_object();
        all.push_back({json::text(row, "name"), json::text(row, "type"), from_base64(json::text(row, "content"))});
    }
    return all;
}

}  // namespace

void seal_into(Message& message, Letter const& letter, std::string_view secret) {
    message.recipient = organ::seal(secret, purpose(message, "recipient"), letter.to);
    message.subject = organ::seal(secret, purpose(message, "subject"), letter.subject);
    message.body = organ::seal(secret, purpose(message, "body"), letter.text);
    message.attachments =
        letter.attachments.empty() ? "" : organ::seal(secret, purpose(message, "attachments"), packed(letter.attachments));
}

std::optional<Letter> unseal(Message const& message, std::string_view secret) {
    auto to = organ::unseal(secret, purpose(message, "recipient"), message.recipient);
    auto subject = organ::unseal(secret, purpose(message, "subject"), message.subject);
    auto body = organ::unseal(secret, purpose(message, "body"), message.body);
    if (!to || !subject || !body) return {};
    Letter letter{.token = message.token, .made_at = message.made_at, .to = *to, .subject = *subject, .text = *body, .attachments = {}};
    if (message.attachments.empty()) return letter;
    auto attachments = organ::unseal(secret, purpose(message, "attachments"), message.attachments);
    if (!attachments) return {};
    letter.attachments = unpacked(*attachments);
    return letter;
}

std::string recipient_of(Message const& message, std::string_view secret) {
    return organ::unseal(secret, purpose(message, "recipient"), message.recipient).value_or("");
}

}  // namespace mingtang::mail
