// search_speed [--documents N] [--corpus FILE.jsonl[.gz]] [--queries N] [--folder DIR]: index rate, time of a search, memory and disk.
// Documents of about 600 characters are made from a seeded vocabulary (Zipf), or cut from the `body` or `text` of a JSON-lines file.
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <random>

#include "base/text.hpp"
#include "search/analysis.hpp"
#include "search/index.hpp"
#include "search_input.hpp"

namespace mingtang::bench {
namespace fs = std::filesystem;
namespace {

using Timer = std::chrono::steady_clock;
double cpu_ms() { return double(std::clock()) / CLOCKS_PER_SEC * 1000; }
double ms_since(Timer::time_point start) { return std::chrono::duration<double, std::milli>(Timer::now() - start).count(); }

long memory_mb(char const* field) {
    std::ifstream in("/proc/self/status");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with(field)) return std::stol(line.substr(line.find_first_of("0123456789"))) / 1024;
    return 0;
}

/// The first `count` characters from `at` on.
std::string characters(std::string const& utf8, std::size_t& at, std::size_t count) {
    auto from = at;
    for (std::size_t i = 0; i < count && at < utf8.size(); ++i) text::next(utf8, at);
    return utf8.substr(from, at - from);
}

/// Texts of about 600 characters.
class Texts {
  public:
    explicit Texts(std::string const& corpus) {
        if (!corpus.empty()) read(corpus);
        for (int i = 0; i < 12'000; ++i) {
            std::string word;
            for (int n = i % 5 == 4 ? 3 : 2; n > 0; --n)
                text::append(word, char32_t(0x4E00 + std::min<int>(6000, int(std::abs(spread_(random_))))));
            words_.push_back(word);
            weights_.push_back(1.0 / (i + 3));
        }
        zipf_ = std::discrete_distribution<std::size_t>(weights_.begin(), weights_.end());
    }

    std::string next() { return read_.empty() ? made(250) : read_[at_++ % read_.size()]; }
    std::string made(int words) {
        std::string out;
        for (int i = 0; i < words; ++i) {
            out += words_[zipf_(random_)];
            if (i % 9 == 8) out += i % 27 == 26 ? "。" : "，";
        }
        return out;
    }
    /// Two to eight characters of one clause, as people search.
    std::string question(std::string const& of) {
        auto length = text::length(of);
        std::string out;
        for (int attempt = 0; attempt < 20; ++attempt) {
            std::size_t start = length > 20 ? random_() % (length - 20) : 0, at = 0;
            characters(of, at, start);
            out = characters(of, at, 2 + random_() % 7);
            auto row = search::tokens(out);
            if (row.size() == text::length(out) && std::all_of(row.begin() + 1, row.end(), [](auto const& token) { return token.joined; }))
                break;
        }
        return out;
    }

  private:
    void read(std::string const& corpus) {
        each_line(corpus, [&](std::string const& line) {
            auto row = boost::json::parse(line).as_object();
            auto* body = row.if_contains("body") ? row.if_contains("body") : row.if_contains("text");
            if (!body || !body->is_string()) return;
            std::string whole(body->as_string());
            for (std::size_t at = 0; at < whole.size();)
                if (auto part = characters(whole, at, 600); part.size() > 900) read_.push_back(part);
        });
    }

    std::mt19937 random_{20261123};
    std::normal_distribution<double> spread_{0, 1500};
    std::vector<std::string> words_, read_;
    std::vector<double> weights_;
    std::discrete_distribution<std::size_t> zipf_;
    std::size_t at_ = 0;
};

std::vector<std::string> build(fs::path const& folder, Texts& texts, int documents) {
    std::vector<std::string> questions;
    search::Index index(folder);
    double spent = 0, worked = 0;
    for (int i = 1; i <= documents; ++i) {
        search::Document document;
        document.id = i;
        document.body_text = texts.next();
        std::size_t at = 0;
        document.title = characters(document.body_text, at, 24);
        document.document_number = "青政办发〔" + std::to_string(2000 + i % 25) + "〕" + std::to_string(i / 25) + "号";
        document.unit_code = "u" + std::to_string(i % 60);
        document.unit_name = "青山县第" + std::to_string(i % 60) + "局";
        document.subjects = {"s" + std::to_string(i % 22)};
        document.kind = i % 3 ? "notice" : "reply";
        document.published_on = Date(2005, 1, 1) + i % 7000;
        if (i % 50 == 0) questions.push_back(texts.question(document.body_text));
        auto start = Timer::now();
        auto before = cpu_ms();
        index.put(document);
        if (i % 500 == 0 || i == documents) index.commit(i);
        spent += ms_since(start);
        worked += cpu_ms() - before;
    }
    std::printf("indexed %d documents in %.1f s: %.0f a second (%.0f by processor time); memory at most %ld MB\n", documents, spent / 1000,
                documents / spent * 1000, documents / worked * 1000, memory_mb("VmHWM"));
    return questions;
}

template <class Ask>
void measure(char const* name, std::vector<std::string> const& questions, std::size_t count, Ask&& ask) {
    std::vector<double> times;
    for (std::size_t i = 0; i < count; ++i) {
        auto start = Timer::now();
        ask(questions[i % questions.size()]);
        times.push_back(ms_since(start));
    }
    std::sort(times.begin(), times.end());
    std::printf("%-26s median %7.2f ms   p99 %7.2f ms   worst %7.2f ms\n", name, times[times.size() / 2], times[times.size() * 99 / 100],
                times.back());
}

void ask_all(fs::path const& folder, std::vector<std::string> const& questions, std::size_t count) {
    auto start = Timer::now();
    search::Searcher searcher(folder);
    searcher.search({.text = questions.at(0)});
    std::printf("open and first answer %.0f ms\n", ms_since(start));
    measure("top 10", questions, count, [&](auto const& text) { searcher.search({.text = text}); });
    measure("top 10 with facets", questions, count, [&](auto const& text) { searcher.search({.text = text, .facets = true}); });
    measure("top 10 by date", questions, count, [&](auto const& text) { searcher.search({.text = text, .sort = search::Sort::date}); });
    measure("phrase", questions, count, [&](auto const& text) { searcher.search({.text = "“" + text + "”"}); });
    measure("one unit, one year", questions, count,
            [&](auto const& text) { searcher.search({.text = text, .filters = {.units = {"u7"}, .year = 2012}}); });
    measure("sentence", questions, count,
            [&](auto const& text) { searcher.search({.text = text + "如何办理" + questions[text.size() % questions.size()]}); });
    measure("document number", questions, count, [&](auto const&) { searcher.search({.text = "青政办发〔2012〕77号"}); });
    measure("suggest", questions, count, [&](auto const& text) { searcher.suggest(text.substr(0, 6)); });
    std::printf("memory of the searching process %ld MB\n", memory_mb("VmRSS"));
}

std::uintmax_t size_of(fs::path const& folder) {
    std::uintmax_t sum = 0;
    for (auto const& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) sum += entry.file_size();
    return sum;
}

int run(int documents, std::string const& corpus, std::size_t count, fs::path const& folder) {
    fs::remove_all(folder);
    int channel[2];
    if (pipe(channel) != 0) return 1;
    std::fflush(stdout);
    if (auto child = fork(); child == 0) {  // so that the memory of building does not count as that of searching
        Texts texts(corpus);
        for (auto const& question : build(folder, texts, documents)) dprintf(channel[1], "%s\n", question.c_str());
        std::fflush(stdout);
        _exit(0);
    }
    close(channel[1]);
    std::vector<std::string> questions;
    char line[4096];
    for (FILE* in = fdopen(channel[0], "r"); std::fgets(line, sizeof line, in);) questions.emplace_back(line, std::strlen(line) - 1);
    wait(nullptr);
    if (questions.empty()) return 1;
    std::printf("disk %.0f MB\n", double(size_of(folder)) / 1e6);
    ask_all(folder, questions, count);
    fs::remove_all(folder);
    return 0;
}

}  // namespace
}  // namespace mingtang::bench

int main(int count, char** words) {
    int documents = 100'000;
    std::size_t queries = 2000;
    std::string corpus;
    auto folder = std::filesystem::temp_directory_path() / ("search_speed." + std::to_string(getpid()));
    for (int i = 1; i + 1 < count; i += 2) {
        std::string option = words[i];
        if (option == "--documents") documents = std::stoi(words[i + 1]);
        if (option == "--queries") queries = std::stoul(words[i + 1]);
        if (option == "--corpus") corpus = words[i + 1];
        if (option == "--folder") folder = words[i + 1];
    }
    return mingtang::bench::run(documents, corpus, queries, folder);
}
