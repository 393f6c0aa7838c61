#include "base/text.hpp"
#include "organ/store.hpp"
#include "organ/units.hpp"
#include "participation/actions/common.hpp"
#include "participation/words.hpp"
#include "scan/public_text.hpp"
#include "scan/shared_detector.hpp"

namespace mingtang::participation {
namespace {

constexpr std::size_t longest_title = 100, longest_text = 5000;

Done fits(std::string const& value, std::string_view field, std::size_t most) {
    Refusal refusal{"participation.publish.missing", "", {{"field", std::string(field)}}, std::string(field)};
    if (value.empty()) return refusal;
    if (text::length(value) <= most) return {};
    refusal.code = "participation.publish.too_long";
    refusal.details.emplace_back("number", std::to_string(most));
    return refusal;
}

/// What names a person, as the look for disclosures finds it; what is only possible does not keep it back.
Done is_impersonal(Context& in, PublicForm const& form) {
    auto detector = scan::detector_for(organ::contacts_of(organ::store::all_units(in.tx)), in.today());
    std::vector<scan::PublicText> texts;
    for (auto const& [name, text] : {std::pair("public_title", &form.title), {"public_words", &form.words}, {"public_reply", &form.reply}})
        texts.push_back({.field = name, .label = word("field", name), .text = *text});
    auto finds = scan::personal_finds(*detector, texts);
    if (finds.words.empty()) return {};
    return Refusal{"participation.publish.personal", "", {{"found", text::join(finds.words, "；")}}, finds.field};
}

/// Whoever wrote must not be known by it.
Done is_not_the_writer(Writer const& writer, PublicForm const& form) {
    for (auto const& own : {writer.name, writer.phone, writer.email}) {
        if (text::length(own) < 2) continue;
        for (auto const& [name, text] :
             {std::pair("public_title", &form.title), {"public_words", &form.words}, {"public_reply", &form.reply}})
            if (text->find(own) != std::string::npos) return Refusal{"participation.publish.writer", "", {{"field", name}}, name};
    }
    return {};
}

}  // namespace

Outcome<Letter> publish(Context& in, Id id, int seen, PublicForm const& form) {
    auto letter = find_for(in, id, seen, Action::publish);
    if (!letter) return letter;
    if (letter->erased_at) return Refusal{"participation.publish.erased"};
    if (!letter->may_publish) return Refusal{"participation.publish.not_allowed"};
    PublicForm read{text::one_line(form.title), plain(form.words), plain(form.reply)};
    if (auto fit = fits(read.title, "public_title", longest_title); !fit) return fit.error();
    if (auto fit = fits(read.words, "public_words", longest_text); !fit) return fit.error();
    if (auto fit = fits(read.reply, "public_reply", longest_text); !fit) return fit.error();
    if (auto clean = is_impersonal(in, read); !clean) return clean.error();
    if (auto clean = is_not_the_writer(opened(in, *letter).writer, read); !clean) return clean.error();
    letter->public_title = read.title;
    letter->public_words = read.words;
    letter->public_reply = read.reply;
    letter->publicity = Publicity::published;
    if (!letter->published_at) letter->published_at = in.now;
    return take(in, std::move(*letter), Action::publish, "published", "", false);
}

Outcome<Letter> withhold(Context& in, Id id, int seen, std::string const& typed) {
    auto letter = find_for(in, id, seen, Action::withhold);
    if (!letter) return letter;
    auto reason = reason_of(typed, "withhold");
    if (!reason) return reason.error();
    letter->publicity = Publicity::withheld;
    letter->public_title.clear(), letter->public_words.clear(), letter->public_reply.clear();
    letter->published_at = {};
    return take(in, std::move(*letter), Action::withhold, "withheld", *reason, false);
}

}  // namespace mingtang::participation
