#include "organ/web/presses.hpp"

#include "base/digest.hpp"

namespace mingtang::organ::web {
namespace {

constexpr auto remembered = std::chrono::minutes(1);

}  // namespace

std::string Presses::key_of(http::Request const& request) {
    if (request.method != http::Method::post || request.form["csrf_token"].empty() || !request.uploads.empty()) return {};
    if (request.wants_json() || !request.headers["x-requested-with"].empty()) return {};
    std::string all = request.target;
    for (auto const& [name, value] : request.form) {  // with lengths: no field can look like two
        all += '\n' + std::to_string(name.size()) + ':' + std::to_string(value.size()) + ':';
        all.append(name).append(value);
    }
    return sha256(all);
}

http::Response Presses::once(std::string const& key, Instant now, std::function<http::Response()> const& work) {
    if (key.empty()) return work();
    {
        std::unique_lock lock(mutex_);
        forget_old(now);
        for (auto found = presses_.find(key); found != presses_.end(); found = presses_.find(key)) {
            if (found->second.taken) return *found->second.taken;
            ended_.wait(lock);
        }
        presses_.emplace(key, Press{now, {}});
    }
    struct Ending {
        Presses& in;
        std::string const& key;
        std::optional<http::Response> taken;
        ~Ending() {
            std::lock_guard lock(in.mutex_);
            if (taken) {
                in.presses_[key].taken = std::move(taken);
            } else {
                in.presses_.erase(key);  // refused: whoever sends it again is heard again
            }
            in.ended_.notify_all();
        }
    } ending{*this, key, {}};
    auto response = work();
    if (response.status == 303) ending.taken = response;
    return response;
}

void Presses::forget_old(Instant now) {
    std::erase_if(presses_, [&](auto const& one) { return one.second.taken && one.second.at + remembered < now; });
}

}  // namespace mingtang::organ::web
