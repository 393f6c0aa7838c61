#pragma once
#include "request/actions.hpp"

namespace mingtang::request::web {

/// Why something waits for a person, in the order in which it is shown (words.json: `why`).
enum class Why {
    sign,             // a letter that the person's role signs off
    send,             // a letter that may go out
    confirm,          // an application that both sides have still to confirm
    opinion_over,     // third party or organ was asked, and the time is over
    supplement_over,  // the applicant did not supply what was asked for
    fee_over,         // the fee was not paid
    handle,           // the period runs
    wish              // a wish of art. 41 or 44
};

/// One thing that waits. `due` is the day that counts for it; `letter` and `wish` where it is about one.
struct Waits {
    Why why = Why::handle;
    InfoRequest request;
    Date due;
    Letter letter = {};
    Wish wish = {};
};

/// What waits for the person of the context today, the most urgent first within each reason.
std::vector<Waits> waiting_for(Context& in);

}  // namespace mingtang::request::web

template <>
struct mingtang::EnumNames<mingtang::request::web::Why> {
    static constexpr std::array<std::string_view, 8> names{"sign",     "send",   "confirm", "opinion_over", "supplement_over",
                                                           "fee_over", "handle", "wish"};
};
