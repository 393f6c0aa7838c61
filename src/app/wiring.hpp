#pragma once
#include <memory>

#include "journal/reader.hpp"
#include "organ/context.hpp"

namespace mingtang::app {

/// Drops public pages when the journal touches what they were rendered from. Each node has its own pages, so it begins at the journal's
/// end.
class PageDropper final : public journal::Reader {
  public:
    PageDropper(organ::Environment const& env, std::function<void()> forget_settings);
    std::string name() const override { return "pages"; }
    long long position() override { return position_; }
    void take(std::vector<journal::Event> const& events) override;

  private:
    organ::Environment const& env_;
    std::function<void()> forget_settings_;
    long long position_ = 0;
};

}  // namespace mingtang::app
