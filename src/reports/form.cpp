#include "reports/form.hpp"

#include "base/json.hpp"
#include "base/resource.hpp"
#include "base/text.hpp"

namespace mingtang::reports {
namespace {

Entry entry(json::object const& row) {
    return {.key = json::text(row, "key"),
            .label = json::text(row, "label"),
            .part = json::text(row, "part"),
            .group = json::text(row, "group"),
            .name = json::text(row, "name"),
            .match = json::text(row, "match")};
}

std::vector<Entry> entries(json::object const& all, std::string_view name) {
    std::vector<Entry> list;
    for (auto const& one : all.at(name).as_array()) list.push_back(entry(one.as_object()));
    return list;
}

std::vector<std::string> texts(json::object const& all, std::string_view name) {
    std::vector<std::string> list;
    if (auto const* found = all.if_contains(name))
        for (auto const& one : found->as_array()) list.emplace_back(one.as_string());
    return list;
}

std::vector<FormBlock> blocks(json::object const& all) {
    std::vector<FormBlock> list;
    for (auto const& one : all.at("blocks").as_array()) {
        auto const& block = one.as_object();
        list.push_back({json::text(block, "label"), texts(block, "columns"), entries(block, "rows")});
    }
    return list;
}

std::vector<SaidFigure> said(json::object const& all) {
    std::vector<SaidFigure> list;
    for (auto const& one : all.at("said").as_array()) {
        auto const& row = one.as_object();
        list.push_back({.key = json::text(row, "key"),
                        .words = texts(row, "words"),
                        .with = texts(row, "with"),
                        .not_between = texts(row, "not_between"),
                        .cells = texts(row, "cells"),
                        .disputes = text::split(json::text(row, "dispute"), ' '),
                        .between = json::text(row, "between"),
                        .unit = json::text(row, "unit")});
    }
    return list;
}

Form load() {
    auto const all = boost::json::parse(resource("law/annual_report.json").value()).as_object();
    std::vector<Entry> heads;
    for (auto const& [key, label] : all.at("heads").as_object()) heads.push_back({.key = key, .label = std::string(label.as_string())});
    return {.columns = entries(all, "columns"),
            .rows = entries(all, "rows"),
            .disputes = entries(all, "disputes"),
            .results = entries(all, "results"),
            .made = entries(all, "made"),
            .blocks = blocks(all),
            .sections = entries(all, "sections"),
            .said = said(all),
            .said_units = texts(all, "said_units"),
            .said_not_of = texts(all, "said_not_of"),
            .heads = std::move(heads)};
}

}  // namespace

std::string Form::head(std::string_view key) const { return label_of(heads, key); }

Form const& form() {
    static auto const loaded = load();
    return loaded;
}

std::string label_of(std::vector<Entry> const& entries, std::string_view key) {
    for (auto const& entry : entries)
        if (entry.key == key) return entry.label;
    return std::string(key);
}

}  // namespace mingtang::reports
