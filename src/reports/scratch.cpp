#include "reports/scratch.hpp"

#include <fstream>
#include <stdexcept>

#include "base/digest.hpp"

namespace mingtang::reports {

namespace fs = std::filesystem;

Scratch::Scratch() : folder_(fs::temp_directory_path() / ("mingtang-" + random_token(12))), path_(folder_ / "file") {
    fs::create_directory(folder_);
    fs::permissions(folder_, fs::perms::owner_all);
}

Scratch::Scratch(std::string_view content) : Scratch() {
    std::ofstream out(path_, std::ios::binary);
    out.write(content.data(), std::streamsize(content.size()));
    out.close();
    if (!out) throw std::runtime_error("cannot write " + path_.string());
}

Scratch::~Scratch() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

std::string Scratch::content() const {
    std::ifstream in(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace mingtang::reports
