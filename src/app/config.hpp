#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "mail/server.hpp"
#include "supervision/links/link.hpp"

namespace mingtang::app {

/// All that an operator sets: from the configuration file, the environment (`MINGTANG_…`) and the command line, the later winning.
struct Config {
    std::filesystem::path data = "data";  // folder of this node: database, contents, index, spool, key
    std::string database;                 // postgresql://…; empty: SQLite in the folder
    std::string listen = "127.0.0.1:8080";
    int workers = 0;
    int sessions = 16;  // database sessions
    long long page_cache_mib = 64;
    int requests_per_second = 50;  // of one address, cached pages not counted; four times as many at once
    int connections_per_address = 256;
    std::vector<std::string> trusted_proxies;
    bool secure_cookies = false;  // the site is reached over TLS
    bool development = false;
    std::string log_level = "info";
    bool log_json = false;
    mail::Server mail;
    supervision::links::Settings links;
};

}  // namespace mingtang::app
