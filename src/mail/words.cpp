#include "mail/words.hpp"

#include "base/json.hpp"
#include "base/resource.hpp"

namespace mingtang::mail {

std::string word(std::string_view group, std::string_view name) {
    static auto const all = boost::json::parse(resource("src/mail/words.json").value()).as_object();
    return json::text(all.at(group).as_object(), name, name);
}

std::string trouble_words(Message const& message) {
    if (message.trouble == Trouble::none) return {};
    auto why = word("trouble", to_text(message.trouble));
    return message.last_error.empty() ? why : why + "：" + message.last_error;
}

std::string about_words(std::string_view about) {
    auto colon = about.find(':');
    auto affair = word("about", about.substr(0, colon));
    return colon == about.npos ? affair : affair + " " + std::string(about.substr(colon + 1));
}

}  // namespace mingtang::mail
