#include "channels/web/publication_log.hpp"

#include "translog/encoding.hpp"

namespace mingtang::channels::web {
namespace {

std::string log_path(Id id) { return "/disclosure/" + std::to_string(id) + "/log"; }
std::string proof_path(std::int64_t number) { return "/log/proof/" + std::to_string(number) + ".tlog-proof"; }

std::string hex(std::string_view bytes) {
    constexpr char const* digits = "0123456789abcdef";
    std::string out;
    for (unsigned char byte : bytes) out += digits[byte >> 4], out += digits[byte & 15];
    return out;
}

void add_hashes(view::Data row, translog::Entry const& entry) {
    row.set("entry_text", translog::text_of(entry));
    row.set("title_sha256", entry.title_sha256).set("html_sha256", entry.html_sha256).set("text_sha256", entry.text_sha256);
    for (auto const& one : entry.attachments) row.section("files").set("file_sha256", one);
    row.set_section("previous_section", "previous", entry.previous);
}

void add_checkpoint(Reading& in, view::Data data, std::string const& bytes) {
    auto note = translog::parse_note(bytes).value();
    auto checkpoint = translog::Checkpoint::parse(note.text).value();
    data.set("origin", checkpoint.origin).set("size", checkpoint.size).set("root", translog::base64(checkpoint.root));
    auto last = translog::store::entries(in.tx, checkpoint.size - 1, checkpoint.size);
    if (!last.empty())
        if (auto entry = translog::parse_entry(last.front().entry)) data.set("last_time", entry->time.local_text());
    auto keys = translog::store::active_keys(in.tx);
    for (auto const& key : keys) data.section("keys").set("vkey", key.text()).set("key_id", hex(key.key_id()));
    for (auto const& witness : translog::cosigners(in.tx)) {
        if (!witness.time) continue;  // has not signed this checkpoint
        auto row = data.section("witnessed").section("witnesses");
        row.set("witness", witness.key.name()).set("witness_key", hex(witness.key.key_id()));
        row.set_section("witnessed_at_section", "witnessed_at", witness.time.local_text());
    }
}

/// The document of the path where it is or was public and stands in the log; nothing else has such a page.
struct Found {
    disclosure::Disclosure record;
    std::optional<PublicRow> row;
    std::vector<Numbered> entries;
};
std::optional<Found> find(Reading& in) {
    auto id = in.request.id_param("id");
    auto record = id ? disclosure::store::disclosure(in.tx, *id) : std::nullopt;
    if (!record) return {};
    auto row = disclosure::store::public_row(in.tx, *id);
    if (!row && !was_withdrawn(in, *record)) return {};
    auto entries = translog::published_entries(in.tx, *id);
    if (entries.empty()) return {};
    return Found{*record, row, std::move(entries)};
}

Response log_page(Reading& in) {
    auto found = find(in);
    if (!found) return not_found(in);
    PortalPage page(in.env, in.request, "channels/log", word("page", "log"));
    auto id = found->record.id;
    auto href = "/disclosure/" + std::to_string(id);
    page.crumb(word("page", "home"), "/").crumb(word("page", "disclosure"), "/disclosure").crumb(found->record.index_number, href);
    page.meta("robots", "noindex");
    auto data = page.data();
    data.set("document", id).set("href", href).set("index_number", found->record.index_number);
    if (found->row) data.section("live").set("title", found->row->title);
    data.show("is_withdrawn", !found->row).set("entry_count", found->entries.size()).set("base", base_url(in.env));
    add_entries(data, "entries", found->entries);
    auto const& newest = found->entries.back();
    data.set("newest", newest.number).set("newest_proof", proof_path(newest.number));
    data.set("newest_qr", log_path(id) + "/" + std::to_string(newest.number) + ".svg");
    data.set("script_url", view::asset_url("verify.js"));
    add_checkpoint(in, data, translog::published_checkpoint(in.tx).value());
    return page.response();
}

/// The code of a proof's address, for paper. Only of the document's own entries.
Response proof_code(Reading& in) {
    auto found = find(in);
    std::string_view name = in.request.param("name");
    if (!found || !name.ends_with(".svg")) return not_found(in);
    auto number = translog::from_decimal(name.substr(0, name.size() - 4));
    bool own = number && std::any_of(found->entries.begin(), found->entries.end(), [&](auto const& one) { return one.number == *number; });
    if (!own) return not_found(in);
    Response response;
    response.set("Content-Type", "image/svg+xml");
    response.body = qr_svg(base_url(in.env) + proof_path(*number));
    return response;
}

}  // namespace

std::vector<Numbered> logged(Reading& in, Id disclosure_id, std::function<bool(translog::Entry const&)> const& fits) {
    auto entries = translog::published_entries(in.tx, disclosure_id);
    bool current = !entries.empty() && fits(entries.back().entry);
    if (!current && translog::store::log(in.tx)) in.keep = false;
    return entries;
}

std::optional<Numbered> entry_of(std::vector<Numbered> const& entries, int edition) {
    for (auto it = entries.rbegin(); it != entries.rend(); ++it)
        if (it->entry.edition == edition && (it->entry.type == translog::Type::publish || it->entry.type == translog::Type::revise))
            return *it;
    return {};
}

void add_entries(view::Data data, std::string_view section, std::vector<Numbered> const& entries) {
    for (auto const& [number, entry] : entries) {
        auto row = data.section(section);
        row.set("number", number).set("type", to_text(entry.type)).set("type_word", word("log_type", to_text(entry.type)));
        row.set("edition", entry.edition).set("time", entry.time.local_text()).set("proof_href", proof_path(number));
        add_hashes(row, entry);
    }
}

http::Routes publication_log_routes(Environment const& env) {
    using http::Method;
    return {{Method::get, "/disclosure/{id}/log", fresh(env, log_page)},
            {Method::get, "/disclosure/{id}/log/{name}", fresh(env, proof_code)}};
}

}  // namespace mingtang::channels::web
