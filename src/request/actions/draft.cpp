#include "request/draft.hpp"

#include "base/digest.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "mail/address.hpp"
#include "organ/second_factor.hpp"
#include "organ/store.hpp"
#include "request/actions/form.hpp"
#include "request/store_draft.hpp"

namespace mingtang::request {
namespace {

constexpr std::string_view form_purpose = "request.draft";
constexpr std::string_view receipt_purpose = "request.draft.receipt";

Instant minutes_ago(Context const& in, int minutes) { return in.now + -std::chrono::minutes(minutes); }

/// A value that no rule minds, so that the next fault comes to light.
void mend(ApplicationForm& form, std::string_view field) {
    static constexpr std::pair<std::string_view, std::string_view> harmless[] = {{"applicant_kind", "natural"},
                                                                                 {"name", "某"},
                                                                                 {"proof", "other"},
                                                                                 {"proof_number", "0"},
                                                                                 {"contact", "某"},
                                                                                 {"phone", "0990-5550100"},
                                                                                 {"address", "某"},
                                                                                 {"email", "a@example.cn"},
                                                                                 {"description", "某"},
                                                                                 {"supply_form", "electronic"},
                                                                                 {"supply_by", "online"},
                                                                                 {"postcode", "0"},
                                                                                 {"help", "某"}};
    for (auto const& [name, member] : application_members)
        if (name == field)
            for (auto const& [of, value] : harmless)
                if (of == field) form.*member = value;
    if (field == "proof_number") form.proof = "other";
}

Outcome<Receipt> take_in(Context& in, Draft const& draft, ApplicationForm const& form, Id& sent_id) {
    Receipt receipt{.arrived_on = in.today()};
    if (draft.kind == Draft::Kind::application) {
        auto taken = apply(in, draft.unit_id, form, {});
        if (!taken) return taken.error();
        sent_id = taken->request.id;
        store::hand_over_files(in.tx, draft.files_id(), sent_id);
        if (draft.wants_mail && !form.email.empty()) store::save_notice(in.tx, sent_id, seal_words(in, text::one_line(form.email)), in.now);
        receipt.number = taken->request.case_number;
        receipt.query_code = taken->query_code;
        return receipt;
    }
    auto taken = wish_to_amend(in, draft.unit_id, form, form.description, {});
    if (!taken) return taken.error();
    sent_id = taken->wish.id;
    store::hand_over_files(in.tx, draft.files_id(), files_id_of(taken->wish));
    receipt.number = taken->wish.number;
    receipt.query_code = taken->query_code;
    return receipt;
}

}  // namespace

std::optional<Draft> find_draft(Context& in, std::string const& token) {
    if (token.empty()) return {};
    return store::draft_by_token(in.tx, sha256(token), minutes_ago(in, draft_minutes));
}

std::vector<Refusal> save_draft(Context& in, std::string const& token, Draft& draft, ApplicationForm const& form,
                                std::vector<IncomingFile> const& files) {
    json::object fields;
    for (auto const& [name, member] : application_members) fields[name] = form.*member;
    draft.token_hash = sha256(token);
    draft.form = organ::seal(in.secret, form_purpose, json::serialize(fields));
    draft.touched_at = in.now;
    store::save(in.tx, draft);
    std::vector<Refusal> refused;
    InfoRequest owner{.id = draft.files_id()};
    for (auto const& file : files)
        if (auto kept = keep_files(in, owner, {file}, true); !kept) refused.push_back(kept.error());
    return refused;
}

ApplicationForm form_of(Context const& in, Draft const& draft) {
    ApplicationForm form;
    auto opened = organ::unseal(in.secret, form_purpose, draft.form);
    if (!opened) return form;
    auto fields = boost::json::parse(*opened).as_object();
    for (auto const& [name, member] : application_members) form.*member = json::text(fields, name);
    return form;
}

std::vector<Refusal> faults_of(Draft const& draft, ApplicationForm const& form) {
    std::vector<Refusal> faults;
    auto mended = form;
    for (std::size_t i = 0; i < application_members.size() + 3; ++i) {
        auto read = draft.kind == Draft::Kind::application ? read_application(mended) : read_applicant(mended);
        if (read) break;
        faults.push_back(read.error());
        mend(mended, read.error().field);
    }
    if (draft.kind == Draft::Kind::amendment && text::trim(form.description).empty())
        faults.push_back(Refusal{"request.portal.no_words", "ogi-2019:41", {}, "description"});
    if (draft.wants_mail && text::trim(form.email).empty()) {
        faults.push_back(Refusal{"request.portal.no_email", "", {}, "email"});
    } else if (auto read = mail::read_address(form.email); draft.wants_mail && !read) {
        bool told = std::any_of(faults.begin(), faults.end(), [](auto const& fault) { return fault.field == "email"; });
        if (!told) faults.push_back(read.error());
    }
    return faults;
}

void drop_file(Context& in, Draft const& draft, Id file_id) { remove_files(in, draft.files_id(), file_id); }

void drop_draft(Context& in, Draft const& draft) {
    remove_files(in, draft.files_id());
    store::remove_draft(in.tx, draft.id);
}

Outcome<Receipt> send_draft(Context& in, Draft const& draft) {
    if (!store::claim_draft(in.tx, draft.id)) {
        auto sent = store::draft_by_token(in.tx, draft.token_hash, minutes_ago(in, draft_minutes));
        auto receipt = sent ? receipt_of(in, *sent) : std::nullopt;
        if (!receipt) return Refusal{"request.portal.expired"};
        return *receipt;
    }
    auto form = form_of(in, draft);
    auto sent = draft;
    auto receipt = take_in(in, draft, form, sent.sent_id);
    if (!receipt) return receipt.error();
    auto unit = organ::store::unit_by_id(in.tx, draft.unit_id);
    if (unit) receipt->unit_name = unit->name;
    json::object told{{"number", receipt->number},
                      {"query_code", receipt->query_code},
                      {"unit_name", receipt->unit_name},
                      {"arrived_on", receipt->arrived_on.text()}};
    sent.receipt = organ::seal(in.secret, receipt_purpose, json::serialize(told));
    sent.form.clear();
    sent.touched_at = in.now;
    store::save(in.tx, sent);
    return receipt;
}

std::optional<Receipt> receipt_of(Context const& in, Draft const& draft) {
    if (draft.sent_id == 0 || draft.touched_at < minutes_ago(in, receipt_minutes)) return {};
    auto opened = organ::unseal(in.secret, receipt_purpose, draft.receipt);
    if (!opened) return {};
    auto told = boost::json::parse(*opened).as_object();
    return Receipt{.number = json::text(told, "number"),
                   .query_code = json::text(told, "query_code"),
                   .unit_name = json::text(told, "unit_name"),
                   .arrived_on = Date::parse(json::text(told, "arrived_on")).value_or(Date())};
}

void remove_old_drafts(Context& in) {
    for (auto const& draft : store::drafts_before(in.tx, minutes_ago(in, draft_minutes))) drop_draft(in, draft);
    store::empty_receipts_before(in.tx, minutes_ago(in, receipt_minutes));
    store::remove_attempts_before(in.tx, minutes_ago(in, 24 * 60));
    store::remove_notices_of_erased(in.tx);
}

int attempts_since(Context& in, std::string const& address, std::string_view what, Instant since) {
    return store::attempts_since(in.tx, keyed_hash(in, "address", address), what, since);
}

void count_attempt(Context& in, std::string const& address, std::string_view what) {
    store::add_attempt(in.tx, keyed_hash(in, "address", address), what, in.now);
}

}  // namespace mingtang::request
