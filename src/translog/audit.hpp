#pragma once
#include <functional>
#include <stdexcept>

#include "translog/entry.hpp"
#include "translog/note.hpp"

namespace mingtang::translog {

/// A site as strangers see it.
class Source {
  public:
    struct Answer {
        int status = 0;
        std::string body;
    };
    virtual ~Source() = default;
    /// `address`: path and query. Throws Unreachable.
    virtual Answer get(std::string const& address) = 0;
};
struct Unreachable : std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// Over HTTP or HTTPS (certificates are checked), with patience where the site asks for it (429, 503). `base`:
/// `https://www.example.gov.cn`.
std::unique_ptr<Source> web_source(std::string base);

/// Whose cosignatures a checkpoint must bear, and how many of them at least.
struct Quorum {
    std::vector<VerifierKey> witnesses;
    int least = 0;
};

/// Something that does not fit. Codes of the log itself begin with `log_`; the others tell of a document.
struct Finding {
    std::string code;
    std::vector<std::pair<std::string, std::string>> details;
    bool operator==(Finding const&) const = default;
};

/// What a stranger knows from before.
struct Memory {
    std::vector<VerifierKey> keys;  // trusted; empty: those that the site itself names are taken
    std::string checkpoint;         // the last one seen; empty: none
};

struct Report {
    std::vector<Finding> findings;
    long long entries = 0, documents = 0, files = 0;
    /// For the next time; as before where the log did not hold.
    Memory memory;
    bool log_holds = false;
};

/// Reads the whole log through its tiles only: signatures, that it continues what was seen before, every tile, every entry. Then compares
/// each entry with the page, the JSON and the files that are served, and each served document with the log. `progress` hears what was done.
Report audit(Source& site, Memory const& memory, std::function<void(std::string_view what, long long count)> const& progress,
             Quorum const& quorum = {});

/// The text without white space of the first element of a page that bears the class; nothing where there is none.
std::optional<std::string> characters_of_class(std::string_view html, std::string_view css_class);

}  // namespace mingtang::translog
