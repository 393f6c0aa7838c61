#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/outcome.hpp"

namespace mingtang::http {

enum class Method { get, head, post, put, patch, del, options, other };
std::string_view name_of(Method method);  // `GET`; `OTHER` for methods that we do not know

/// Names and values in the order they came; a name may come again.
class Fields {
  public:
    void add(std::string name, std::string value) { rows_.emplace_back(std::move(name), std::move(value)); }
    /// The first value of `name`, or the empty text.
    std::string const& operator[](std::string_view name) const;
    bool has(std::string_view name) const;
    std::vector<std::string> all(std::string_view name) const;
    auto begin() const { return rows_.begin(); }
    auto end() const { return rows_.end(); }
    bool empty() const { return rows_.empty(); }
    std::size_t size() const { return rows_.size(); }

  private:
    std::vector<std::pair<std::string, std::string>> rows_;
};

/// A file of a multipart form, spooled to disk; the file is removed when the request ends unless it is moved away.
struct Upload {
    std::string field;
    std::string file_name;  // well-formed UTF-8, last path part only, no bidi marks or controls, at most 200 characters
    std::string content_type;
    std::filesystem::path path;
    std::uint64_t size = 0;
};

/// One whole HTTP request. Texts in `path`, `query`, `form` are decoded, well-formed UTF-8 and free of NUL: anything else was answered 400.
struct Request {
    Method method = Method::get;
    std::string target;  // as sent: path and query
    std::string path;    // decoded, begins with '/'
    Fields query;
    Fields form;  // urlencoded or the text parts of multipart
    std::vector<Upload> uploads;
    std::string body;  // bodies that are no form (JSON)
    Fields headers;    // names in lower case; values in UTF-8, broken bytes replaced
    Fields cookies;
    std::string remote;                                       // address of the peer, or what a trusted proxy says
    std::string id;                                           // incident number, goes into logs and error pages
    bool secure = false;                                      // came over TLS (or a trusted proxy says so)
    std::vector<std::pair<std::string, std::string>> params;  // `{name}` parts of the route

    /// The part of the path that the route names `{name}`; a name that the route lacks is a bug.
    std::string const& param(std::string_view name) const;
    /// The same as a positive number, or nothing. No zeros in front: a thing has one address.
    std::optional<std::int64_t> id_param(std::string_view name) const;
    bool wants_json() const;  // Accept prefers application/json
    bool is_safe() const { return method == Method::get || method == Method::head || method == Method::options; }
};

}  // namespace mingtang::http
