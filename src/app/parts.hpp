#pragma once
#include <memory>

#include "app/config.hpp"
#include "base/outcome.hpp"
#include "http/router.hpp"
#include "journal/reader.hpp"
#include "organ/context.hpp"
#include "organ/settings.hpp"

namespace mingtang::app {

/// Everything of the program that does not serve: database (migrated), contents, settings, keys. For the commands of the line.
class Store {
  public:
    /// Throws storage::Unavailable when the database cannot be opened, std::runtime_error when the folder cannot be used.
    explicit Store(Config const& config);
    ~Store();
    organ::Environment& environment();
    storage::Database& database();
    Config const& config() const;
    std::filesystem::path search_folder() const;
    /// Of the publication log's keys.
    std::filesystem::path log_folder() const;
    std::filesystem::path spool_folder() const;
    /// Lets the index take in what the journal has; returns false when another process (the server) holds the index and does it itself.
    bool index_now();
    /// Lets the publication log take in what the journal has; false when it does not continue what was signed before.
    bool log_now();
    /// Lets the projection of due days take in what the journal has.
    void reckon_due_now();
    /// The site's settings and years of holidays are read again at their next use.
    void forget_settings();
    /// True when `init` or a demo has run here: there is at least one unit.
    bool is_set_up();

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// The names of the modules whose migrations are applied, in order.
std::vector<std::string> const& modules();

/// Serves until SIGTERM or SIGINT: takes no new connection then, ends running requests, and returns. Refuses http.listen.*.
/// `on_ready(port)` is called when the port listens.
Done serve(Store& store, std::function<void(int port)> const& on_ready = {});

}  // namespace mingtang::app
