// search_quality --data DIR [--data DIR…] [--bm25 SCRIPT]: nDCG@10, MRR@10 and R@100 of our search beside plain BM25 over character
// bigrams. DIR holds corpus.jsonl[.gz] {id,title,text}, queries.jsonl[.gz] {id,text} and qrels.tsv (query, 0, document, grade).
#include <unistd.h>

#include <boost/json.hpp>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>

#include "search/index.hpp"
#include "search_input.hpp"

namespace mingtang::bench {
namespace fs = std::filesystem;
namespace {

using Grades = std::map<std::string, std::map<std::string, int>>;  // query → document → grade
using Ranked = std::map<std::string, std::vector<std::string>>;    // query → documents, best first

struct Figures {
    double ndcg = 0, mrr = 0, recall = 0;
};

std::string member(boost::json::object const& from, char const* key) {
    auto const& value = from.at(key);
    return value.is_string() ? std::string(value.as_string()) : boost::json::serialize(value);
}

/// Python writes a missing number as NaN, which is no JSON.
boost::json::object row_of(std::string line) {
    for (auto at = line.find(": NaN"); at != line.npos; at = line.find(": NaN", at)) line.replace(at, 5, ": null");
    return boost::json::parse(line).as_object();
}

Grades read_grades(fs::path const& file) {
    Grades out;
    each_line(file, [&](std::string const& line) {
        std::istringstream in(line);
        std::string query, zero, document;
        int grade = 0;
        if (in >> query >> zero >> document >> grade && grade > 0) out[query][document] = grade;
    });
    return out;
}

Ranked search_all(fs::path const& data, fs::path const& folder) {
    search::Index index(folder);
    Id last = 0;
    each_line(data_file(data, "corpus.jsonl"), [&](std::string const& line) {
        auto row = row_of(line);
        search::Document document;
        document.id = ++last;
        document.source_id = member(row, "id");
        document.title = member(row, "title");
        document.body_text = member(row, "text");
        index.put(document);
        if (last % 2000 == 0) index.commit(last);
    });
    index.commit(last);
    search::Searcher searcher(folder);
    Ranked out;
    each_line(data_file(data, "queries.jsonl"), [&](std::string const& line) {
        auto row = row_of(line);
        auto& ranked = out[member(row, "id")];
        for (auto const& hit : searcher.search({.text = member(row, "text"), .limit = 100}).hits) ranked.push_back(hit.source_id);
    });
    return out;
}

Ranked plain_bm25(std::string const& script, fs::path const& data) {
    Ranked out;
    FILE* in = popen(("python3 '" + script + "' '" + data.string() + "'").c_str(), "r");
    if (!in) throw std::runtime_error("cannot run " + script);
    char query[256], document[256];
    for (int rank; std::fscanf(in, "%255s %255s %d", query, document, &rank) == 3;) out[query].push_back(document);
    if (pclose(in) != 0) throw std::runtime_error(script + " failed");
    return out;
}

Figures figures_of_one(std::vector<std::string> const& ranked, std::map<std::string, int> const& grades) {
    Figures out;
    double found = 0, best = 0;
    for (std::size_t i = 0; i < ranked.size() && i < 100; ++i) {
        auto at = grades.find(ranked[i]);
        if (at == grades.end()) continue;
        ++found;
        if (i >= 10) continue;
        out.ndcg += (std::pow(2, at->second) - 1) / std::log2(double(i) + 2);
        if (out.mrr == 0) out.mrr = 1 / (double(i) + 1);
    }
    std::vector<int> ideal;
    for (auto const& [document, grade] : grades) ideal.push_back(grade);
    std::sort(ideal.rbegin(), ideal.rend());
    for (std::size_t i = 0; i < ideal.size() && i < 10; ++i) best += (std::pow(2, ideal[i]) - 1) / std::log2(double(i) + 2);
    out.ndcg /= best;
    out.recall = found / double(grades.size());
    return out;
}

Figures figures(Ranked const& ranked, Grades const& grades) {
    Figures sum;
    for (auto const& [query, wanted] : grades) {
        auto at = ranked.find(query);
        auto one = figures_of_one(at == ranked.end() ? std::vector<std::string>() : at->second, wanted);
        sum = {sum.ndcg + one.ndcg, sum.mrr + one.mrr, sum.recall + one.recall};
    }
    auto n = double(grades.size());
    return {sum.ndcg / n, sum.mrr / n, sum.recall / n};
}

void print(std::string const& name, Figures const& f) { std::printf("%-28s %8.4f %8.4f %8.4f\n", name.c_str(), f.ndcg, f.mrr, f.recall); }

int run(std::vector<fs::path> const& sets, std::string const& script) {
    std::printf("%-28s %8s %8s %8s\n", "", "nDCG@10", "MRR@10", "R@100");
    for (auto const& data : sets) {
        auto folder = fs::temp_directory_path() / ("search_quality." + std::to_string(getpid()));
        auto grades = read_grades(data / "qrels.tsv");
        auto name = (data.has_filename() ? data : data.parent_path()).filename().string();
        print(name + ": ours", figures(search_all(data, folder), grades));
        fs::remove_all(folder);
        if (!script.empty()) print(name + ": plain BM25", figures(plain_bm25(script, data), grades));
        std::fflush(stdout);
    }
    return 0;
}

}  // namespace
}  // namespace mingtang::bench

int main(int count, char** words) {
    std::vector<std::filesystem::path> sets;
    std::string script;
    for (int i = 1; i + 1 < count; i += 2) {
        std::string option = words[i];
        if (option == "--data") sets.emplace_back(words[i + 1]);
        if (option == "--bm25") script = words[i + 1];
    }
    if (sets.empty()) {
        std::fprintf(stderr, "usage: search_quality --data DIR [--data DIR...] [--bm25 bench/bm25_bigram.py]\n");
        return 2;
    }
    return mingtang::bench::run(sets, script);
}
