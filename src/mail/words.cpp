#include "mail/words.hpp"

#include "base/words.hpp"

namespace mingtang::mail {

std::string word(std::string_view group, std::string_view name) {
    static Words const words("src/mail/words.json");
    return words.of(group, name);
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
