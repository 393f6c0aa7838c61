#include "http/page_cache.hpp"

#include <list>
#include <unordered_set>

#include "base/text.hpp"
#include "http/compress.hpp"

namespace mingtang::http {
namespace {

constexpr std::size_t most_remembered_touches = 100'000;
constexpr std::size_t worth_compressing = 256;
constexpr std::size_t share_of_variants = 4;  // one part in so many
constexpr std::size_t packed_share = 2;       // both packed forms together are reckoned as one part in so many of the page

std::string take_bytes(Response& response) {
    if (auto text = std::get_if<std::string>(&response.body)) {
        text->shrink_to_fit();
        return std::move(*text);
    }
    if (auto cached = std::get_if<std::shared_ptr<CachedBody const>>(&response.body); cached && *cached) return (*cached)->identity();
    return {};
}

std::shared_ptr<CachedBody const> body_of(Response& response) {
    auto identity = take_bytes(response);
    auto type = response.header("Content-Type");
    bool worth = identity.size() >= worth_compressing && type && shrinks(*type);
    // Tells the versions of one page apart, no more: a quick hash and the length do.
    char etag[40];
    std::snprintf(etag, sizeof etag, "%zx-%zx", std::hash<std::string>()(identity), identity.size());
    return std::make_shared<CachedBody const>(std::move(identity), etag, worth);
}

bool is_of_the_page(std::string const& header) { return header != "Set-Cookie" && header != "ETag" && header != "Content-Length"; }

}  // namespace

struct PageCache::Impl {
    struct Entry {
        std::string key;
        Page page;
        std::vector<std::string> tags;
        std::size_t bytes;
        Kind kind;
    };
    using Entries = std::list<Entry>;  // most lately used first

    explicit Impl(std::size_t most) : capacity(most) {}

    std::size_t capacity;
    mutable std::mutex mutex;
    Entries entries, variants;
    std::unordered_map<std::string_view, Entries::iterator> by_key;
    std::unordered_map<std::string, std::unordered_set<Entry const*>> entries_of_tag;  // a unit may have ten thousand pages
    std::unordered_map<std::string, std::uint64_t> touched;                            // tag → generation of its last touch
    std::uint64_t generation = 1, forgotten = 0;  // touches up to `forgotten` are no longer known one by one
    mutable Figures figures;

    bool is_stale(std::vector<std::string> const& tags, std::uint64_t mark) const;
    Entries& list_of(Kind kind) { return kind == Kind::variant ? variants : entries; }
    void make_room(std::size_t bytes, Kind kind);
    void drop(Entries::iterator entry);
    void drop_all();
};

bool PageCache::Impl::is_stale(std::vector<std::string> const& tags, std::uint64_t mark) const {
    if (mark < forgotten) return true;
    return std::any_of(tags.begin(), tags.end(), [&](auto const& tag) {
        auto at = touched.find(tag);
        return at != touched.end() && at->second > mark;
    });
}

void PageCache::Impl::drop(Entries::iterator entry) {
    for (auto const& tag : entry->tags) {
        auto tagged = entries_of_tag.find(tag);
        if (tagged == entries_of_tag.end()) continue;
        tagged->second.erase(&*entry);
        if (tagged->second.empty()) entries_of_tag.erase(tagged);
    }
    figures.bytes -= entry->bytes;
    if (entry->kind == Kind::variant) figures.variant_bytes -= entry->bytes;
    --figures.pages;
    ++figures.dropped;
    by_key.erase(entry->key);
    list_of(entry->kind).erase(entry);
}

/// Variants give way to each other within their share, and to pages; pages give way to pages only.
void PageCache::Impl::make_room(std::size_t bytes, Kind kind) {
    if (kind == Kind::variant)
        while (!variants.empty() && figures.variant_bytes + bytes > capacity / share_of_variants) drop(std::prev(variants.end()));
    auto full = [&] { return figures.bytes + bytes > capacity; };
    while (full() && !variants.empty()) drop(std::prev(variants.end()));
    while (full() && kind == Kind::page) drop(std::prev(entries.end()));
}

void PageCache::Impl::drop_all() {
    figures.dropped += figures.pages;
    figures.pages = figures.bytes = figures.variant_bytes = 0;
    by_key.clear();
    entries_of_tag.clear();
    entries.clear();
    variants.clear();
}

PageCache::PageCache(std::size_t capacity_bytes) : impl_(std::make_unique<Impl>(capacity_bytes)) {}
PageCache::~PageCache() = default;

std::uint64_t PageCache::mark() const {
    std::lock_guard lock(impl_->mutex);
    return impl_->generation;
}

std::optional<PageCache::Page> PageCache::find(std::string_view key) const {
    std::lock_guard lock(impl_->mutex);
    auto at = impl_->by_key.find(key);
    if (at == impl_->by_key.end()) return ++impl_->figures.misses, std::nullopt;
    ++impl_->figures.hits;
    auto& list = impl_->list_of(at->second->kind);
    list.splice(list.begin(), list, at->second);
    return at->second->page;
}

PageCache::Page PageCache::keep(std::string key, Response rendered, std::vector<std::string> tags, std::uint64_t mark, Kind kind) {
    Page page{rendered.status, {}, body_of(rendered)};
    for (auto const& header : rendered.headers)
        if (is_of_the_page(header.first)) page.headers.push_back(header);
    constexpr std::size_t bookkeeping = 512;
    auto const& bytes = page.body->identity();
    auto size = bytes.size() + (page.body->shrinks() ? bytes.size() / packed_share : 0) + key.size() + bookkeeping;
    for (auto const& tag : tags) size += 2 * tag.size() + sizeof(std::string) * 2;

    auto& in = *impl_;
    std::lock_guard lock(in.mutex);
    if (size > in.capacity / (kind == Kind::variant ? share_of_variants : 1) || in.is_stale(tags, mark)) return page;
    if (auto old = in.by_key.find(key); old != in.by_key.end()) in.drop(old->second);
    in.make_room(size, kind);
    if (in.figures.bytes + size > in.capacity) return page;  // a variant where pages fill the cache
    auto& list = in.list_of(kind);
    list.push_front({std::move(key), page, std::move(tags), size, kind});
    auto const& entry = list.front();
    in.by_key.emplace(entry.key, list.begin());
    for (auto const& tag : entry.tags) in.entries_of_tag[tag].insert(&entry);
    in.figures.bytes += size;
    if (kind == Kind::variant) in.figures.variant_bytes += size;
    ++in.figures.pages;
    return page;
}

void PageCache::touch(std::span<std::string const> tags) {
    auto& in = *impl_;
    std::lock_guard lock(in.mutex);
    ++in.generation;
    if (in.touched.size() + tags.size() > most_remembered_touches) {
        in.touched.clear();
        in.forgotten = in.generation;  // pages that are being rendered just now are not kept
    }
    for (auto const& tag : tags) {
        in.touched[tag] = in.generation;
        for (auto tagged = in.entries_of_tag.find(tag); tagged != in.entries_of_tag.end(); tagged = in.entries_of_tag.find(tag))
            in.drop(in.by_key.at((*tagged->second.begin())->key));
    }
}

void PageCache::clear() {
    std::lock_guard lock(impl_->mutex);
    impl_->touched.clear();
    impl_->forgotten = ++impl_->generation;
    impl_->drop_all();
}

PageCache::Figures PageCache::figures() const {
    std::lock_guard lock(impl_->mutex);
    return impl_->figures;
}

std::string page_cache_key(Request const& request, std::optional<std::span<std::string_view const>> known,
                           std::span<std::string_view const> look_cookies) {
    std::vector<std::pair<std::string_view, std::string_view>> pairs;
    for (auto const& [name, value] : request.query)
        if (!known || std::find(known->begin(), known->end(), name) != known->end()) pairs.emplace_back(name, value);
    std::stable_sort(pairs.begin(), pairs.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    std::string key = request.path;
    key += request.wants_json() ? '\x01' : '\x02';
    for (auto const& [name, value] : pairs) {  // lengths, not separators: no value can look like another pair
        key += std::to_string(name.size()) + ":" + std::to_string(value.size()) + ":";
        key += name;
        key += value;
    }
    for (auto cookie : look_cookies) {
        auto const& value = request.cookies[cookie];
        bool simple = value.size() <= 16 && std::all_of(value.begin(), value.end(), [](char c) {
                          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
                      });
        key += '\x03';
        if (simple) key += value;
    }
    return key;
}

Response to_response(PageCache::Page const& page) {
    Response response;
    response.status = page.status;
    response.headers = page.headers;
    response.body = page.body;
    return response;
}

}  // namespace mingtang::http
