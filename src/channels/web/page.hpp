#pragma once
#include <map>

#include "catalogue/store.hpp"
#include "disclosure/store.hpp"
#include "organ/store.hpp"
#include "organ/web/desk.hpp"

/// What the pages of the portal share.
namespace mingtang::channels::web {

using disclosure::PublicRow;
using disclosure::store::Filter;
using http::Request;
using http::Response;
using organ::Environment;
using organ::Unit;
using organ::web::PortalPage;
using Tags = std::vector<std::string>;

/// The word for people of an enumerator or page, from words.json; the name itself where there is none.
std::string word(std::string_view group, std::string_view name);

/// One request of the public within one reading transaction, and the tags of the page being made.
struct Reading {
    Environment const& env;
    Request const& request;
    storage::Transaction& tx;
    Tags& tags;
    std::shared_ptr<law::Calendar const> calendar;     // that of the moment, years of holidays taken in since the start included
    bool keep = true;                                  // false: there is no end of pages like this one, the cache does not keep it
    std::map<Id, Unit> units = {};                     // filled by `unit`
    std::optional<organ::SiteSettings> settings = {};  // filled by `site`

    Date today() const { return env.clock.today(); }
    /// The site's settings, fetched once for the page.
    organ::SiteSettings const& site() { return settings ? *settings : settings.emplace(env.site()); }
    /// `base_url` of the site.
    std::string base();
    void tag(std::string name) { tags.push_back(std::move(name)); }
    void tag(std::string_view kind, Id id) { tags.push_back(std::string(kind) + ":" + std::to_string(id)); }
    /// The unit, or an empty one; the page gets the tag `units`.
    Unit const& unit(Id id);
};

using Maker = std::function<Response(Reading&)>;

/// A page through the page cache. `known` are the query parameters that change it; others are dropped, so that they cannot fill the cache.
http::Handler page(Environment const& env, std::vector<std::string_view> known, Maker make);
/// The same without keeping: for what must be looked at anew each time.
http::Handler fresh(Environment const& env, Maker make);

Response not_found(Reading& in);
/// 410 with the notice of a withdrawn disclosure; nothing of its content, not even its title.
Response withdrawn(Reading& in, disclosure::Disclosure const& record);
/// True when the public could once read the disclosure and it was withdrawn since.
bool was_withdrawn(Reading& in, disclosure::Disclosure const& record);

/// `https://www.…` of the site's domain, without a slash at the end; http in development.
std::string base_url(Environment const& env);
std::string address_of(PublicRow const& row);
std::string short_name(Unit const& unit);
/// A number of the path or query; nothing when it is not all digits, begins with a needless zero or is too long.
std::optional<int> number_of(std::string_view digits);

/// A QR code of the text as an SVG picture.
std::string qr_svg(std::string const& text);

/// Fills `section` (view channels/rows) with one round per row and gives the page the rows' tags.
void add_rows(Reading& in, view::Data data, std::string_view section, std::vector<PublicRow> const& rows, bool with_unit = true);

/// Meta tags of a column page and its feeds.
void describe_column(PortalPage& page, std::string_view column, std::string_view description);
void add_feeds(PortalPage& page, std::string_view title, std::string_view path);

// One file each of the routes.
http::Routes home_routes(Environment const& env);
http::Routes list_routes(Environment const& env);
http::Routes document_routes(Environment const& env);
http::Routes file_routes(Environment const& env);
http::Routes unit_routes(Environment const& env);
http::Routes catalogue_routes(Environment const& env);
http::Routes proposal_routes(Environment const& env);
http::Routes demand_routes(Environment const& env);
http::Routes plain_routes(Environment const& env);
http::Routes feed_routes(Environment const& env);
http::Routes sitemap_routes(Environment const& env);
http::Routes asset_routes(Environment const& env);
http::Routes text_size_routes(Environment const& env);

}  // namespace mingtang::channels::web
