#include <unistd.h>

#include <fstream>
#include <thread>

#include "app/own_site.hpp"
#include "base/resource.hpp"
#include "base/text.hpp"
#include "cli/line.hpp"
#include "cli/log.hpp"
#include "cli/words.hpp"
#include "translog/audit.hpp"
#include "translog/durable.hpp"
#include "translog/encoding.hpp"

namespace mingtang::cli {
namespace {

namespace fs = std::filesystem;

struct Choices {
    std::string url, vkey, state;
    std::vector<std::string> witnesses;  // keys, or files with keys
    int quorum = -1;                     // -1: all of them
};

Outcome<translog::Memory> remembered(Choices const& chosen) {
    translog::Memory memory;
    if (!chosen.state.empty() && fs::exists(chosen.state)) {
        boost::system::error_code broken;
        auto value = boost::json::parse(translog::read_file(chosen.state), broken);
        auto keys = broken || !value.is_object()
                        ? Outcome<std::vector<translog::VerifierKey>>(Refusal{"cli.log.bad_state", "", {{"file", chosen.state}}})
                        : keys_in(json::text(value.get_object(), "vkeys"), chosen.state);
        if (!keys) return Refusal{"cli.log.bad_state", "", {{"file", chosen.state}}};
        memory = {*keys, json::text(value.get_object(), "checkpoint")};
    }
    if (chosen.vkey.empty()) return memory;
    if (!fs::exists(chosen.vkey)) return Refusal{"cli.file.missing", "", {{"file", chosen.vkey}}};
    auto keys = keys_in(translog::read_file(chosen.vkey), chosen.vkey);
    if (!keys) return keys.error();
    memory.keys = *keys;
    return memory;
}

Outcome<translog::Quorum> wanted_witnesses(Choices const& chosen) {
    translog::Quorum quorum;
    for (auto const& text : chosen.witnesses) {
        auto keys = keys_in(fs::exists(text) ? translog::read_file(text) : text, text, translog::KeyKind::witness);
        if (!keys) return keys.error();
        quorum.witnesses.insert(quorum.witnesses.end(), keys->begin(), keys->end());
    }
    auto count = int(quorum.witnesses.size());
    quorum.least = chosen.quorum < 0 ? count : chosen.quorum;
    if (quorum.least > count)
        return Refusal{"cli.log.quorum", "", {{"least", std::to_string(quorum.least)}, {"count", std::to_string(count)}}};
    return quorum;
}

void remember(std::string const& file, translog::Memory const& memory) {
    std::string keys;
    for (auto const& key : memory.keys) keys += key.text() + "\n";
    auto part = file + "." + std::to_string(::getpid());
    std::ofstream(part, std::ios::binary) << json::serialize(json::object{{"vkeys", keys}, {"checkpoint", memory.checkpoint}}) << "\n";
    fs::rename(part, file);
}

/// What was published or withdrawn while we read looks like a difference: only what stays for some seconds is one. Cosignatures of a new
/// checkpoint come some moments after it.
translog::Report settled(translog::Source& site, translog::Memory const& memory, translog::Quorum const& quorum) {
    auto progress = [shows = ::isatty(STDERR_FILENO)](std::string_view what, long long count) {
        if (shows && count % 100 == 0) tell(words("log.verify." + std::string(what), {{"count", std::to_string(count)}}));
    };
    auto report = translog::audit(site, memory, progress, quorum);
    for (int i = 0; i < 5 && !report.log_holds && report.findings.front().code == "log_quorum"; ++i) {
        std::this_thread::sleep_for(std::chrono::seconds(2));
        report = translog::audit(site, memory, progress, quorum);
    }
    if (!report.log_holds || report.findings.empty()) return report;
    std::this_thread::sleep_for(std::chrono::seconds(3));
    return translog::audit(site, memory, progress, quorum);
}

int verify(app::Config const& config, Choices const& chosen) {
    auto memory = remembered(chosen);
    if (!memory) return refuse(memory.error(), Exit::unreachable);
    auto quorum = wanted_witnesses(chosen);
    if (!quorum) return refuse(quorum.error(), Exit::misused);
    std::unique_ptr<app::Store> store;
    std::unique_ptr<translog::Source> site;
    if (chosen.url.empty()) {
        auto opened = existing_store(config);
        if (!opened) return refuse(opened.error(), Exit::unreachable);
        store = std::move(*opened);
        store->log_now();
        site = app::own_site(store->environment());
    } else {
        site = translog::web_source(chosen.url);
    }
    try {
        auto report = settled(*site, *memory, *quorum);
        for (auto const& finding : report.findings) say(words("log.finding." + finding.code, finding.details));
        if (report.log_holds && !chosen.state.empty()) remember(chosen.state, report.memory);
        Details sum{{"entries", std::to_string(report.entries)},
                    {"documents", std::to_string(report.documents)},
                    {"files", std::to_string(report.files)},
                    {"count", std::to_string(report.findings.size())}};
        say(words(report.findings.empty() ? "log.verify.good" : "log.verify.bad", sum));
        return report.findings.empty() ? Exit::done : Exit::wrong;
    } catch (translog::Unreachable const& away) {
        return refuse({"cli.log.unreachable", "", {{"words", away.what()}}}, Exit::unreachable);
    }
}

}  // namespace

Outcome<std::vector<translog::VerifierKey>> keys_in(std::string const& text, std::string const& file, translog::KeyKind kind) {
    std::vector<translog::VerifierKey> keys;
    for (auto const& line : text::split(text, '\n')) {
        if (line.empty()) continue;
        auto key = translog::VerifierKey::parse(line, kind);
        if (!key) return Refusal{"cli.log.bad_key", "", {{"file", file}}};
        keys.push_back(std::move(*key));
    }
    return keys;
}

void add_log_verify(Verb log, Line& line) {
    auto chosen = std::make_shared<Choices>();
    auto verb = log.add_verb("verify", words("help.log.verify"));
    verb.add_option("--url", chosen->url, words("help.log.url")).type_name("URL");
    verb.add_option("--vkey", chosen->vkey, words("help.log.vkey")).type_name("FILE");
    verb.add_option("--state", chosen->state, words("help.log.state")).type_name("FILE");
    verb.add_option("--witness", chosen->witnesses, words("help.log.verify.witness")).type_name("VKEY").one_each_time();
    verb.add_option("--quorum", chosen->quorum, words("help.log.quorum")).range(0, 1000);
    verb.footer(words("help.log.footer"));
    verb.callback([&line, chosen] { line.work = [&line, chosen] { return verify(line.config, *chosen); }; });
}

}  // namespace mingtang::cli
