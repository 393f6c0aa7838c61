#include "mail/smtp.hpp"

#include <curl/curl.h>

#include <charconv>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace mingtang::mail {
namespace {

struct Freed {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// How far the talk with the server has come: what it last answered was said to this.
enum class Stage { greeting, sender, recipient, content };

struct Talk {
    std::string_view content;
    std::size_t read = 0;
    Stage stage = Stage::greeting;
    std::string reply;
    bool ended = false;
    std::stop_token const* stop = nullptr;
};

std::size_t give(char* buffer, std::size_t size, std::size_t count, void* user) {
    auto& talk = *static_cast<Talk*>(user);
    auto taken = std::min(size * count, talk.content.size() - talk.read);
    std::memcpy(buffer, talk.content.data() + talk.read, taken);
    talk.read += taken;
    return taken;
}

std::size_t ignore(char*, std::size_t size, std::size_t count, void*) { return size * count; }

/// libcurl shows each line of the server, and what it sends itself; kept are all lines since it sent something.
int listen(CURL*, curl_infotype type, char* bytes, std::size_t size, void* user) {
    if (user == nullptr) return 0;
    auto& talk = *static_cast<Talk*>(user);
    std::string_view line(bytes, size);
    if (type == CURLINFO_HEADER_OUT && line.starts_with("QUIT")) talk.ended = true;
    if (talk.ended) return 0;
    if (type == CURLINFO_HEADER_IN && talk.reply.size() < 2000) talk.reply.append(line);
    if (type == CURLINFO_DATA_OUT) talk.reply.clear();
    if (type != CURLINFO_HEADER_OUT) return 0;
    if (line.starts_with("MAIL FROM")) talk.stage = Stage::sender;
    if (line.starts_with("RCPT TO")) talk.stage = Stage::recipient;
    if (line.starts_with("DATA")) talk.stage = Stage::content;
    talk.reply.clear();
    return 0;
}

/// Once the content is on its way, its end is waited for: nobody could say whether the server has taken it.
int is_stopped(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    auto const& talk = *static_cast<Talk*>(user);
    return talk.stage != Stage::content && talk.stop->stop_requested();
}

int code_of(std::string_view reply) {
    int code = 0;
    std::from_chars(reply.data(), reply.data() + std::min<std::size_t>(reply.size(), 3), code);
    return code >= 400 && code < 600 ? code : 0;
}

Trouble trouble_of(Talk const& talk) {
    auto code = code_of(talk.reply);
    constexpr int too_large = 552;  // said of the size that MAIL FROM names
    if (talk.stage == Stage::greeting) return code ? Trouble::sender : Trouble::unreachable;
    if (talk.stage == Stage::sender && code != too_large) return code ? Trouble::sender : Trouble::unreachable;
    if (code == 0) return Trouble::broken;
    return code < 500 ? Trouble::deferred : Trouble::refused;
}

void set_up(CURL* handle, Server const& server) {
    auto set = [&](CURLoption option, auto value) { curl_easy_setopt(handle, option, value); };
    set(CURLOPT_URL, server.address.c_str()), set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_NOSIGNAL, 1L), set(CURLOPT_CONNECTTIMEOUT, 15L), set(CURLOPT_TIMEOUT, 60L), set(CURLOPT_SERVER_RESPONSE_TIMEOUT, 30L);
    auto tls = from_text<Tls>(server.tls).value();
    set(CURLOPT_USE_SSL, long(tls == Tls::required ? CURLUSESSL_ALL : tls == Tls::optional ? CURLUSESSL_TRY : CURLUSESSL_NONE));
    if (!server.ca.empty()) set(CURLOPT_CAINFO, server.ca.c_str());
    if (!server.user.empty()) set(CURLOPT_USERNAME, server.user.c_str()), set(CURLOPT_PASSWORD, server.password.c_str());
    // A password never goes in the clear because a server hides its STARTTLS.
    if (!server.user.empty() && tls == Tls::optional) set(CURLOPT_USE_SSL, long(CURLUSESSL_ALL));
    set(CURLOPT_UPLOAD, 1L), set(CURLOPT_READFUNCTION, &give), set(CURLOPT_WRITEFUNCTION, &ignore);
    set(CURLOPT_VERBOSE, 1L), set(CURLOPT_DEBUGFUNCTION, &listen);
    set(CURLOPT_NOPROGRESS, 0L), set(CURLOPT_XFERINFOFUNCTION, &is_stopped);
}

Handed hand_in(CURL* handle, Envelope const& envelope, std::stop_token const& stop) {
    Talk talk{.content = envelope.content, .reply = {}, .stop = &stop};
    auto set = [&](CURLoption option, auto value) { curl_easy_setopt(handle, option, value); };
    auto from = "<" + envelope.from + ">", to = "<" + envelope.to + ">";
    std::unique_ptr<curl_slist, Freed> recipients(curl_slist_append(nullptr, to.c_str()));
    set(CURLOPT_MAIL_FROM, from.c_str()), set(CURLOPT_MAIL_RCPT, recipients.get());
    set(CURLOPT_READDATA, &talk), set(CURLOPT_DEBUGDATA, &talk), set(CURLOPT_XFERINFODATA, &talk);
    set(CURLOPT_INFILESIZE_LARGE, curl_off_t(envelope.content.size()));
    auto result = curl_easy_perform(handle);
    // The connection is kept and says more when it is closed.
    set(CURLOPT_MAIL_RCPT, static_cast<curl_slist*>(nullptr)), set(CURLOPT_DEBUGDATA, static_cast<void*>(nullptr));
    if (result == CURLE_OK) return {.trouble = Trouble::none, .words = talk.reply};
    if (result == CURLE_ABORTED_BY_CALLBACK) return {.trouble = Trouble::unreachable, .words = {}, .stopped = true};
    return {.trouble = trouble_of(talk), .words = code_of(talk.reply) ? talk.reply : curl_easy_strerror(result)};
}

}  // namespace

HandIn connect_by_smtp(Server const& server) {
    auto kept = std::make_shared<Server const>(server);
    std::shared_ptr<CURL> handle(curl_easy_init(), Freed{});
    if (!handle) throw std::runtime_error("libcurl cannot start");
    set_up(handle.get(), *kept);
    return [kept, handle](Envelope const& envelope, std::stop_token const& stop) { return hand_in(handle.get(), envelope, stop); };
}

}  // namespace mingtang::mail
