#pragma once
#include "supervision/links/fetch.hpp"

/// What an answer says of a link. Values in, values out.
namespace mingtang::supervision::links {

/// What came of asking for a link, redirections followed.
struct Verdict {
    State state = State::good;  // good, failing or unsure; waiting: put off, nothing is known
    Trouble trouble = Trouble::none;
    int status = 0;
    std::string moved_to;
    std::chrono::seconds put_off{0};
};

/// Some servers answer HEAD with an error, or not at all, and GET as they should.
bool wants_get(Answer const& head);
/// Of an answer that is no redirection. `by_number`: the address itself was of a private network, not a name that leads there from here.
Verdict verdict_of(Answer const& answer, bool by_number);
/// Whether the fault may be our own network's: nobody answered at all.
bool is_of_the_network(Verdict const& verdict);

/// The link after it was asked at `now`: dead once it has failed on as many different days as the setting wants [M], without a good one
/// between; asked again the next day while it fails, every week when it has failed for two; after 1, 3, 7, 14, then 30 days while it
/// answers; after a week where it cannot be told.
Link settled(Link link, Verdict const& verdict, Instant now, Settings const& settings);

}  // namespace mingtang::supervision::links
