#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace mingtang::reports {

/// The name of a file of its own in the system's folder for such, readable by the owner only; what lies there is removed at the end.
class Scratch {
  public:
    Scratch();
    /// With content. Throws std::runtime_error where it cannot be written.
    explicit Scratch(std::string_view content);
    ~Scratch();
    Scratch(Scratch const&) = delete;
    Scratch& operator=(Scratch const&) = delete;
    std::filesystem::path const& path() const { return path_; }
    std::string content() const;

  private:
    std::filesystem::path folder_, path_;
};

}  // namespace mingtang::reports
