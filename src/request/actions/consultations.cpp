#include "base/text.hpp"
#include "request/actions/common.hpp"

namespace mingtang::request {
namespace {

bool all_answered(Context& in, Id request_id) {
    auto all = store::consultations_of(in.tx, request_id);
    return std::all_of(all.begin(), all.end(), [](auto const& one) { return bool(one.answered_on); });
}

Outcome<FeeNotice> find_fee(Context& in, Id fee_id) {
    auto fee = store::fee(in.tx, fee_id);
    if (!fee) return Refusal{"request.find.not_found"};
    if (auto found = find(in, fee->request_id); !found) return found.error();
    return *fee;
}

}  // namespace

Outcome<Consultation> consultation_served(Context& in, Id consultation_id, Date served_on) {
    auto one = store::consultation(in.tx, consultation_id);
    if (!one) return Refusal{"request.find.not_found"};
    auto found = find_for(in, one->request_id, Action::take_opinion);
    if (!found) return found.error();
    if (served_on < one->asked_on || served_on > in.today()) return Refusal{"request.serve.bad_day", "ogi-2019:32", {}, "served_on"};
    one->served_on = served_on;
    one->opinion_due = opinion_due(one->kind, served_on, in.calendar);
    store::save(in.tx, *one);
    if (auto letter = store::letter(in.tx, one->letter_id)) {
        letter->served_on = served_on;
        store::save(in.tx, *letter);
    }
    note(in, *found, "consultation_served", found->state, "", false);
    tell(in, "consultation_served", *found, {{"opinion_due", one->opinion_due.text()}});
    return *one;
}

Outcome<InfoRequest> take_opinion(Context& in, Id consultation_id, Date answered_on, Consultation::Opinion opinion,
                                  std::string const& words, std::vector<IncomingFile> const& files) {
    auto one = store::consultation(in.tx, consultation_id);
    if (!one) return Refusal{"request.find.not_found"};
    auto found = find_for(in, one->request_id, Action::take_opinion);
    if (!found) return found.error();
    if (one->answered_on) return Refusal{"request.take_opinion.twice", "ogi-2019:32"};
    if (answered_on < one->asked_on || answered_on > in.today())
        return Refusal{"request.take_opinion.bad_day", "ogi-2019:32", {}, "answered_on"};
    if (text::length(words) > 5000) return Refusal{"request.take_opinion.too_long", "", {}, "words"};
    if (opinion == Consultation::Opinion::none) {
        auto silent = opinion_of_silence(*one, in.today());
        if (!silent) return silent.error();
        opinion = *silent;
        answered_on = one->opinion_due;  // what comes after the last day is the organ's time again
    }
    // law: ogi-2019:32 "第三方不同意公开且有合理理由的": the reasons are needed to judge them.
    if (opinion == Consultation::Opinion::disagrees && text::trim(words).empty())
        return Refusal{"request.take_opinion.reasons_needed", "ogi-2019:32", {}, "words"};
    one->answered_on = answered_on;
    one->opinion = opinion;
    one->words = seal_words(in, text::trim(words));
    store::save(in.tx, *one);
    if (auto kept = keep_files(in, *found, files, false); !kept) return kept.error();
    if (all_answered(in, found->id)) return take(in, *found, Action::take_opinion, "consulted", "");
    note(in, *found, "take_opinion", found->state, "", true);
    tell(in, "opinion_taken", *found);
    return *found;
}

Outcome<FeeNotice> fee_served(Context& in, Id fee_id, Date served_on) {
    auto fee = find_fee(in, fee_id);
    if (!fee) return fee.error();
    auto found = find_for(in, fee->request_id, Action::pay);
    if (!found) return found.error();
    auto letter = store::letter(in.tx, fee->letter_id);
    if (!letter || served_on < letter->issued_on || served_on > in.today())
        return Refusal{"request.serve.bad_day", "fee-2020", {}, "served_on"};
    fee->served_on = letter->served_on = served_on;
    fee->pay_due = fee_due(served_on, in.calendar);
    store::save(in.tx, *fee);
    store::save(in.tx, *letter);
    note(in, *found, "fee_served", found->state, "", true);
    tell(in, "fee_served", *found, {{"pay_due", fee->pay_due.text()}});
    return *fee;
}

Outcome<InfoRequest> pay(Context& in, Id fee_id, Date paid_on, std::string const& voucher) {
    auto fee = find_fee(in, fee_id);
    if (!fee) return fee.error();
    auto found = find_for(in, fee->request_id, Action::pay);
    if (!found) return found.error();
    auto letter = store::letter(in.tx, fee->letter_id);
    if (!letter || paid_on < letter->issued_on || paid_on > in.today()) return Refusal{"request.pay.bad_day", "fee-2020", {}, "paid_on"};
    if (text::trim(voucher).empty() || text::length(voucher) > 100) return Refusal{"request.pay.voucher", "fee-2020", {}, "voucher"};
    fee->paid_on = found->paid_on = paid_on;
    fee->voucher = text::one_line(voucher);
    store::save(in.tx, *fee);
    return take(in, *found, Action::pay, "paid", "");
}

}  // namespace mingtang::request
