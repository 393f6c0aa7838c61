#include "scan/find/pattern_set.hpp"

#include <hs/hs.h>

#include <new>
#include <stdexcept>

namespace mingtang::scan {
namespace {

int on_match(unsigned id, unsigned long long, unsigned long long to, unsigned, void* hits) {
    static_cast<std::vector<Hit>*>(hits)->push_back({std::uint32_t(to), std::uint16_t(id)});
    return 0;
}

}  // namespace

PatternSet::PatternSet(std::vector<std::string> const& expressions) {
    std::vector<char const*> texts;
    std::vector<unsigned> flags(expressions.size(), HS_FLAG_CASELESS), ids;
    for (auto const& expression : expressions) {
        ids.push_back(unsigned(texts.size()));
        texts.push_back(expression.c_str());
    }
    hs_compile_error_t* fault = nullptr;
    if (hs_compile_multi(texts.data(), flags.data(), ids.data(), unsigned(texts.size()), HS_MODE_BLOCK, nullptr, &database_, &fault) !=
        HS_SUCCESS) {
        std::string message = fault->message;
        if (fault->expression >= 0) message += ": " + expressions[std::size_t(fault->expression)];
        hs_free_compile_error(fault);
        throw std::logic_error("pattern does not compile: " + message);
    }
    if (hs_alloc_scratch(database_, &model_) != HS_SUCCESS) {
        hs_free_database(database_);
        throw std::bad_alloc();
    }
}

PatternSet::~PatternSet() {
    for (auto* scratch : free_) hs_free_scratch(scratch);
    hs_free_scratch(model_);
    hs_free_database(database_);
}

std::vector<Hit> PatternSet::scan(std::string_view text) const {
    std::vector<Hit> hits;
    auto* scratch = borrow();
    auto status = hs_scan(database_, text.data(), unsigned(text.size()), 0, scratch, on_match, &hits);
    give_back(scratch);
    if (status != HS_SUCCESS) throw std::runtime_error("the patterns could not be looked for: " + std::to_string(status));
    return hits;
}

hs_scratch* PatternSet::borrow() const {
    std::lock_guard lock(mutex_);
    if (!free_.empty()) {
        auto* scratch = free_.back();
        free_.pop_back();
        return scratch;
    }
    hs_scratch* scratch = nullptr;
    if (hs_clone_scratch(model_, &scratch) != HS_SUCCESS) throw std::bad_alloc();
    return scratch;
}

void PatternSet::give_back(hs_scratch* scratch) const {
    std::lock_guard lock(mutex_);
    free_.push_back(scratch);
}

std::string PatternSet::any_of(std::vector<std::string> const& words) {
    std::string out = "(?:";
    for (auto const& word : words) {
        if (out.size() > 3) out += '|';
        for (char c : word) {
            if (std::string_view("\\^$.[]|()?*+{}").find(c) != std::string_view::npos) out += '\\';
            out += c;
        }
    }
    return out + ")";
}

}  // namespace mingtang::scan
