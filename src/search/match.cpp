#include "search/match.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"
#include "search/terms.hpp"

namespace mingtang::search::match {
namespace {

using Xapian::Query;
constexpr std::size_t most_words_of_all = 3;  // more content words than that, and some may be missing

struct Scored {
    std::string term;
    double weight;
};

Query all_of(std::vector<Query> const& parts) { return parts.empty() ? Query() : Query(Query::OP_AND, parts.begin(), parts.end()); }
Query any_of(std::vector<Query> const& parts) { return parts.empty() ? Query() : Query(Query::OP_OR, parts.begin(), parts.end()); }
Query scaled(Query const& query, double by) { return query.empty() ? query : Query(Query::OP_SCALE_WEIGHT, query, by); }
Query term(std::string const& name) { return Query(name); }

Query beginning(std::string const& prefix, Xapian::termcount most) {
    return Query(Query::OP_WILDCARD, prefix, most, Query::WILDCARD_LIMIT_MOST_FREQUENT);
}

/// A character wherever it stands: all terms that begin with it. Of a common one the commonest terms will do, they find nearly all.
Query character(std::string const& prefix, Xapian::Database const& database) {
    constexpr Xapian::doccount enough = 60'000;
    std::vector<std::pair<Xapian::doccount, std::string>> counts;
    for (auto at = database.allterms_begin(prefix); at != database.allterms_end(prefix); ++at) counts.emplace_back(at.get_termfreq(), *at);
    std::sort(counts.rbegin(), counts.rend());
    std::vector<Query> parts;
    Xapian::doccount sum = 0;
    for (auto const& [count, name] : counts) {
        parts.push_back(term(name));
        if ((sum += count) > enough || parts.size() == 1000) break;
    }
    return parts.empty() ? Query() : Query(Query::OP_SYNONYM, parts.begin(), parts.end());
}

/// Tokens in a row, anywhere in the text: all of their pairs.
Query row_of(std::vector<Token> const& row, Xapian::Database const& database, std::string_view field = {}) {
    std::string const prefix(field);
    if (row.size() == 1) return row[0].han ? character(prefix + row[0].text, database) : term(prefix + row[0].text);
    std::vector<Query> pairs;
    for (std::size_t i = 0; i + 1 < row.size(); ++i) pairs.push_back(term(prefix + pair_term(row[i], row[i + 1])));
    return all_of(pairs);
}

/// The first and the last pair: where one word ends and the next begins in between is not known.
Query ends_of(std::vector<Token> const& row, Xapian::Database const& database) {
    if (row.size() < 4) return row_of(row, database);
    return Query(Query::OP_AND, term(pair_term(row[0], row[1])), term(pair_term(row[row.size() - 2], row.back())));
}

std::vector<Token> tokens_of(Stretch const& stretch) {
    std::vector<Token> out;
    for (auto const& word : stretch.words) out.insert(out.end(), word.tokens.begin(), word.tokens.end());
    return out;
}

/// What the ranking counts: every pair and word of the question, once each.
std::vector<Scored> scored_terms(search::Query const& query) {
    std::unordered_map<std::string, double> best;
    auto add = [&](std::string name, double weight) { best[std::move(name)] = std::max(best[name], weight); };
    auto add_row = [&](std::vector<Token> const& row, double weight) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (!row[i].han) add(row[i].text, weight);
            if (i + 1 < row.size()) add(pair_term(row[i], row[i + 1]), weight);
        }
    };
    for (auto const& stretch : query.stretches) {
        Word const* before = nullptr;
        for (auto const& word : stretch.words) {
            add_row(word.tokens, word.asking ? ranking.asking : 1);
            bool asks = before && (word.asking || before->asking);
            if (before) add(pair_term(before->tokens.back(), word.tokens.front()), asks ? ranking.asking : ranking.crossing);
            before = &word;
        }
    }
    for (auto const& phrase : query.phrases) add_row(phrase.tokens, 1);
    std::vector<Scored> out;
    for (auto& [name, weight] : best) out.push_back({name, weight});
    std::sort(out.begin(), out.end(), [](Scored const& a, Scored const& b) { return a.term < b.term; });
    return out;
}

Query scored(std::vector<Scored> const& list, double in_title) {
    std::vector<Query> parts;
    for (auto const& [name, weight] : list) {
        parts.push_back(scaled(term(name), weight));
        parts.push_back(scaled(term(std::string(terms::title) + name), weight * in_title));
    }
    return any_of(parts);
}

std::vector<Word const*> content_words(Stretch const& stretch) {
    std::vector<Word const*> out;
    for (auto const& word : stretch.words)
        if (!word.asking && !word.is_single()) out.push_back(&word);
    return out;
}

/// Letters that may be pinyin: a stretch of nothing else.
std::string letters_of(Stretch const& stretch) {
    std::string out;
    for (auto const& word : stretch.words) {
        if (!word.is_latin()) return {};
        out += word.text();
    }
    return out.size() >= 2 ? out : std::string();
}

bool is_one_character(Stretch const& stretch) { return stretch.words.size() == 1 && stretch.words[0].is_single(); }

Query needed(Stretch const& stretch, Xapian::Database const& database) {
    auto row = tokens_of(stretch);
    auto words = content_words(stretch);
    std::vector<Query> parts;
    for (auto const* word : words) parts.push_back(word->unknown ? ends_of(word->tokens, database) : row_of(word->tokens, database));
    Query out = words.empty() ? row_of(row, database) : all_of(parts);
    if (auto letters = letters_of(stretch); !letters.empty())
        if (auto sound = sounds_like(letters, false); !sound.empty()) out = Query(Query::OP_OR, out, sound);
    return out;
}

/// The sign may carry words that stood before it, so each of its endings is tried.
Query exact_number(DocumentNumber number) {
    std::vector<Query> endings;
    if (number.sign.empty()) return term(terms::term(terms::year_number, number.year_and_number()));
    while (!number.sign.empty()) {
        endings.push_back(term(terms::term(terms::number, number.text())));
        std::size_t at = 0;
        text::next(number.sign, at);
        number.sign.erase(0, at);
    }
    return any_of(endings);
}

Query mention(DocumentNumber const& number, Xapian::Database const& database) {
    Query out = term(terms::term(terms::mentioned, number.year_and_number()));
    auto sign = tokens(number.sign);
    if (sign.size() > 4) sign.erase(sign.begin(), sign.end() - 3);
    return sign.size() < 2 ? out : Query(Query::OP_AND, out, row_of(sign, database));
}

Query of_number(DocumentNumber const& number, bool exact, Xapian::Database const& database) {
    Query own = scaled(exact_number(number), 20);
    if (exact) return Query(Query::OP_OR, own, mention(number, database));
    Query same = term(terms::term(terms::year_number, number.year_and_number()));
    return any_of({own, same, term(terms::term(terms::mentioned, number.year_and_number()))});
}

Query of_index_number(std::string const& key) {
    return Query(Query::OP_WILDCARD, std::string(terms::index_number) + key, 1000, Query::WILDCARD_LIMIT_FIRST);
}

/// Everything that must be there besides the words.
std::vector<Query> exact_parts(search::Query const& query, bool exact, Xapian::Database const& database) {
    std::vector<Query> out;
    for (auto const& number : query.numbers) out.push_back(of_number(number, exact, database));
    for (auto const& phrase : query.phrases)
        if (phrase.tokens.size() > 1 || out.empty()) out.push_back(row_of(phrase.tokens, database));
    return out;
}

/// The commonest terms only add to the score of what the rarer ones find: their long lists are never walked through.
Query found_by_rarer(std::vector<Scored> const& list, double in_title, Xapian::Database const& database) {
    if (list.empty()) return Query();
    std::vector<std::pair<Xapian::doccount, Scored const*>> by_count;
    for (auto const& one : list) by_count.emplace_back(database.get_termfreq(one.term), &one);
    std::stable_sort(by_count.begin(), by_count.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    std::vector<Scored> rarer, common;
    auto limit = std::max<Xapian::doccount>(1000, database.get_doccount() / 8);
    for (auto const& [count, one] : by_count) {
        bool finds = rarer.size() < 4 || (count <= limit && one->weight > ranking.asking);
        (finds ? rarer : common).push_back(*one);
    }
    Query out = scored(rarer, in_title);
    return common.empty() ? out : Query(Query::OP_AND_MAYBE, out, scored(common, in_title));
}

/// The two rarest terms of the question that there are.
Query rarest(std::vector<Scored> const& list, Xapian::Database const& database) {
    std::vector<std::pair<Xapian::doccount, std::string>> counts;
    for (auto const& one : list)
        if (auto count = database.get_termfreq(one.term); count > 0 && one.weight >= 1) counts.emplace_back(count, one.term);
    std::sort(counts.begin(), counts.end());
    std::vector<Query> parts;
    for (std::size_t i = 0; i < counts.size() && i < 2; ++i) parts.push_back(term(counts[i].second));
    return parts.empty() ? Query::MatchAll : all_of(parts);
}

Query with_index_number(Query const& other, search::Query const& query) {
    return query.index_number.empty() ? other : Query(Query::OP_OR, other, of_index_number(query.index_number));
}

double title_weight(search::Query const& query) { return asks_for_all(query) ? ranking.title_of_short : ranking.title; }

}  // namespace

bool asks_for_all(search::Query const& query) {
    std::size_t words = 0;
    for (auto const& stretch : query.stretches) {
        words += letters_of(stretch).empty() ? content_words(stretch).size() : 1;
        for (auto const& word : stretch.words)
            if (word.asking && word.tokens.size() > 1) return false;  // a question in whole sentences
    }
    return words <= most_words_of_all;
}

Query strict(search::Query const& query, Xapian::Database const& database, bool narrow) {
    auto parts = exact_parts(query, true, database);
    auto list = scored_terms(query);
    double in_title = title_weight(query);
    if (!asks_for_all(query)) {
        Query found = found_by_rarer(list, in_title, database);
        if (narrow) found = Query(Query::OP_FILTER, found, rarest(list, database));
        return with_index_number(parts.empty() ? found : Query(Query::OP_AND_MAYBE, all_of(parts), found), query);
    }
    auto stretches = query.stretches;
    std::stable_partition(stretches.begin(), stretches.end(), [](Stretch const& stretch) { return !is_one_character(stretch); });
    for (auto const& stretch : stretches)  // one character beside words says little and is dear to look up
        if (!is_one_character(stretch) || parts.empty()) parts.push_back(needed(stretch, database));
    Query must = all_of(parts);
    bool weighs = !query.numbers.empty() || list.empty();
    return with_index_number(list.empty() ? must : Query(Query::OP_AND_MAYBE, weighs ? must : scaled(must, 0), scored(list, in_title)),
                             query);
}

Query loose(search::Query const& query, Xapian::Database const& database) {
    auto parts = exact_parts(query, false, database);
    parts.push_back(found_by_rarer(scored_terms(query), title_weight(query), database));
    for (auto const& stretch : query.stretches) {
        auto row = tokens_of(stretch);
        if (row.size() == 1 && row[0].han) parts.push_back(row_of(row, database));
        if (auto letters = letters_of(stretch); !letters.empty()) parts.push_back(sounds_like(letters, true));
    }
    if (!query.index_number.empty()) parts.push_back(of_index_number(query.index_number));
    return any_of(parts);
}

Query filtered(Query const& query, Filters const& filters) {
    std::vector<Query> parts;
    auto one_of = [&](std::string_view prefix, std::vector<std::string> const& values) {
        std::vector<Query> any;
        for (auto const& value : values) any.push_back(term(terms::term(prefix, value)));
        if (!any.empty()) parts.push_back(any_of(any));
    };
    auto only = [&](std::string_view prefix, std::string const& value) {
        if (!value.empty()) one_of(prefix, {value});
    };
    one_of(terms::unit, filters.units);
    one_of(terms::subject, filters.subjects);
    one_of(terms::kind, filters.kinds);
    only(terms::validity, filters.validity);
    only(terms::catalogue, filters.catalogue_item);
    if (filters.year) only(terms::year, std::to_string(filters.year));
    if (filters.from || filters.to) {
        auto from = filters.from ? terms::day_value(filters.from.text()) : "0";
        auto to = filters.to ? terms::day_value(filters.to.text()) : "99999999";
        parts.push_back(from <= to ? Query(Query::OP_VALUE_RANGE, terms::slot_day, from, to) : Query());
    }
    return parts.empty() ? query : Query(Query::OP_FILTER, query, all_of(parts));
}

Query sounds_like(std::string const& letters, bool open_end) {
    std::string const whole(terms::pinyin), first(terms::initials);
    std::vector<Query> ways;
    for (auto const& way : syllables(letters, 4, open_end)) {
        std::vector<Query> pairs;
        bool open = open_end && way.size() > 1;
        for (std::size_t i = 0; i + 1 < way.size(); ++i) {
            auto pair = whole + way[i] + ' ' + way[i + 1];
            pairs.push_back(open && i + 2 == way.size() ? beginning(pair, 50) : term(pair));
        }
        if (way.size() == 1)
            pairs.push_back(Query(Query::OP_OR, term(whole + way[0]), beginning(whole + way[0] + (open_end ? "" : " "), 200)));
        ways.push_back(all_of(pairs));
    }
    if (ways.empty() && letters.size() <= 12) {
        std::vector<Query> pairs;
        for (std::size_t i = 0; i + 1 < letters.size(); ++i) pairs.push_back(term(first + letters.substr(i, 2)));
        ways.push_back(all_of(pairs));
    }
    return any_of(ways);
}

Query title_prefix(std::string const& typed, Xapian::Database const& database) {
    auto query = parse_query(typed);
    std::vector<Query> parts;
    std::vector<Token> row;
    for (auto const& stretch : query.stretches) {
        auto part = tokens_of(stretch);
        parts.push_back(row_of(part, database, terms::title));
        if (auto letters = letters_of(stretch); !letters.empty())
            if (auto sound = sounds_like(letters, true); !sound.empty()) parts.back() = Query(Query::OP_OR, parts.back(), sound);
        if (row.empty()) row = part;
    }
    for (auto const& number : query.numbers) parts.push_back(exact_number(number));
    for (auto const& phrase : query.phrases) parts.push_back(row_of(phrase.tokens, database, terms::title));
    if (parts.empty()) return Query();
    Query out = all_of(parts);
    if (row.empty()) return out;
    return Query(Query::OP_AND_MAYBE, out, scaled(term(std::string(terms::title) + std::string(terms::begins) + row[0].text), 10));
}

Xapian::BM25Weight weighting(Ranking const& by) { return Xapian::BM25Weight(by.k1, 0, 0, by.b, 0.05); }

}  // namespace mingtang::search::match
