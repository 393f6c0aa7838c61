#pragma once
#include <zlib.h>

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>

namespace mingtang::bench {

/// Calls `line` for each line of a text file, compressed by gzip or not.
inline void each_line(std::filesystem::path const& file, std::function<void(std::string const&)> const& line) {
    gzFile in = gzopen(file.c_str(), "rb");
    if (!in) throw std::runtime_error("cannot read " + file.string());
    std::string now;
    char part[65536];
    for (int n; (n = gzread(in, part, sizeof part)) > 0;)
        for (int i = 0; i < n; ++i) {
            if (part[i] != '\n') {
                now += part[i];
            } else {
                line(now);
                now.clear();
            }
        }
    gzclose(in);
    if (!now.empty()) line(now);
}

/// `DIR/name.gz` or `DIR/name`.
inline std::filesystem::path data_file(std::filesystem::path const& directory, std::string const& name) {
    return std::filesystem::exists(directory / (name + ".gz")) ? directory / (name + ".gz") : directory / name;
}

}  // namespace mingtang::bench
