#include "http/router.hpp"

#include <map>
#include <stdexcept>

namespace mingtang::http {

/// One segment's place in the tree. Routes are numbers into `routes_`, by method.
struct Router::Node {
    std::map<std::string, Node, std::less<>> fixed;
    std::unique_ptr<Node> name, rest;
    std::map<Method, std::size_t> here;
};

namespace {

constexpr std::size_t deepest = 64;

std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> segments;
    for (std::size_t at = 1; at <= path.size();) {
        auto end = std::min(path.find('/', at), path.size());
        segments.push_back(path.substr(at, end - at));
        at = end + 1;
    }
    return segments;
}

bool is_name(std::string_view segment) { return segment.size() > 2 && segment.front() == '{' && segment.back() == '}'; }
bool is_rest(std::string_view segment) { return is_name(segment) && segment.size() > 5 && segment.ends_with("...}"); }

template <class Node>
struct Search {
    Method method;
    std::string_view path;
    std::vector<std::string_view> segments;
    std::vector<Method> allowed;
    std::optional<std::size_t> found;

    bool at(Node const& node) {
        auto hit = node.here.find(method);
        if (hit == node.here.end() && method == Method::head) hit = node.here.find(Method::get);
        if (hit != node.here.end()) return found = hit->second, true;
        for (auto const& [other, route] : node.here) allowed.push_back(other);
        return false;
    }

    bool walk(Node const& node, std::size_t depth) {
        if (depth == segments.size()) return at(node);
        auto segment = segments[depth];
        if (auto next = node.fixed.find(segment); next != node.fixed.end() && walk(next->second, depth + 1)) return true;
        if (node.name && !segment.empty() && walk(*node.name, depth + 1)) return true;
        return node.rest && !(segment.empty() && depth + 1 == segments.size()) && at(*node.rest);
    }
};

/// The named parts of `pattern` with what `segments` of `path` hold there.
std::vector<std::pair<std::string, std::string>> params_of(std::string_view pattern, std::string_view path,
                                                           std::vector<std::string_view> const& segments) {
    std::vector<std::pair<std::string, std::string>> params;
    auto parts = segments_of(pattern);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (is_rest(parts[i])) {
            params.emplace_back(parts[i].substr(1, parts[i].size() - 5), path.substr(std::size_t(segments[i].data() - path.data())));
        } else if (is_name(parts[i])) {
            params.emplace_back(parts[i].substr(1, parts[i].size() - 2), segments[i]);
        }
    }
    return params;
}

}  // namespace

void Router::add(Routes routes) {
    if (!root_) root_ = std::make_shared<Node>();
    for (auto& route : routes) {
        if (!route.pattern.starts_with('/')) throw std::logic_error("a route begins with '/': " + route.pattern);
        Node* node = root_.get();
        auto parts = segments_of(route.pattern);
        for (auto part : parts) {
            if (is_rest(part)) {
                if (part.data() != parts.back().data()) throw std::logic_error("{name...} ends a route: " + route.pattern);
                if (!node->rest) node->rest = std::make_unique<Node>();
                node = node->rest.get();
            } else if (is_name(part)) {
                if (!node->name) node->name = std::make_unique<Node>();
                node = node->name.get();
            } else {
                node = &node->fixed[std::string(part)];
            }
        }
        if (!node->here.emplace(route.method, routes_.size()).second)
            throw std::logic_error("two routes of one shape: " + std::string(name_of(route.method)) + " " + route.pattern);
        routes_.push_back(std::move(route));
    }
}

Router::Match Router::find(Method method, std::string_view path) const {
    Match match;
    if (!root_ || !path.starts_with('/')) return match;
    Search<Node> search{method, path, segments_of(path), {}, {}};
    if (search.segments.size() > deepest) return match;
    if (search.walk(*root_, 0)) {
        match.route = &routes_[*search.found];
        match.params = params_of(match.route->pattern, path, search.segments);
        return match;
    }
    std::sort(search.allowed.begin(), search.allowed.end());
    search.allowed.erase(std::unique(search.allowed.begin(), search.allowed.end()), search.allowed.end());
    match.allowed = std::move(search.allowed);
    return match;
}

}  // namespace mingtang::http
