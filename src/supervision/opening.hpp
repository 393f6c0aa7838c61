#pragma once
#include <stop_token>

#include "organ/context.hpp"

namespace mingtang::supervision {

/// Opens public attachments that nobody has opened yet, at most so many, each in a confined child process (scan::read_in_child, nothing
/// recognised in pictures). What is damaged or asks for a password is kept for the patrol (`attachment_broken`). A content is opened once:
/// it never changes under its digest.
/// Asked to stop, it ends with the file that it has begun.
void open_attachments(organ::Environment const& env, int number = 10, std::stop_token const& stop = {});

}  // namespace mingtang::supervision
