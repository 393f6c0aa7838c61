#include <curl/curl.h>

#include "translog/audit.hpp"
#include "translog/courier.hpp"

namespace mingtang::translog {
namespace {

struct Freed {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

std::size_t receive(char const* bytes, std::size_t, std::size_t count, void* body) {
    constexpr std::size_t most = 64 * 1024;
    auto& text = *static_cast<std::string*>(body);
    if (text.size() + count > most) return 0;
    text.append(bytes, count);
    return count;
}

int is_stopped(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<std::stop_token const*>(stop)->stop_requested();
}

}  // namespace

Posted post_to_web(std::string const& url, std::string const& body, std::stop_token const& stop) {
    std::unique_ptr<CURL, Freed> handle(curl_easy_init());
    if (!handle) throw Unreachable("libcurl cannot start");
    Posted answer;
    auto set = [&](CURLoption option, auto value) { curl_easy_setopt(handle.get(), option, value); };
    std::unique_ptr<curl_slist, Freed> headers(curl_slist_append(nullptr, "Content-Type: text/plain; charset=utf-8"));
    set(CURLOPT_URL, url.c_str()), set(CURLOPT_PROTOCOLS_STR, "http,https"), set(CURLOPT_USERAGENT, "mingtang-log");
    set(CURLOPT_NOSIGNAL, 1L), set(CURLOPT_CONNECTTIMEOUT, 5L), set(CURLOPT_TIMEOUT, 10L);
    set(CURLOPT_HTTPHEADER, headers.get());
    set(CURLOPT_POST, 1L), set(CURLOPT_POSTFIELDS, body.data()), set(CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.size()));
    set(CURLOPT_WRITEFUNCTION, &receive), set(CURLOPT_WRITEDATA, &answer.body);
    set(CURLOPT_NOPROGRESS, 0L), set(CURLOPT_XFERINFOFUNCTION, &is_stopped), set(CURLOPT_XFERINFODATA, &stop);
    if (auto code = curl_easy_perform(handle.get()); code != CURLE_OK) throw Unreachable(url + ": " + curl_easy_strerror(code));
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    answer.status = int(status);
    return answer;
}

}  // namespace mingtang::translog
