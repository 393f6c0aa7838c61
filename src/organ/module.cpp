#include "organ/module.hpp"

#include "organ/web/routes.hpp"

namespace mingtang::organ {

http::Routes routes(Environment const& env) {
    http::Routes all;
    for (auto& part : {web::sign_in_routes(env), web::account_routes(env), web::unit_routes(env), web::people_routes(env),
                       web::setting_routes(env), web::journal_routes(env)})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace mingtang::organ
