#include "law/receipt.hpp"

namespace mingtang::law {

ReceiptRule receipt_rule(Channel channel) {
    switch (channel) {
        case Channel::counter:
        case Channel::oral:
            return ReceiptRule::submitted;
        case Channel::post:
            return ReceiptRule::signed_for;
        case Channel::letter:
        case Channel::online:
        case Channel::email:
        case Channel::fax:
            return ReceiptRule::confirmed;
    }
    throw std::logic_error("no such channel");
}

Outcome<Date> received_on(Channel channel, Date arrived_on, Date confirmed_on) {
    if (receipt_rule(channel) != ReceiptRule::confirmed) return arrived_on;
    if (!confirmed_on) return Refusal{"law.receipt.not_confirmed", "ogi-2019:31", {}, "confirmed_on"};
    if (confirmed_on < arrived_on)
        return Refusal{"law.receipt.confirmed_before",
                       "ogi-2019:31",
                       {{"arrived_on", arrived_on.text()}, {"confirmed_on", confirmed_on.text()}},
                       "confirmed_on"};
    return confirmed_on;
}

}  // namespace mingtang::law
