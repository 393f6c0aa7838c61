#pragma once
#include <filesystem>
#include <optional>

namespace mingtang::storage {

/// Keeps the contents of a folder where they are while somebody reads for minutes what a record named when he began (a backup). Any number
/// may hold, also in several programs on one machine; a sweep that finds the folder held comes again later. A program that dies lets go.
class ContentsHold {
  public:
    /// Waits until a sweep is over. Throws Unavailable when the folder cannot be opened.
    explicit ContentsHold(std::filesystem::path const& folder);
    /// For who removes: nothing while another holds; while it stands, none begins to.
    static std::optional<ContentsHold> alone(std::filesystem::path const& folder);

    ContentsHold(ContentsHold&& other) noexcept;
    ContentsHold& operator=(ContentsHold&&) = delete;
    ~ContentsHold();

  private:
    explicit ContentsHold(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace mingtang::storage
