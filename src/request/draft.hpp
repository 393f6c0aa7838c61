#pragma once
#include "request/actions.hpp"

/// What a member of the public types on the portal, from the first save until it is sent. It waits sealed, for two hours, and opens only to
/// the browser that typed it.
namespace mingtang::request {

/// The fields of the form by name.
using ApplicationMember = std::pair<char const*, std::string ApplicationForm::*>;
inline constexpr std::array<ApplicationMember, 13> application_members{{{"applicant_kind", &ApplicationForm::applicant_kind},
                                                                        {"name", &ApplicationForm::name},
                                                                        {"proof", &ApplicationForm::proof},
                                                                        {"proof_number", &ApplicationForm::proof_number},
                                                                        {"contact", &ApplicationForm::contact},
                                                                        {"phone", &ApplicationForm::phone},
                                                                        {"email", &ApplicationForm::email},
                                                                        {"address", &ApplicationForm::address},
                                                                        {"postcode", &ApplicationForm::postcode},
                                                                        {"help", &ApplicationForm::help},
                                                                        {"description", &ApplicationForm::description},
                                                                        {"supply_form", &ApplicationForm::supply_form},
                                                                        {"supply_by", &ApplicationForm::supply_by}}};

struct Draft {
    /// law: ogi-2019:29, or law: ogi-2019:41.
    enum class Kind { application, amendment };
    Id id = 0;
    std::string token_hash;  // of the browser's token
    Kind kind = Kind::application;
    Id unit_id = 0;
    std::string form;  // sealed ApplicationForm
    bool wants_mail = false;
    Id sent_id = 0;       // the case or wish that it became; 0: not sent
    std::string receipt;  // sealed Receipt, for `receipt_minutes`, so that a second press or a reload shows it again
    Instant touched_at;
    template <class V>
    static void columns(V&& v, storage::OneOf<Draft> auto& r) {
        v("id", r.id), v("token_hash", r.token_hash), v("kind", r.kind), v("unit_id", r.unit_id), v("form", r.form),
            v("wants_mail", r.wants_mail), v("sent_id", r.sent_id), v("receipt", r.receipt), v("touched_at", r.touched_at);
    }
    /// The `request_id` that its files stand under: far below that of any record.
    Id files_id() const { return -(Id(1) << 40) - id; }
};

/// What the applicant is told once.
struct Receipt {
    std::string number, query_code, unit_name;
    Date arrived_on;
};

inline constexpr int draft_minutes = 120;
inline constexpr int receipt_minutes = 30;

/// The draft of the browser's token, while it is young enough.
std::optional<Draft> find_draft(Context& in, std::string const& token);
/// Stores it under the token (inserting while `id` is 0) and keeps the files with it. Files are looked at one by one: those that do not fit
/// are refused, the others stay.
std::vector<Refusal> save_draft(Context& in, std::string const& token, Draft& draft, ApplicationForm const& form,
                                std::vector<IncomingFile> const& files);
ApplicationForm form_of(Context const& in, Draft const& draft);
/// Everything that keeps the form from being sent, each naming its field; empty: it may go.
std::vector<Refusal> faults_of(Draft const& draft, ApplicationForm const& form);
void drop_file(Context& in, Draft const& draft, Id file_id);
void drop_draft(Context& in, Draft const& draft);

/// Sends the draft once, however often it is asked: the second time the same receipt comes back. Refuses what `apply` and `wish_to_amend`
/// refuse, and request.portal.expired where the receipt is not shown any more.
Outcome<Receipt> send_draft(Context& in, Draft const& draft);
/// The receipt of a draft that was sent, while it may be shown.
std::optional<Receipt> receipt_of(Context const& in, Draft const& draft);

/// Files of a wish that was made without an application stand under this `request_id`.
inline Id files_id_of(Wish const& wish) { return wish.request_id != 0 ? wish.request_id : -wish.id; }
/// A wish of art. 41 made without an application, by its number and code; the same refusal as `follow`.
Outcome<Wish> follow_wish(Context& in, std::string const& number, std::string const& query_code);
/// Names the wish for the browser's cookie: `w12-…`.
std::string follow_token(Context const& in, Wish const& wish);
Outcome<Wish> follow_wish_by_token(Context& in, std::string const& token);
/// Opens the calendar of the case and nothing else; void once the code is a new one.
std::string calendar_token(Context const& in, InfoRequest const& request);
Outcome<InfoRequest> follow_by_calendar_token(Context& in, std::string const& token);

/// A job: drafts, receipts and attempts that are out of time go, and addresses for mail of cases whose personal data are gone.
void remove_old_drafts(Context& in);

/// Tries of one address (keyed and hashed) at `what` since a moment.
int attempts_since(Context& in, std::string const& address, std::string_view what, Instant since);
void count_attempt(Context& in, std::string const& address, std::string_view what);

}  // namespace mingtang::request

template <>
struct mingtang::EnumNames<mingtang::request::Draft::Kind> {
    static constexpr std::array<std::string_view, 2> names{"application", "amendment"};
};
