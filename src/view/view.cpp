#include "view/view.hpp"

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>

#include <deque>
#include <mutex>
#include <set>
#include <stdexcept>
#include <unordered_map>

#include "base/resource.hpp"

namespace mingtang::view {
namespace {

ctemplate::TemplateString tstring(std::string_view s) { return ctemplate::TemplateString(s.data(), s.size()); }

/// A name that stands in a view, with its text where it stays: the engine keeps the address.
struct Name {
    explicit Name(std::string_view name) : text(name), known{{text.data(), text.size(), 0}}, registered(&known) {}
    std::string text;
    ctemplate::StaticTemplateString known;
    ctemplate::StaticTemplateStringInitializer registered;
};

Name const& registered(std::string_view name) {
    static std::mutex mutex;
    static auto& names = *new std::deque<Name>;  // never gone: other threads may still render while the program ends
    std::lock_guard lock(mutex);
    for (auto const& one : names)
        if (one.text == name) return one;
    return names.emplace_back(name);
}

/// With the engine's own number of the name. Without it each use of a name is hashed, waits for a lock of all threads and is kept once
/// more.
ctemplate::TemplateString tname(std::string_view name) {
    thread_local std::unordered_map<std::string_view, Name const*> used;
    auto found = used.find(name);
    if (found == used.end()) {
        auto const& one = registered(name);
        found = used.emplace(one.text, &one).first;
    }
    return found->second->known;
}

std::string file_of(std::string_view name) {
    auto slash = name.find('/');
    if (slash == std::string_view::npos || name.starts_with("layout/")) return "src/view/views/" + std::string(name) + ".html";
    return "src/" + std::string(name.substr(0, slash)) + "/web/views/" + std::string(name.substr(slash + 1)) + ".html";
}

/// Parses the view once (again on every call while a source tree is edited).
void load(std::string const& name) {
    static std::mutex mutex;
    static std::set<std::string> loaded;
    static bool const editing = std::getenv("MINGTANG_SOURCE") != nullptr;
    std::lock_guard lock(mutex);
    if (loaded.contains(name) && !editing) return;
    auto content = resource(file_of(name));
    if (!content) throw std::logic_error("no view " + name);
    if (!content->starts_with("{{%AUTOESCAPE")) throw std::logic_error("view " + name + " does not begin with {{%AUTOESCAPE");
    if (editing && loaded.contains(name))
        ctemplate::mutable_default_template_cache()->Delete(name);  // not the others: they may stand around this one
    if (!ctemplate::StringToTemplateCache(name, *content, ctemplate::STRIP_BLANK_LINES))
        throw std::logic_error("view " + name + " does not parse");
    loaded.insert(name);
}

}  // namespace

Data& Data::set(std::string_view name, std::string_view value) {
    dictionary_->SetValue(tname(name), tstring(value));
    return *this;
}

Data& Data::show(std::string_view section, bool shown) {
    if (shown) dictionary_->ShowSection(tname(section));
    return *this;
}

Data Data::section(std::string_view section) { return Data(dictionary_->AddSectionDictionary(tname(section))); }

Data& Data::set_section(std::string_view section, std::string_view name, std::string_view value) {
    if (!value.empty()) this->section(section).set(name, value);
    return *this;
}

Data Data::include(std::string_view place, std::string_view view_name) {
    load(std::string(view_name));
    auto* included = dictionary_->AddIncludeDictionary(tname(place));
    included->SetFilename(tstring(view_name));
    return Data(included);
}

View::View(std::string_view name) : name_(name), dictionary_(std::make_unique<ctemplate::TemplateDictionary>(tstring(name))) {
    load(name_);
}
View::~View() = default;
View::View(View&&) noexcept = default;
Data View::data() const { return Data(dictionary_.get()); }

std::string View::render() const {
    constexpr std::size_t most_pages = 16 * 1024;  // bytes; longer ones grow
    std::string out;
    out.reserve(most_pages);
    if (!ctemplate::ExpandTemplate(name_, ctemplate::STRIP_BLANK_LINES, dictionary_.get(), &out))
        throw std::logic_error("view " + name_ + " cannot be rendered");
    return out;
}

void load_all() {
    for (auto const& path : resources("src/", ".html")) {
        std::string name = path.substr(4, path.size() - 9);
        if (name.starts_with("view/views/")) {
            name = name.substr(11);
        } else if (auto at = name.find("/web/views/"); at != std::string::npos) {
            name = name.substr(0, at) + "/" + name.substr(at + 11);
        } else {
            continue;
        }
        load(name);
    }
}

}  // namespace mingtang::view
