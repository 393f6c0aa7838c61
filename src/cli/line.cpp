#include "cli/line.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>

#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/settings_file.hpp"
#include "cli/words.hpp"
#include "organ/password.hpp"
#include "scan/child.hpp"
#include "view/view.hpp"

namespace mingtang::cli {
namespace {

/// A message as the inside of a JSON string.
class EscapedMessage final : public spdlog::custom_flag_formatter {
  public:
    void format(spdlog::details::log_msg const& message, std::tm const&, spdlog::memory_buf_t& out) override {
        auto quoted = boost::json::serialize(boost::json::value(std::string_view(message.payload.data(), message.payload.size())));
        out.append(quoted.data(), quoted.data() + quoted.size());
    }
    std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<EscapedMessage>(); }
};

void start_log(app::Config const& config) {
    auto log = spdlog::stderr_logger_mt("mingtang");
    if (config.log_json) {
        auto formatter = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
        formatter->add_flag<EscapedMessage>('*').set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l","message":%*})");
        log->set_formatter(std::move(formatter));
    } else {
        log->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    }
    log->set_level(spdlog::level::from_str(config.log_level));
    spdlog::set_default_logger(log);
}

/// One setting that may also stand in the environment and in the file.
struct Setting {
    char const *option, *variable;
    bool is_flag = false;
};
constexpr Setting settings[] = {
    {"--config", "MINGTANG_CONFIG"},
    {"--data", "MINGTANG_DATA"},
    {"--database", "MINGTANG_DATABASE"},
    {"--listen", "MINGTANG_LISTEN"},
    {"--workers", "MINGTANG_WORKERS"},
    {"--sessions", "MINGTANG_SESSIONS"},
    {"--page-cache-mib", "MINGTANG_PAGE_CACHE_MIB"},
    {"--requests-per-second", "MINGTANG_REQUESTS_PER_SECOND"},
    {"--connections-per-address", "MINGTANG_CONNECTIONS_PER_ADDRESS"},
    {"--trusted-proxy", "MINGTANG_TRUSTED_PROXIES"},
    {"--secure-cookies", "MINGTANG_SECURE_COOKIES", true},
    {"--development", "MINGTANG_DEVELOPMENT", true},
    {"--log-level", "MINGTANG_LOG_LEVEL"},
    {"--log-json", "MINGTANG_LOG_JSON", true},
    {"--mail-server", "MINGTANG_MAIL_SERVER"},
    {"--mail-from", "MINGTANG_MAIL_FROM"},
    {"--mail-user", "MINGTANG_MAIL_USER"},
    {"--mail-password", "MINGTANG_MAIL_PASSWORD"},
    {"--mail-tls", "MINGTANG_MAIL_TLS"},
    {"--mail-ca", "MINGTANG_MAIL_CA"},
    {"--links-per-day", "MINGTANG_LINKS_PER_DAY"},
    {"--links-pause", "MINGTANG_LINKS_PAUSE"},
    {"--links-dead-after", "MINGTANG_LINKS_DEAD_AFTER"},
};

struct BadSettings final : CLI::ConfigError {
    explicit BadSettings(Refusal why) : ConfigError(why.code, CLI::ExitCodes::ConfigError), refusal(std::move(why)) {}
    Refusal refusal;
};

/// The file as CLI11 wants it.
class SettingsFile final : public CLI::ConfigTOML {
  public:
    std::vector<CLI::ConfigItem> from_config(std::istream& file) const override {
        std::string bytes((std::istreambuf_iterator<char>(file)), {});
        std::vector<std::string> known;
        for (auto const& setting : settings)
            if (std::string_view(setting.option) != "--config") known.emplace_back(setting.option + 2);
        auto lines = read_settings(bytes, known);
        if (!lines) throw BadSettings(lines.error());
        std::vector<CLI::ConfigItem> items;
        for (auto& line : *lines) items.push_back({.parents = {}, .name = std::move(line.name), .inputs = std::move(line.values)});
        return items;
    }
};

void add_settings(CLI::App& app, app::Config& config) {
    auto last = CLI::MultiOptionPolicy::TakeLast;
    auto one = [&](CLI::Option* option, char const* key) { option->multi_option_policy(last)->group(words(key)); };
    app.config_formatter(std::make_shared<SettingsFile>());
    app.set_config("--config", "", words("help.config"))->group(words("help.settings"))->multi_option_policy(last);
    app.add_option("--data", config.data, words("help.data"))->type_name("DIR")->multi_option_policy(last)->group(words("help.settings"));
    app.add_option("--database", config.database, words("help.database"))
        ->type_name("URL")
        ->multi_option_policy(last)
        ->group(words("help.settings"));
    one(app.add_option("--listen", config.listen, words("help.listen"))->type_name("ADDRESS:PORT"), "help.serving");
    one(app.add_option("--workers", config.workers, words("help.workers"))->check(CLI::Range(0, 256)), "help.serving");
    one(app.add_option("--sessions", config.sessions, words("help.sessions"))->check(CLI::Range(2, 256)), "help.serving");
    one(app.add_option("--page-cache-mib", config.page_cache_mib, words("help.page_cache"))->check(CLI::Range(0, 65536)), "help.serving");
    one(app.add_option("--requests-per-second", config.requests_per_second, words("help.requests_per_second"))
            ->check(CLI::Range(1, 1000000)),
        "help.serving");
    one(app.add_option("--connections-per-address", config.connections_per_address, words("help.connections_per_address"))
            ->check(CLI::Range(1, 1000000)),
        "help.serving");
    app.add_option("--trusted-proxy", config.trusted_proxies, words("help.trusted_proxy"))
        ->type_name("ADDRESS")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->group(words("help.serving"));
    app.add_flag("--secure-cookies", config.secure_cookies, words("help.secure_cookies"))->group(words("help.serving"));
    app.add_flag("--development", config.development, words("help.development"))->group(words("help.serving"));
    one(app.add_option("--log-level", config.log_level, words("help.log_level"))
            ->check(CLI::IsMember({"trace", "debug", "info", "warning", "error", "critical", "off"})),
        "help.serving");
    app.add_flag("--log-json", config.log_json, words("help.log_json"))->group(words("help.serving"));
    auto mail = [&](char const* name, std::string& value, char const* help) {
        return app.add_option(name, value, words(help))->multi_option_policy(last)->group(words("help.mail_settings"));
    };
    mail("--mail-server", config.mail.address, "help.mail_server")->type_name("URL");
    mail("--mail-from", config.mail.from, "help.mail_from")->type_name("ADDRESS");
    mail("--mail-user", config.mail.user, "help.mail_user");
    mail("--mail-password", config.mail.password, "help.mail_password");
    mail("--mail-tls", config.mail.tls, "help.mail_tls")->check(CLI::IsMember({"required", "optional", "none"}));
    mail("--mail-ca", config.mail.ca, "help.mail_ca")->type_name("FILE");
    one(app.add_option("--links-per-day", config.links.per_day, words("help.links_per_day"))->check(CLI::Range(0, 100000)),
        "help.link_settings");
    one(app.add_option("--links-pause", config.links.pause_seconds, words("help.links_pause"))->check(CLI::Range(1, 600)),
        "help.link_settings");
    one(app.add_option("--links-dead-after", config.links.days_until_dead, words("help.links_dead_after"))->check(CLI::Range(1, 30)),
        "help.link_settings");
}

/// Others on the machine see the line of a running program.
bool shows_password(int argc, char** argv) {
    return std::any_of(argv + 1, argv + argc,
                       [](std::string_view word) { return word == "--mail-password" || word.starts_with("--mail-password="); });
}

/// The environment as words of the line that stand before it, so that the line itself, read later, wins, and the file loses to both.
std::vector<std::string> with_environment(int argc, char** argv) {
    std::vector<std::string> all;
    for (auto const& setting : settings) {
        auto const* value = std::getenv(setting.variable);
        if (value == nullptr || *value == '\0') continue;
        all.push_back(std::string(setting.option) + "=" + value);
    }
    all.insert(all.end(), argv + 1, argv + argc);
    std::reverse(all.begin(), all.end());  // CLI11 reads a vector from its end
    return all;
}

std::string after(std::string text, std::string_view mark) {
    auto at = text.find(mark);
    return at == std::string::npos ? text : text.substr(at + mark.size());
}

/// What CLI11 complains of, as a refusal of ours.
Refusal refusal_of(CLI::ParseError const& error) {
    if (auto const* settings = dynamic_cast<BadSettings const*>(&error)) return settings->refusal;
    std::string what = error.what();
    if (dynamic_cast<CLI::ExtrasError const*>(&error)) return {"cli.usage.unknown", "", {{"words", after(what, ": ")}}};
    if (dynamic_cast<CLI::RequiredError const*>(&error))
        return {"cli.usage.missing", "", {{"option", what.substr(0, what.find(" is required"))}}};
    if (dynamic_cast<CLI::ConversionError const*>(&error)) return {"cli.usage.value", "", {{"words", after(what, ": ")}}};
    if (dynamic_cast<CLI::FileError const*>(&error) || dynamic_cast<CLI::ConfigError const*>(&error))
        return {"cli.usage.config", "", {{"words", what}}};
    if (dynamic_cast<CLI::ArgumentMismatch const*>(&error)) return {"cli.usage.argument", "", {{"option", what.substr(0, what.find(':'))}}};
    return {"cli.usage.value", "", {{"words", what}}};
}

void speak_chinese(CLI::App& app) {
    for (auto const* label : {"Usage", "OPTIONS", "SUBCOMMAND", "SUBCOMMANDS", "REQUIRED", "Positionals"})
        app.get_formatter()->label(label, words(std::string("help.label.") + label));
    app.get_formatter()->column_width(34);
    app.set_help_flag("-h,--help", words("help.help"))->group(words("help.general"));
}

/// Headings of the help in the reader's language, also of what CLI11 adds by itself.
void name_groups(CLI::App& app) {
    for (auto* option : app.get_options())
        if (option->get_group() == "Options") option->group(words("help.options"));
    for (auto* verb : app.get_subcommands([](CLI::App*) { return true; })) {
        verb->group(words("help.verbs"));
        name_groups(*verb);
    }
}

int misread(CLI::App const& app, CLI::ParseError const& error) {
    if (dynamic_cast<CLI::CallForHelp const*>(&error) || dynamic_cast<CLI::CallForAllHelp const*>(&error)) {
        std::cout << app.help();
        return Exit::done;
    }
    if (dynamic_cast<CLI::CallForVersion const*>(&error)) {
        say("mingtang " MINGTANG_VERSION);
        return Exit::done;
    }
    refuse(refusal_of(error), Exit::misused);
    tell(words("usage.see_help"));
    return Exit::misused;
}

int work(Line& line) {
    try {
        start_log(line.config);
        return line.work();
    } catch (storage::Unavailable const& away) {
        return refuse({"cli.store.unavailable", "", {{"words", away.what()}}}, Exit::unreachable);
    } catch (std::filesystem::filesystem_error const& trouble) {
        return refuse({"cli.store.folder", "", {{"words", trouble.what()}}}, Exit::unreachable);
    } catch (std::logic_error const& bug) {
        return refuse({"cli.work.fault", "", {{"words", bug.what()}}});
    } catch (std::exception const& trouble) {
        return refuse({"cli.store.folder", "", {{"words", trouble.what()}}}, Exit::unreachable);
    }
}

}  // namespace

int run(int argc, char** argv) {
    if (argc > 1 && argv[1] == scan::read_file_verb)
        return scan::serve_read_file(argc, argv);  // a child that reads one file: nothing else is set up
    Line line;
    CLI::App app(words("help.program"), "mingtang");
    speak_chinese(app);
    app.set_version_flag("--version", MINGTANG_VERSION, words("help.version"))->group(words("help.general"));
    app.fallthrough();
    app.allow_config_extras(false);
    add_settings(app, line.config);
    for (auto add : {add_serve,   add_init,    add_demo, add_unit,    add_user,      add_import, add_export,    add_search,
                     add_reindex, add_journal, add_log,  add_witness, add_mail,      add_backup, add_restore,   add_doctor,
                     add_scan,    add_redact,  add_law,  add_report,  add_supervise, add_clocks, add_catalogue, add_completion})
        add(Verb(app), line);
    name_groups(app);
    try {
        app.parse(with_environment(argc, argv));
    } catch (CLI::ParseError const& error) {
        return misread(app, error);
    }
    if (shows_password(argc, argv)) return refuse("cli.usage.password_in_line", Exit::misused);
    if (line.work) return work(line);
    refuse("cli.usage.no_verb", Exit::misused);
    tell(words("usage.see_help"));
    return Exit::misused;
}

Outcome<std::unique_ptr<app::Store>> existing_store(app::Config const& config) {
    if (config.database.empty() && !std::filesystem::exists(config.data / "mingtang.db"))
        return Refusal{"cli.store.missing", "", {{"folder", config.data.string()}}};
    return std::make_unique<app::Store>(config);
}

int refuse(Refusal const& refusal, int status) {
    auto cited = view::citation(refusal.article).text;
    // What was typed stands in the sentence: no mark of it may reach the terminal.
    tell(text::one_line(view::sentence(refusal)) + (cited.empty() ? "" : words("refusal.article", {{"article", cited}})) +
         words("refusal.code", {{"code", refusal.code}}));
    return status;
}

FirstPassword first_password(bool from_stdin) {
    if (!from_stdin) return {organ::one_time_password(), true};
    std::string typed;
    std::getline(std::cin, typed);
    if (!typed.empty() && typed.back() == '\r') typed.pop_back();
    return {typed, false};
}

void say_password(std::string const& login, FirstPassword const& password) {
    if (password.one_time) say(words("user.one_time_password", {{"login", login}, {"password", password.text}}));
}

}  // namespace mingtang::cli
