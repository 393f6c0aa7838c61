#include "supervision/opening.hpp"

#include "scan/child.hpp"
#include "supervision/store.hpp"

namespace mingtang::supervision {
namespace {

/// The first fault by which readers cannot open the whole file; empty: it opens, or nobody here can tell.
std::string trouble_of(std::filesystem::path const& file, std::string const& reader) {
    scan::Limits limits;
    limits.ocr_pages = 0;
    limits.others = false;
    limits.seconds = 30;
    for (auto const& finding : scan::read_in_child(file, limits, reader).findings)
        if (finding.kind == scan::Kind::unreadable && finding.place.empty() && finding.certainty != scan::Certainty::possible &&
            (finding.masked == "damaged" || finding.masked == "encrypted"))
            return finding.masked;
    return "";
}

}  // namespace

void open_attachments(organ::Environment const& env, int number, std::stop_token const& stop) {
    auto digests = [&] {
        auto tx = env.database.read();
        return store::unopened(tx, number);
    }();
    for (auto const& digest : digests) {
        if (stop.stop_requested()) return;
        auto file = env.blobs.file(digest);
        auto trouble = file ? trouble_of(*file, env.reader) : "";  // a missing one is the patrol's own finding
        auto tx = env.database.write();
        store::keep_opened(tx, digest, env.clock.today(), trouble);
        tx.commit();
    }
}

}  // namespace mingtang::supervision
