#include "app/parts.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "app/due_keeper.hpp"
#include "assessment/module.hpp"
#include "base/digest.hpp"
#include "bulletin/actions.hpp"
#include "clocks/module.hpp"
#include "organ/calendars.hpp"
#include "participation/module.hpp"
#include "request/module.hpp"
#include "search/journal_reader.hpp"
#include "storage/record.hpp"
#include "translog/log.hpp"

namespace mingtang::app {
namespace {

/// The key that seals second factors and signs tokens: made once, readable by the owner only. Several nodes share one file.
std::string secret_of(std::filesystem::path const& folder) {
    auto path = folder / "secret.key";
    if (!std::filesystem::exists(path)) {
        auto key = random_token(32);
        int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0600);
        if (fd < 0) throw std::runtime_error("cannot write " + path.string());
        auto written = ::write(fd, key.data(), key.size());
        ::fsync(fd);
        ::close(fd);
        if (written != static_cast<ssize_t>(key.size())) throw std::runtime_error("cannot write " + path.string());
    }
    std::ifstream in(path);
    std::string key((std::istreambuf_iterator<char>(in)), {});
    std::string raw(32, '\0');
    std::size_t size = 0;
    if (sodium_hex2bin(reinterpret_cast<unsigned char*>(raw.data()), raw.size(), key.data(), key.size(), "\n ", &size, nullptr) != 0 ||
        size != 32)
        throw std::runtime_error(path.string() + " does not hold a key of 64 hexadecimal digits");
    return raw;
}

std::unique_ptr<storage::Database> open(Config const& config) {
    if (!config.database.empty()) return storage::Database::open_postgres(config.database, config.sessions);
    return storage::Database::open_sqlite(config.data / "mingtang.db", config.sessions);
}

void migrate(storage::Database& database) {
    std::vector<storage::Migration> all;
    for (auto const& module : modules())
        for (auto& one : storage::packed_migrations(module, database.dialect())) all.push_back(std::move(one));
    for (auto const& name : database.migrate(all)) spdlog::debug("migrated {}", name);
}

}  // namespace

std::vector<std::string> const& modules() {
    static std::vector<std::string> const names{"storage",  "journal", "organ",         "mail",     "catalogue",   "disclosure",
                                                "request",  "remedy",  "participation", "reports",  "supervision", "assessment",
                                                "bulletin", "clocks",  "search",        "translog", "channels"};
    return names;
}

struct Store::Parts {
    Config config;
    SystemClock clock;
    law::Calendar calendar = law::Calendar::standard();
    journal::Bell bell;
    std::unique_ptr<storage::Database> database;
    std::unique_ptr<storage::Blobs> blobs;
    std::unique_ptr<http::PageCache> pages;
    std::unique_ptr<organ::KeptSettings> settings;
    std::unique_ptr<organ::KeptCalendar> calendars;
    std::unique_ptr<organ::Environment> environment;
};

Store::Store(Config const& config) : parts_(std::make_unique<Parts>()) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
    auto& p = *parts_;
    p.config = config;
    std::filesystem::create_directories(config.data);
    p.database = open(config);
    migrate(*p.database);
    p.blobs = std::make_unique<storage::Blobs>(*p.database, config.data / "blobs");
    p.pages = std::make_unique<http::PageCache>(std::size_t(config.page_cache_mib) << 20);
    p.settings = std::make_unique<organ::KeptSettings>(*p.database, p.clock);
    p.calendars = std::make_unique<organ::KeptCalendar>(*p.database, p.calendar);
    p.environment = std::make_unique<organ::Environment>(organ::Environment{*p.database,
                                                                            *p.blobs,
                                                                            p.bell,
                                                                            p.clock,
                                                                            p.calendar,
                                                                            *p.pages,
                                                                            secret_of(config.data),
                                                                            [settings = p.settings.get()] { return settings->current(); },
                                                                            config.secure_cookies,
                                                                            config.development,
                                                                            "/proc/self/exe",
                                                                            {{"/desk/requests", request::waiting_count},
                                                                             {"/desk/participation", participation::waiting_count},
                                                                             {"/desk/clocks", clocks::waiting_count},
                                                                             {"/desk/assessment", assessment::waiting_count},
                                                                             {"/desk/bulletin", bulletin::waiting_count}},
                                                                            p.calendars.get(),
                                                                            clocks::desk_figures});
}

Store::~Store() = default;
organ::Environment& Store::environment() { return *parts_->environment; }
storage::Database& Store::database() { return *parts_->database; }
Config const& Store::config() const { return parts_->config; }
std::filesystem::path Store::search_folder() const { return parts_->config.data / "search"; }
std::filesystem::path Store::log_folder() const { return parts_->config.data / "log"; }
std::filesystem::path Store::spool_folder() const { return parts_->config.data / "spool"; }

bool Store::index_now() {
    try {
        search::JournalReader reader(database(), search_folder());
        journal::catch_up(database(), reader);
        return true;
    } catch (std::runtime_error const& busy) {
        spdlog::info("index: {}", busy.what());
        return false;
    }
}

bool Store::log_now() {
    try {
        translog::Log(database(), log_folder()).follow();
        return true;
    } catch (std::runtime_error const& trouble) {
        spdlog::error("publication log: {}", trouble.what());
        return false;
    }
}

void Store::reckon_due_now() {
    DueKeeper keeper(environment());
    journal::catch_up(database(), keeper);
}

void Store::forget_settings() {
    parts_->settings->forget();
    parts_->calendars->forget();
}

bool Store::is_set_up() {
    auto tx = database().read();
    return storage::select_one<long long>(tx, "select count(*) from organ_unit").value() > 0;
}

}  // namespace mingtang::app
