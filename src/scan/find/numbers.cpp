#include "scan/find/numbers.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "law/identity.hpp"
#include "scan/find/digits.hpp"
#include "scan/find/telephone.hpp"

namespace mingtang::scan {
namespace {

constexpr std::size_t near = 48;  // bytes: sixteen Han characters

class Numbers {
  public:
    Numbers(Look const& look, std::vector<Found>& out) : look_(look), out_(out) {}

    void read(std::vector<DigitGroup> const& groups) {
        groups_ = &groups;
        for (std::size_t i = 0; i < groups.size();) i += std::max<std::size_t>(1, read_at(i));
    }

  private:
    /// How many groups the value that begins with group `i` takes; 0 where there is none.
    std::size_t read_at(std::size_t i) {
        auto const& group = (*groups_)[i];
        if (group.size() > 33 || is_decimal(group)) return 0;
        if (is_masked_near(look_.text, group.begin, group.end)) return 0;
        if (single(i)) return 1;
        if (auto taken = several(i)) return taken;
        if (auto phone = find_telephone(look_, *groups_, i)) {
            out_.push_back(phone->found);
            return phone->groups;
        }
        return 0;
    }

    bool single(std::size_t i) {
        auto const& group = (*groups_)[i];
        auto digits = bare(look_.text.substr(group.begin, group.size()));
        auto size = digits.size();
        if (size >= 15 && resident(digits, group.begin, group.end)) return true;
        if (size > 18 && glued(digits, group.begin)) return true;
        if (!stands_alone(group.begin, group.end) || measured(group.end)) return false;
        if (size >= 12 && size <= 22 && bank(digits, group.begin, group.end, false)) return true;
        return mobile_with_prefix(digits, i);
    }

    bool resident(std::string const& digits, std::size_t begin, std::size_t end) {
        auto sure = resident_certainty(digits, begin, end);
        if (sure) out_.push_back({Kind::id_card, *sure, begin, end});
        return sure.has_value();
    }

    std::optional<Certainty> resident_certainty(std::string const& digits, std::size_t begin, std::size_t end) const {
        auto size = digits.size();
        if (size < 15 || size > 19 || digits.find('X') < size - 1 || (is_alnum(look_.at(end)) && !numbered_on(end))) return {};
        auto label = look_.nearest(begin, near, Word::id_label | Word::number_label | Word::bank_label);
        bool labelled = label != nullptr ? label->word == Word::id_label : has(look_.heading, Word::id_label);
        bool other = label != nullptr ? !labelled : !labelled && has(look_.heading, Word::number_label);
        bool dated = born(digits) && (size == 15 ? law::is_old_resident_id(digits) : law::has_resident_form(digits));
        if (dated && law::is_resident_id(digits)) {
            if (digits[0] == '9' && law::is_credit_code(digits)) return {};
            if (is_digit(look_.preceding(begin))) return {};
            return other && label != nullptr && label->word == Word::number_label ? Certainty::likely : Certainty::certain;
        }
        if (!stands_alone(begin, end) || measured(end) || other) return {};
        if (dated && size == 15) return Certainty::likely;
        if (dated && law::birthday_of(digits)->year() >= 1900) return labelled ? Certainty::likely : Certainty::possible;
        return labelled && begins_like_resident(digits) ? std::optional(Certainty::likely) : std::nullopt;
    }

    /// Behind the X of an identity number the two or three digits of a disability certificate may follow.
    bool numbered_on(std::size_t end) const {
        auto stop = end;
        while (is_digit(look_.at(stop)) && stop - end < 4) ++stop;
        return !is_digit(look_.preceding(end)) && stop - end >= 2 && stop - end <= 3 && !is_letter(look_.at(stop));
    }

    bool born(std::string const& digits) const {
        if (digits.size() != 15 && digits.size() != 18) return false;
        auto day = law::birthday_of(digits);
        return day && (!look_.settings.today || *day <= look_.settings.today);
    }

    /// Mistyped behind its label: 16 to 19 characters that begin with a division.
    static bool begins_like_resident(std::string const& digits) {
        return digits.size() >= 16 && law::has_resident_form(digits.substr(0, 15) + "000");
    }

    /// A disability certificate's number is the identity number and two or more digits; a mobile number may follow without a blank.
    bool glued(std::string const& digits, std::size_t begin) {
        auto rest = digits.size() - 18;
        if (!(rest == 2 || rest == 3 || rest == 11) || is_alnum(look_.preceding(begin))) return false;
        auto head = digits.substr(0, 18);
        if (!law::is_resident_id(head) || !born(head)) return false;
        if (rest == 11 && !law::is_mobile(digits.substr(18))) return false;
        out_.push_back({Kind::id_card, Certainty::certain, begin, begin + 18});
        if (rest == 11) out_.push_back({Kind::mobile, Certainty::likely, begin + 18, begin + 29});
        return true;
    }

    bool bank(std::string const& digits, std::size_t begin, std::size_t end, bool in_fours) {
        auto sure = bank_certainty(digits, begin, end, in_fours);
        if (sure) out_.push_back({Kind::bank_card, *sure, begin, end});
        return sure.has_value();
    }

    std::optional<Certainty> bank_certainty(std::string const& digits, std::size_t begin, std::size_t end, bool in_fours) const {
        auto label = look_.nearest(begin, near, Word::bank_label | Word::number_label | Word::id_label | Word::mobile_label);
        bool labelled = label != nullptr ? label->word == Word::bank_label : has(look_.heading, Word::bank_label);
        bool other = label != nullptr ? label->word == Word::number_label : !labelled && has(look_.heading, Word::number_label);
        bool of_unit = has(look_.before(begin, 150) | look_.after(end, 60), Word::unit_account);
        bool union_pay = digits.starts_with("62");
        if (law::is_bank_card(digits)) {
            if (other) return union_pay ? std::optional(Certainty::possible) : std::nullopt;
            if (labelled) return of_unit && !union_pay ? Certainty::likely : Certainty::certain;
            if (union_pay) return Certainty::certain;
            return in_fours ? Certainty::likely : Certainty::possible;
        }
        if (!labelled || of_unit || digits.find('X') != digits.npos) return {};
        if (union_pay && law::has_issuer(digits)) return Certainty::likely;
        return has(look_.heading, Word::bank_label) ? Certainty::likely : Certainty::possible;
    }

    bool mobile_with_prefix(std::string const& digits, std::size_t i) {
        auto const& group = (*groups_)[i];
        if (group.joined == '-' && (i == 0 || (*groups_)[i - 1].size() > 4)) return false;
        if (i + 1 < groups_->size() && (*groups_)[i + 1].joined == '-') return false;
        for (std::string_view prefix : {"", "0", "86", "0086"})
            if (digits.starts_with(prefix) && law::is_mobile(std::string_view(digits).substr(prefix.size())))
                return mobile(group.begin + prefix.size(), group.end);
        return false;
    }

    bool mobile(std::size_t begin, std::size_t end) {
        auto label = look_.nearest(begin, near, Word::mobile_label | Word::number_label | Word::office_telephone | Word::personal);
        if (label != nullptr && label->word == Word::number_label) return false;
        if (label == nullptr && has(look_.heading, Word::number_label) && !has(look_.heading, Word::mobile_label)) return false;
        if (is_published(look_, begin, end)) return true;
        bool office = label != nullptr && label->word == Word::office_telephone;
        out_.push_back({Kind::mobile, office ? Certainty::possible : Certainty::likely, begin, end});
        return true;
    }

    /// A value written in groups. Hyphens must not be cut through: `2020-421125-48-03-012345` is one number.
    std::size_t several(std::size_t i) {
        auto const& groups = *groups_;
        bool cut = groups[i].joined == '-' &&
                   !(groups[i - 1].size() <= 4 && look_.text.substr(groups[i - 1].begin, groups[i - 1].size()).ends_with("86"));
        if (cut) return 0;
        for (std::size_t count = 2; count <= 19 && i + count <= groups.size(); ++count) {
            auto digits = bare(joined_digits(look_.text, groups, i, count, 19));
            if (digits.empty()) return 0;
            bool open = i + count < groups.size() && groups[i + count].joined == '-';
            if (digits.size() >= 11 && !open && combined(digits, i, count)) return count;
        }
        return 0;
    }

    bool combined(std::string const& digits, std::size_t i, std::size_t count) {
        auto const& groups = *groups_;
        auto begin = groups[i].begin, end = groups[i + count - 1].end;
        if (!stands_alone(begin, end) || measured(end)) return false;
        if (digits.size() == 18 && law::is_resident_id(digits) && born(digits)) return resident(digits, begin, end);
        if (digits.size() == 18 && has(look_.before(begin, near), Word::id_label)) return resident(digits, begin, end);
        bool fours = in_fours(i, count);
        if (fours || (count == 2 && groups[i].size() == 6))
            if (law::is_bank_card(digits) || has(look_.before(begin, near), Word::bank_label)) return bank(digits, begin, end, fours);
        if (digits.size() == 11 && law::is_mobile(digits) && mobile_shape(i, count)) return mobile(begin, end);
        return false;
    }

    bool in_fours(std::size_t i, std::size_t count) const {
        for (auto k = i; k + 1 < i + count; ++k)
            if ((*groups_)[k].size() != 4) return false;
        return count >= 4 && (*groups_)[i + count - 1].size() <= 4;
    }

    bool mobile_shape(std::size_t i, std::size_t count) const {
        std::string sizes;
        for (auto k = i; k < i + count; ++k) sizes += char('0' + (*groups_)[k].size());
        static constexpr std::array<std::string_view, 8> shapes{"344", "353", "335", "434", "443", "38", "74", "11111111111"};
        return std::find(shapes.begin(), shapes.end(), sizes) != shapes.end();
    }

    /// No letter, digit or underscore touches it, and it is no part of a web address.
    bool stands_alone(std::size_t begin, std::size_t end) const {
        if (is_alnum(look_.at(end)) || look_.at(end) == '_' || look_.preceding(begin) == '_') return false;
        if (is_letter(look_.preceding(begin)) && !follows_label(begin)) return false;
        return !in_web_address(begin);
    }

    /// The Latin letters before `begin` are one of the labels that are written so.
    bool follows_label(std::size_t begin) const {
        auto from = begin;
        while (from > 0 && is_letter(look_.text[from - 1]) && begin - from < 8) --from;
        auto word = bare(look_.text.substr(from, begin - from));
        static constexpr std::array<std::string_view, 9> labels{"TEL", "MOB", "MOBILE", "PHONE", "NO", "ID", "SFZ", "SFZH", "CARD"};
        return std::find(labels.begin(), labels.end(), word) != labels.end();
    }

    bool in_web_address(std::size_t begin) const {
        auto from = begin;
        while (from > 0 && begin - from < 160 && static_cast<unsigned char>(look_.text[from - 1]) > ' ' &&
               static_cast<unsigned char>(look_.text[from - 1]) < 0x80)
            --from;
        auto token = look_.text.substr(from, begin - from);
        return token.find("://") != token.npos || token.find("www.") != token.npos;
    }

    bool is_decimal(DigitGroup const& group) const {
        bool fraction = group.begin > 1 && look_.text[group.begin - 1] == '.' && is_digit(look_.text[group.begin - 2]);
        return fraction || (look_.at(group.end) == '.' && is_digit(look_.at(group.end + 1)));
    }

    bool measured(std::size_t end) const { return has(look_.after(end, look_.at(end) == ' ' ? 4 : 3), Word::measure); }

    Look const& look_;
    std::vector<Found>& out_;
    std::vector<DigitGroup> const* groups_ = nullptr;
};

}  // namespace

void find_numbers(Look const& look, std::span<std::size_t const> ends, std::vector<Found>& out) {
    Numbers numbers(look, out);
    std::size_t done = 0;
    for (auto end : ends) {
        if (end <= done) continue;
        auto groups = digit_run(look.text, end, done);
        done = std::max(end, groups.back().end);
        numbers.read(groups);
    }
}

}  // namespace mingtang::scan
