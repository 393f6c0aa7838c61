#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.hpp"
#include "http/response.hpp"

namespace mingtang::http {

using Handler = std::function<Response(Request const&)>;

/// One row of a module's URL table. `pattern` is a path with `{name}` for one segment and `{name...}` for all the rest.
struct Route {
    Method method;
    std::string pattern;
    Handler handler;
    /// Bytes of body taken; 0 = forms of ordinary size (1 MiB). Uploads name theirs.
    std::uint64_t max_body = 0;
};

using Routes = std::vector<Route>;

/// Finds the handler of a path. Fixed segments win over `{name}`, `{name}` over `{name...}`. HEAD is answered by GET's route.
/// Built once, then read by many threads.
class Router {
  public:
    void add(Routes routes);  // two routes of the same method and shape are a bug: throws std::logic_error
    struct Match {
        Route const* route = nullptr;
        std::vector<std::pair<std::string, std::string>> params;
        std::vector<Method> allowed;  // of the path, when only the method did not fit (405)
    };
    Match find(Method method, std::string_view path) const;
    std::vector<Route> const& routes() const { return routes_; }

  private:
    std::vector<Route> routes_;
    struct Node;
    std::shared_ptr<Node> root_;
};

}  // namespace mingtang::http
