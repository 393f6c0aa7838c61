#include "supervision/links/fetch.hpp"

#include <curl/curl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "supervision/links/address.hpp"

namespace mingtang::supervision::links {
namespace {

struct Freed {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

/// One request while it runs.
struct Talk {
    std::size_t most = 0;
    std::string body;
    bool full = false, was_private = false;
    std::string const* private_allowed = nullptr;
    std::stop_token const* stop = nullptr;
};

/// What is not wanted any more ends the transfer.
std::size_t receive(char const* bytes, std::size_t, std::size_t count, void* user) {
    auto& talk = *static_cast<Talk*>(user);
    auto room = talk.most - talk.body.size();
    talk.body.append(bytes, std::min(room, count));
    talk.full = count > room || talk.body.size() == talk.most;
    return talk.full ? 0 : count;
}

int is_stopped(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) { return static_cast<Talk*>(user)->stop->stop_requested(); }

bool may_ask(sockaddr const& address, std::string const& private_allowed) {
    if (is_public(address)) return true;
    char host[NI_MAXHOST] = "";
    auto size = address.sa_family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6);
    bool named = ::getnameinfo(&address, socklen_t(size), host, sizeof host, nullptr, 0, NI_NUMERICHOST) == 0;
    return named && !private_allowed.empty() && private_allowed == host;
}

curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* address) {
    auto& talk = *static_cast<Talk*>(user);
    if (!may_ask(address->addr, *talk.private_allowed)) {
        talk.was_private = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

Trouble trouble_of(CURLcode code, Talk const& talk) {
    if (talk.was_private) return Trouble::private_address;
    switch (code) {
        case CURLE_OK:
            return Trouble::none;
        case CURLE_COULDNT_RESOLVE_HOST:
            return Trouble::unresolved;
        case CURLE_OPERATION_TIMEDOUT:
            return Trouble::timeout;
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_INVALIDCERTSTATUS:
            return Trouble::tls;
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL:
            return Trouble::malformed;
        default:
            return Trouble::unreachable;
    }
}

void set_up(CURL* handle, Settings const& settings, std::string const& agent) {
    auto set = [&](CURLoption option, auto value) { curl_easy_setopt(handle, option, value); };
    set(CURLOPT_NOSIGNAL, 1L), set(CURLOPT_PROTOCOLS_STR, "http,https"), set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_CONNECTTIMEOUT_MS, long(settings.connect_time.count())), set(CURLOPT_TIMEOUT_MS, long(settings.whole_time.count()));
    set(CURLOPT_PROXY, ""), set(CURLOPT_NETRC, long(CURL_NETRC_IGNORED)), set(CURLOPT_USERAGENT, agent.c_str());
    set(CURLOPT_OPENSOCKETFUNCTION, &open_socket), set(CURLOPT_WRITEFUNCTION, &receive);
    set(CURLOPT_FORBID_REUSE, 1L), set(CURLOPT_FRESH_CONNECT, 1L), set(CURLOPT_MAXREDIRS, 0L);
    set(CURLOPT_NOPROGRESS, 0L), set(CURLOPT_XFERINFOFUNCTION, &is_stopped);
}

Answer fetch(CURL* handle, Settings const& settings, Asked const& asked, std::stop_token const& stop) {
    Talk talk{.most = asked.body_bytes, .body = {}, .private_allowed = &settings.private_allowed, .stop = &stop};
    auto set = [&](CURLoption option, auto value) { curl_easy_setopt(handle, option, value); };
    set(CURLOPT_URL, asked.url.c_str());
    if (asked.way == Way::head) {
        set(CURLOPT_NOBODY, 1L);
    } else {
        set(CURLOPT_HTTPGET, 1L);
    }
    set(CURLOPT_OPENSOCKETDATA, &talk), set(CURLOPT_WRITEDATA, &talk), set(CURLOPT_XFERINFODATA, &talk);
    auto code = curl_easy_perform(handle);
    if (code == CURLE_ABORTED_BY_CALLBACK) return {.trouble = Trouble::unreachable, .stopped = true};
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    // A body that is too long or too slow does not undo the answer that came before it.
    bool answered = status >= 200 && (code == CURLE_OK || talk.full || code == CURLE_OPERATION_TIMEDOUT || code == CURLE_PARTIAL_FILE);
    if (!answered) return {.trouble = trouble_of(code == CURLE_OK ? CURLE_GOT_NOTHING : code, talk)};
    char const* location = nullptr;
    curl_off_t wait = 0;
    curl_easy_getinfo(handle, CURLINFO_REDIRECT_URL, &location);
    curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &wait);
    return {.status = int(status),
            .location = location ? location : "",
            .body = std::move(talk.body),
            .retry_after = std::chrono::seconds(std::clamp<curl_off_t>(wait, 0, 86400))};
}

}  // namespace

Fetch fetch_from_web(Settings const& settings, std::string agent) {
    std::shared_ptr<CURL> handle(curl_easy_init(), Freed{});
    if (!handle) throw std::runtime_error("libcurl cannot start");
    auto kept = std::make_shared<std::string const>(std::move(agent));
    set_up(handle.get(), settings, *kept);
    return [handle, settings, kept](Asked const& asked, std::stop_token const& stop) { return fetch(handle.get(), settings, asked, stop); };
}

}  // namespace mingtang::supervision::links
