#include "cli/line.hpp"

int main(int argc, char** argv) { return mingtang::cli::run(argc, argv); }
