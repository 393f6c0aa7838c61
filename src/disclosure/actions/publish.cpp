#include "base/text.hpp"
#include "disclosure/actions/common.hpp"
#include "disclosure/words.hpp"
#include "view/view.hpp"

namespace mingtang::disclosure {
namespace {

PublicRow row_of(Disclosure const& record, Edition const& e) {
    return {.disclosure_id = record.id,
            .edition_id = e.id,
            .unit_id = e.unit_id,
            .catalogue_item_id = e.catalogue_item_id,
            .index_number = record.index_number,
            .title = e.title,
            .document_number = e.document_number,
            .summary = e.summary,
            .kind = e.kind,
            .validity = e.validity,
            .published_on = e.published_on,
            .month = e.published_on.text().substr(0, 7),
            .published_at = e.published_at,
            .subjects = e.subjects,
            .editions = e.number};
}

/// The edition that was public until now stays readable, marked as earlier.
void supersede(Context& in, Disclosure const& record) {
    auto before = store::edition(in.tx, record.public_edition_id);
    if (!before) return;
    before->state = State::superseded;
    store::save(in.tx, *before);
}

/// law: ogi-2019:6: what was withdrawn stays withdrawn and what was archived is closed, whatever revision was under way then.
Done is_still_open(Disclosure const& record) {
    if (record.state == State::withdrawn || record.state == State::archived)
        return Refusal{"disclosure.publish.closed", "", {{"state", std::string(to_text(record.state))}}};
    return {};
}

Action publishing(State from) { return from == State::emergency_cleared ? Action::release : Action::publish; }

Outcome<Disclosure> published(Context& in, Id disclosure_id) {
    auto record = store::disclosure(in.tx, disclosure_id);
    if (!record || record->public_edition_id == 0) return Refusal{"disclosure.find.not_found"};
    auto edition = find(in, record->public_edition_id);
    if (!edition) return edition.error();
    return *record;
}

/// A new draft of the same content with the same files.
Edition copied(Context& in, Edition const& old, int number, std::string reason) {
    Edition draft = old;
    draft.id = 0;
    draft.number = number;
    draft.state = State::drafting;
    draft.author_id = in.actor.person_id;
    draft.reason = std::move(reason);
    draft.publish_at = draft.published_at = {};
    draft.published_on = {};
    draft.digest.clear();
    draft.emergency = false;
    draft.lock_version = 1;
    draft.saved_at = draft.waiting_since = in.now;
    // law: ogi-2019:26 "形成或者变更之日": the period runs from the change.
    draft.publish_due = publish_due(in.today(), draft.special_period, in.calendar);
    auto html = store::text_of(in.tx, old.id);
    drop_taken_summary(draft, html);
    store::insert(in.tx, draft, html);
    for (auto attachment : store::attachments_of(in.tx, old.id)) {
        attachment.id = 0;
        attachment.edition_id = draft.id;
        store::insert(in.tx, attachment);
    }
    return draft;
}

/// law: ogi-2019:15 personal privacy is not made public; what is only kept (依申请公开, 不予公开) may hold it.
Done has_been_looked_through(Context& in, Edition const& edition) {
    if (edition.way != Way::proactive) return {};
    if (!is_looked_through(in.tx, edition.id, edition.digest)) {
        auto material = material_of(in.tx, edition);
        look_now(in, material, Occasion::publish);
    }
    return has_no_open_find(in, edition.id);
}

}  // namespace

Outcome<Edition> publish(Context& in, Id edition_id, std::string const& remark) {
    auto found = find(in, edition_id);
    if (!found) return found.error();
    auto action = publishing(found->state);
    if (auto step = next(found->state, action, in.actor, found->unit_id); !step) return step.error();
    if (auto may = may_publish(*found, store::secrecy_reviews_of(in.tx, edition_id)); !may) return may.error();
    auto record = store::disclosure(in.tx, found->disclosure_id).value();
    if (auto open = is_still_open(record); !open) return open.error();
    if (auto may = has_been_looked_through(in, *found); !may) return may.error();
    supersede(in, record);
    found->published_at = in.now;
    if (!found->published_on) found->published_on = in.today();
    auto taken = take(in, *found, action, remark);
    if (!taken) return taken.error();
    record.public_edition_id = taken->id;
    record.state = State::published;
    store::save(in.tx, record);
    if (taken->is_public_kind()) {
        store::show(in.tx, row_of(record, *taken));
    } else {
        store::hide(in.tx, record.id);  // a revision may narrow the scope
    }
    tell(in, taken->number > 1 ? "revised" : "published", *taken, {{"emergency", taken->emergency}});
    return taken;
}

Outcome<Edition> schedule(Context& in, Id edition_id, Instant at) {
    auto found = find_for(in, edition_id, Action::schedule);
    if (!found) return found.error();
    if (auto may = may_schedule(at, in.now); !may) return may.error();
    if (auto may = may_publish(*found, store::secrecy_reviews_of(in.tx, edition_id)); !may) return may.error();
    if (auto open = is_still_open(store::disclosure(in.tx, found->disclosure_id).value()); !open) return open.error();
    if (auto may = has_been_looked_through(in, *found); !may) return may.error();
    found->publish_at = at;
    auto taken = take(in, *found, Action::schedule, at.local_text());
    if (taken) tell(in, "scheduled", *taken, {{"publish_at", at.text()}});
    return taken;
}

Outcome<Edition> unschedule(Context& in, Id edition_id) {
    auto found = find(in, edition_id);
    if (!found) return found.error();
    found->publish_at = {};
    auto taken = take(in, *found, Action::unschedule, "");
    if (taken) tell(in, "unscheduled", *taken);
    return taken;
}

Outcome<Edition> revise(Context& in, Id disclosure_id, std::string const& reason) {
    auto record = published(in, disclosure_id);
    if (!record) return record.error();
    auto old = store::edition(in.tx, record->public_edition_id).value();
    if (auto may = next(old.state, Action::revise, in.actor, old.unit_id); !may) return may.error();
    if (auto may = has_reason(reason, "revise"); !may) return may.error();
    auto newest = store::edition(in.tx, record->newest_edition_id).value();
    if (newest.id != old.id && newest.state != State::dropped)
        return Refusal{"disclosure.revise.under_way", "", {{"number", std::to_string(newest.number)}}};
    auto draft = copied(in, old, newest.number + 1, text::shorten(text::one_line(reason), 500));
    record->newest_edition_id = draft.id;
    store::save(in.tx, *record);
    Step step{.disclosure_id = record->id,
              .edition_id = draft.id,
              .action = "revise",
              .from_state = State::published,
              .to_state = State::drafting,
              .person_id = in.actor.person_id,
              .person_name = in.actor.name,
              .at = in.now,
              .remark = draft.reason};
    store::insert(in.tx, step);
    tell(in, "revision_started", draft);
    return draft;
}

Outcome<Disclosure> withdraw(Context& in, Id disclosure_id, std::string const& reason) {
    auto record = published(in, disclosure_id);
    if (!record) return record.error();
    auto edition = store::edition(in.tx, record->public_edition_id).value();
    if (auto may = next(edition.state, Action::withdraw, in.actor, edition.unit_id); !may) return may.error();
    if (auto may = has_reason(reason, "withdraw"); !may) return may.error();
    edition.reason = text::shorten(text::one_line(reason), 500);
    auto taken = take(in, edition, Action::withdraw, edition.reason);
    if (!taken) return taken.error();
    store::hide(in.tx, disclosure_id);
    record->state = State::withdrawn;
    store::save(in.tx, *record);
    tell(in, "withdrawn", *taken);
    return *record;
}

Outcome<Disclosure> archive(Context& in, Id disclosure_id, std::string const& remark) {
    auto record = published(in, disclosure_id);
    if (!record) return record.error();
    auto taken = take(in, store::edition(in.tx, record->public_edition_id).value(), Action::archive, remark);
    if (!taken) return taken.error();
    record->state = State::archived;
    store::save(in.tx, *record);
    if (auto row = store::public_row(in.tx, disclosure_id)) {
        row->archived = true;
        store::show(in.tx, *row);
    }
    tell(in, "archived", *taken);
    return *record;
}

int publish_scheduled(Context& in) {
    int published = 0;
    for (auto const& edition : store::scheduled_until(in.tx, in.now)) {
        auto done = publish(in, edition.id, "");
        if (done) {
            ++published;
            continue;
        }
        // Back to the office, visibly and with the reason: what may not be published by itself needs a person.
        auto taken = take(in, edition, Action::unschedule, view::sentence(in_words(done.error())));
        if (taken) tell(in, "schedule_failed", *taken, {{"code", done.error().code}});
    }
    return published;
}

}  // namespace mingtang::disclosure
