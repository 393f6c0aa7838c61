#pragma once
#include "clocks/sources.hpp"

/// The morning's mail: to each person who has to act, what is overdue, due today or near, counted by kind. It names no record, no applicant
/// and no title, because mail leaves the house.
namespace mingtang::clocks {

/// What waits for one person.
struct Waiting {
    struct Line {
        Kind kind = Kind::item;
        std::array<long long, 3> numbers{};  // overdue, today, warning
        Date earliest;
    };
    std::vector<Line> lines;  // by kind
    std::array<long long, 3> sums{};
    bool nothing() const { return lines.empty(); }
};
Waiting waiting_for(std::vector<Tally> const& tallies, Id person_id, std::vector<organ::Grant> const& grants);

/// Of the person of the context, in all his units.
Waiting waiting_for_me(Context& in);

/// Subject and text. `base_url` of the site, without a slash at the end.
struct Digest {
    std::string subject, text;
};
Digest digest_of(Waiting const& waiting, std::map<Kind, int> const& days, Date today, std::string const& base_url);

/// On a working day from eight o'clock on, once: queues a mail for everyone who wants one and has something waiting. The day is taken in
/// the same transaction (clocks_morning), and each mail has person and day as its key, so that neither a restart nor a second node sends a
/// day's mail again; one of the morning before that is still waiting for the mail server is cancelled. Returns how many were queued;
/// nothing where the day is not to be sent or was sent before.
std::optional<int> send_digests(Context& in, std::string const& base_url);

}  // namespace mingtang::clocks
