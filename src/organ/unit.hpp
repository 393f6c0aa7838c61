#pragma once
#include <array>

#include "base/id.hpp"
#include "storage/record.hpp"

namespace mingtang::organ {

enum class UnitKind { government, office, department, township, enterprise, other };

/// An organ that makes, keeps and publishes information. Its `code` stands in addresses and never changes.
struct Unit {
    Id id = 0;
    std::string code;         // [a-z0-9-]{2,40}
    std::string credit_code;  // 统一社会信用代码, GB 32100; may be empty
    std::string name;
    std::string short_name;
    UnitKind kind = UnitKind::department;
    Id parent_id = 0;
    Id merged_into_id = 0;  // closed: its affairs went over to that unit
    bool open = true;
    int place = 0;       // order among its siblings
    std::string duties;  // plain text, blank lines part paragraphs
    std::string address, hours, telephone, fax, email, postcode, website;
    Instant changed_at;
    template <class V>
    static void columns(V&& v, storage::OneOf<Unit> auto& r) {
        v("id", r.id), v("code", r.code), v("credit_code", r.credit_code), v("name", r.name), v("short_name", r.short_name),
            v("kind", r.kind), v("parent_id", r.parent_id), v("merged_into_id", r.merged_into_id), v("open", r.open), v("place", r.place),
            v("duties", r.duties), v("address", r.address), v("hours", r.hours), v("telephone", r.telephone), v("fax", r.fax),
            v("email", r.email), v("postcode", r.postcode), v("website", r.website), v("changed_at", r.changed_at);
    }
};

/// A name that the unit bore until a day; documents of that time stay found under it.
struct FormerName {
    Id id = 0;
    Id unit_id = 0;
    std::string name;
    Date until_on;
    template <class V>
    static void columns(V&& v, storage::OneOf<FormerName> auto& r) {
        v("id", r.id), v("unit_id", r.unit_id), v("name", r.name), v("until_on", r.until_on);
    }
};

/// Leaders stand by office, as art. 20(2) wants: post first.
struct Leader {
    Id id = 0;
    Id unit_id = 0;
    std::string post, name, duty;
    int place = 0;
    template <class V>
    static void columns(V&& v, storage::OneOf<Leader> auto& r) {
        v("id", r.id), v("unit_id", r.unit_id), v("post", r.post), v("name", r.name), v("duty", r.duty), v("place", r.place);
    }
};

/// 内设机构
struct Division {
    Id id = 0;
    Id unit_id = 0;
    std::string name, duties, telephone;
    int place = 0;
    template <class V>
    static void columns(V&& v, storage::OneOf<Division> auto& r) {
        v("id", r.id), v("unit_id", r.unit_id), v("name", r.name), v("duties", r.duties), v("telephone", r.telephone), v("place", r.place);
    }
};

}  // namespace mingtang::organ

template <>
struct mingtang::EnumNames<mingtang::organ::UnitKind> {
    static constexpr std::array<std::string_view, 6> names{"government", "office", "department", "township", "enterprise", "other"};
};
