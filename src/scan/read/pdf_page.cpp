#include "scan/read/pdf_page.hpp"
#include "scan/read/qpdf.hpp"

#include <algorithm>
#include <cmath>

namespace mingtang::scan {
namespace {

constexpr std::size_t max_operations = 4'000'000;
constexpr std::size_t max_remembered = 200'000;
constexpr int max_forms = 8;
constexpr Box everywhere{-1e9, -1e9, 1e9, 1e9};

struct Matrix {
    double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;
    /// First this one, then `next`.
    Matrix then(Matrix const& next) const {
        return {a * next.a + b * next.c, a * next.b + b * next.d,          c * next.a + d * next.c,
                c * next.b + d * next.d, e * next.a + f * next.c + next.e, e * next.b + f * next.d + next.f};
    }
    Box box(double x, double y, double width, double height) const {
        Box box{1e12, 1e12, -1e12, -1e12};
        for (auto [px, py] : {std::pair{x, y}, {x + width, y}, {x, y + height}, {x + width, y + height}}) {
            auto tx = px * a + py * c + e, ty = px * b + py * d + f;
            box = {std::min(box.left, tx), std::min(box.bottom, ty), std::max(box.right, tx), std::max(box.top, ty)};
        }
        return box;
    }
    bool is_straight() const { return (std::abs(b) < 1e-6 && std::abs(c) < 1e-6) || (std::abs(a) < 1e-6 && std::abs(d) < 1e-6); }
};

struct State {
    Matrix matrix;
    Box clip = everywhere;
    bool opaque = true;    // of fills: no transparency, no blending
    bool pattern = false;  // fills with a pattern show what is under them
    int mode = 0;          // of text
    double size = 1, leading = 0, spacing = 1;
    bool wide = false;  // characters of two bytes
};

struct Text {
    Box box;
    double x = 0, y = 0;
    std::size_t order = 0;
};
struct Paint {
    Box box;
    std::size_t order = 0;
    bool picture = false;
};

double number(QPDFObjectHandle const& object) {
    return const_cast<QPDFObjectHandle&>(object).isNumber() ? const_cast<QPDFObjectHandle&>(object).getNumericValue() : 0;
}

Matrix matrix_of(std::vector<QPDFObjectHandle> const& six) {
    if (six.size() < 6) return {};
    auto const* last = &six[six.size() - 6];
    return {number(last[0]), number(last[1]), number(last[2]), number(last[3]), number(last[4]), number(last[5])};
}

class Follower final : public QPDFObjectHandle::ParserCallbacks {
  public:
    Follower(Box const& crop, Drawn& drawn) : crop_(crop), drawn_(drawn) {}

    void follow(QPDFObjectHandle content, QPDFObjectHandle resources, bool is_page) {
        auto outer = resources_;
        resources_ = resources;
        if (is_page)
            content.parsePageContents(this);
        else
            content.parseAsContents(this);
        resources_ = outer;
    }
    void handleObject(QPDFObjectHandle object, std::size_t, std::size_t) override {
        if (!object.isOperator()) {
            if (operands_.size() < 64) operands_.push_back(object);
            return;
        }
        if (++operations_ > max_operations) {
            drawn_.whole = false;
            return terminateParsing();
        }
        perform(object.getOperatorValue());
        operands_.clear();
    }
    void handleEOF() override {}

    void conclude() {
        for (auto const& paint : paints_) {
            auto width = crop_.width() * crop_.height();
            bool whole_page = paint.picture && width > 0 && paint.box.width() * paint.box.height() > width * 0.8;
            if (!whole_page && hides(paint)) (paint.picture ? drawn_.under_pictures : drawn_.covered).push_back(paint.box);
        }
    }

  private:
    double operand(std::size_t i) const { return i < operands_.size() ? number(operands_[i]) : 0; }

    void perform(std::string const& name) {
        auto& now = states_.back();
        if (name == "q") return void(states_.size() < 512 ? states_.push_back(State(now)) : void());
        if (name == "Q") return void(states_.size() > floor_ ? states_.pop_back() : void());
        if (name == "cm") return void(now.matrix = matrix_of(operands_).then(now.matrix));
        if (name == "gs") return graphics(now);
        if (name == "Do") return object(now);
        if (name == "INLINE_IMAGE" || name == "EI") return picture(now, false);
        if (name == "g" || name == "rg" || name == "k" || name == "sc" || name == "cs") return void(now.pattern = false);
        if (name == "scn") return void(now.pattern = !operands_.empty() && operands_.back().isName());
        if (!path(name, now)) text(name, now);
    }

    bool path(std::string const& name, State& now) {
        if (name == "re") {
            boxes_.push_back(now.matrix.box(operand(0), operand(1), operand(2), operand(3)));
            turned_ = turned_ || !now.matrix.is_straight();
        } else if (name == "m" || name == "l") {
            points_.push_back(now.matrix.box(operand(0), operand(1), 0, 0));
        } else if (name == "c" || name == "v" || name == "y") {
            turned_ = true;
        } else if (name == "W" || name == "W*") {
            clipping_ = true;
        } else if (name == "f" || name == "F" || name == "f*" || name == "B" || name == "B*" || name == "b" || name == "b*") {
            polygon();
            for (auto const& box : boxes_) paint(box.cut(now.clip), now, false);
            end_path(now);
        } else if (name == "n" || name == "S" || name == "s") {
            polygon();
            end_path(now);
        } else {
            return name == "h";
        }
        return true;
    }

    /// Four corners drawn with lines are a box too, where their sides are straight.
    void polygon() {
        if (points_.size() < 4 || points_.size() > 6 || turned_) return;
        Box whole = points_[0];
        for (auto const& point : points_)
            whole = {std::min(whole.left, point.left), std::min(whole.bottom, point.bottom), std::max(whole.right, point.right),
                     std::max(whole.top, point.top)};
        auto at_corner = [&](Box const& p) {
            auto near = [](double x, double y) { return std::abs(x - y) < 0.5; };
            return (near(p.left, whole.left) || near(p.left, whole.right)) && (near(p.top, whole.top) || near(p.top, whole.bottom));
        };
        if (std::all_of(points_.begin(), points_.end(), at_corner)) boxes_.push_back(whole);
    }
    void end_path(State& now) {
        if (clipping_ && boxes_.size() == 1 && !turned_) now.clip = now.clip.cut(boxes_[0]);
        boxes_.clear(), points_.clear();
        clipping_ = turned_ = false;
    }

    void paint(Box const& box, State const& now, bool is_picture) {
        bool large = box.width() > 3 && box.height() > 3;
        if (large && now.opaque && (is_picture || (!now.pattern && !turned_)) && paints_.size() < max_remembered)
            paints_.push_back({box, ++order_, is_picture});
    }

    void graphics(State& now) {
        if (operands_.empty() || !operands_[0].isName()) return;
        auto state = resources_.getKey("/ExtGState").getKeyIfDict(operands_[0].getName());
        if (!state.isDictionary()) return;
        if (auto alpha = state.getKey("/ca"); alpha.isNumber()) now.opaque = alpha.getNumericValue() > 0.95;
        if (auto blend = state.getKey("/BM"); blend.isName() && blend.getName() != "/Normal" && blend.getName() != "/Compatible")
            now.opaque = false;
    }

    void object(State& now) {
        if (operands_.empty() || !operands_[0].isName()) return;
        auto found = resources_.getKey("/XObject").getKeyIfDict(operands_[0].getName());
        if (!found.isStream()) return;
        auto about = found.getDict();
        auto kind = about.getKey("/Subtype");
        if (kind.isName() && kind.getName() == "/Image") {
            bool see_through = about.hasKey("/SMask") || about.hasKey("/Mask") || about.hasKey("/ImageMask");
            return picture(now, see_through);
        }
        if (kind.isName() && kind.getName() == "/Form") form(found, about);
    }

    void picture(State const& now, bool see_through) {
        auto box = now.matrix.box(0, 0, 1, 1).cut(now.clip).cut(crop_);
        auto page = crop_.width() * crop_.height();
        if (page > 0 && box.width() > 0 && box.height() > 0) drawn_.pictures = std::max(drawn_.pictures, box.width() * box.height() / page);
        if (!see_through) paint(box, now, true);
    }

    void form(QPDFObjectHandle content, QPDFObjectHandle about) {
        if (forms_ >= max_forms) return;
        ++forms_;
        auto floor = floor_;
        auto kept = operands_;
        states_.push_back(State(states_.back()));
        floor_ = states_.size();
        if (auto six = about.getKey("/Matrix"); six.isArray())
            states_.back().matrix = matrix_of(six.getArrayAsVector()).then(states_.back().matrix);
        auto own = about.getKey("/Resources");
        follow(content, own.isDictionary() ? own : resources_, false);
        states_.resize(floor_ - 1);
        floor_ = floor;
        operands_ = kept;
        --forms_;
    }

    void text(std::string const& name, State& now) {
        if (name == "BT")
            line_ = at_ = {};
        else if (name == "Tf")
            font(now);
        else if (name == "TL")
            now.leading = operand(0);
        else if (name == "Tr")
            now.mode = int(operand(0));
        else if (name == "Td" || name == "TD") {
            if (name == "TD") now.leading = -operand(1);
            move(operand(0), operand(1));
        } else if (name == "Tm")
            line_ = at_ = matrix_of(operands_);
        else if (name == "T*")
            move(0, -now.leading);
        else if (name == "Tj" || name == "TJ")
            show(now);
        else if (name == "'" || name == "\"") {
            move(0, -now.leading);
            show(now);
        }
    }
    void move(double x, double y) { line_ = at_ = Matrix{1, 0, 0, 1, x, y}.then(line_); }

    void font(State& now) {
        now.size = operand(1);
        now.wide = false;
        if (operands_.empty() || !operands_[0].isName()) return;
        auto font = resources_.getKey("/Font").getKeyIfDict(operands_[0].getName());
        if (!font.isDictionary()) return;
        auto kind = font.getKey("/Subtype");
        now.wide = kind.isName() && kind.getName() == "/Type0";
    }

    /// Bytes of the string and what its gaps add, in thousandths of its size.
    std::pair<std::size_t, double> extent() const {
        std::size_t bytes = 0;
        double gaps = 0;
        if (operands_.empty()) return {};
        auto last = operands_.back();
        if (last.isString()) bytes = last.getStringValue().size();
        if (last.isArray())
            for (auto& item : last.getArrayAsVector()) {
                if (item.isString()) bytes += item.getStringValue().size();
                if (item.isNumber()) gaps -= item.getNumericValue();
            }
        return {bytes, gaps};
    }

    /// The width is an estimate: what widths the font has does not matter for the question what lies upon it.
    void show(State& now) {
        auto [bytes, gaps] = extent();
        if (bytes == 0) return;
        auto width = now.size * ((now.wide ? double(bytes) / 2 : double(bytes) * 0.55) + gaps / 1000);
        auto whole = at_.then(now.matrix);
        Text shown{whole.box(0, -0.1 * now.size, width, 0.8 * now.size), whole.e, whole.f, ++order_};
        at_ = Matrix{1, 0, 0, 1, width, 0}.then(at_);
        bool inside = shown.x >= crop_.left - 2 && shown.x <= crop_.right + 2 && shown.y >= crop_.bottom - 2 && shown.y <= crop_.top + 2;
        now.mode == 3 ? ++drawn_.invisible : inside ? ++drawn_.shown : ++drawn_.outside;
        if (now.mode != 3 && texts_.size() < max_remembered) texts_.push_back(shown);
    }

    /// Text from before lies under it, and none was written upon it afterwards.
    bool hides(Paint const& paint) {
        bool under = false;
        for (auto const& text : texts_) {
            if (!text.box.overlaps(paint.box)) continue;
            auto middle = (text.box.bottom + text.box.top) / 2;
            if (middle < paint.box.bottom || middle > paint.box.top) continue;
            bool begins_on_it = text.x >= paint.box.left - 1 && text.x <= paint.box.right;
            if (text.order > paint.order && begins_on_it) return false;
            under = under || text.order < paint.order;
        }
        return under;
    }

    Box crop_;
    Drawn& drawn_;
    QPDFObjectHandle resources_ = QPDFObjectHandle::newDictionary();
    std::vector<QPDFObjectHandle> operands_;
    std::vector<State> states_{State()};
    std::vector<Box> boxes_, points_;
    std::vector<Text> texts_;
    std::vector<Paint> paints_;
    Matrix line_, at_;
    std::size_t operations_ = 0, order_ = 0, floor_ = 1;
    int forms_ = 0;
    bool clipping_ = false, turned_ = false;
};

}  // namespace

Drawn drawn_on(QPDFObjectHandle page, Box const& crop) {
    Drawn drawn;
    Follower follower(crop, drawn);
    try {
        auto resources = QPDFPageObjectHelper(page).getAttribute("/Resources", false);
        follower.follow(page, resources.isDictionary() ? resources : QPDFObjectHandle::newDictionary(), true);
    } catch (std::bad_alloc const&) {
        throw;
    } catch (std::exception const&) {
        drawn.whole = false;
    }
    follower.conclude();
    return drawn;
}

}  // namespace mingtang::scan
