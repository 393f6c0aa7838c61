#pragma once
#include <set>

#include "catalogue/due.hpp"
#include "journal/reader.hpp"
#include "organ/context.hpp"

namespace mingtang::app {

/// Keeps catalogue_due in step with what is published and with the catalogues: a reader of the journal, because disclosure and catalogue do
/// not know each other's changes. Each entry touched is computed again from what is public now, so that events may come twice and a
/// withdrawal corrects the day. Everything is computed anew where the calendar of working days is another than the one it was made with: at
/// the start, and when the journal tells of a year of holidays that was taken in.
class DueKeeper final : public journal::Reader {
  public:
    explicit DueKeeper(organ::Environment const& env);
    std::string name() const override { return catalogue::due_reader; }
    long long position() override;
    void take(std::vector<journal::Event> const& events) override;

  private:
    void rebuild();
    organ::Environment const& env_;
};

}  // namespace mingtang::app
