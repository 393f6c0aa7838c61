#include <curl/curl.h>

#include <charconv>
#include <thread>

#include "translog/audit.hpp"

namespace mingtang::translog {
namespace {

struct Freed {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

class WebSource final : public Source {
  public:
    explicit WebSource(std::string base) : base_(std::move(base)), handle_(curl_easy_init()) {
        while (base_.ends_with('/')) base_.pop_back();
        if (!handle_) throw Unreachable("libcurl cannot start");
        set(CURLOPT_NOSIGNAL, 1L), set(CURLOPT_CONNECTTIMEOUT, 15L), set(CURLOPT_TIMEOUT, 300L);
        set(CURLOPT_FOLLOWLOCATION, 1L), set(CURLOPT_MAXREDIRS, 5L);
        set(CURLOPT_PROTOCOLS_STR, "http,https"), set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
        set(CURLOPT_ACCEPT_ENCODING, ""), set(CURLOPT_USERAGENT, "mingtang-log-verify");
        set(CURLOPT_WRITEFUNCTION, &WebSource::receive);
    }

    Answer get(std::string const& address) override {
        constexpr int tries = 40;
        for (int i = 1;; ++i) {
            auto answer = once(address);
            if ((answer.status != 429 && answer.status != 503) || i == tries) return answer;
            std::this_thread::sleep_for(wait());
        }
    }

  private:
    template <class Value>
    void set(CURLoption option, Value value) {
        curl_easy_setopt(handle_.get(), option, value);
    }

    static std::size_t receive(char const* bytes, std::size_t, std::size_t count, void* body) {
        constexpr std::size_t most = std::size_t(1) << 30;
        auto& text = *static_cast<std::string*>(body);
        if (text.size() + count > most) return 0;
        text.append(bytes, count);
        return count;
    }

    Answer once(std::string const& address) {
        Answer answer;
        auto url = base_ + address;
        set(CURLOPT_URL, url.c_str());
        set(CURLOPT_WRITEDATA, &answer.body);
        if (auto code = curl_easy_perform(handle_.get()); code != CURLE_OK) throw Unreachable(url + ": " + curl_easy_strerror(code));
        long status = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
        answer.status = int(status);
        return answer;
    }

    std::chrono::milliseconds wait() const {
        curl_off_t seconds = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_RETRY_AFTER, &seconds);
        return seconds > 0 ? std::chrono::milliseconds(1000 * std::min<curl_off_t>(seconds, 30)) : std::chrono::milliseconds(500);
    }

    std::string base_;
    std::unique_ptr<CURL, Freed> handle_;
};

}  // namespace

std::unique_ptr<Source> web_source(std::string base) { return std::make_unique<WebSource>(std::move(base)); }

}  // namespace mingtang::translog
