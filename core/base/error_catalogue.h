// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <string_view>

#include "core/base/error.h"

namespace plumbline {

/// One row of the error catalogue: sentences are {what happened, what it means, what to do}.
struct ErrorEntry {
    ErrorCode code;
    std::string_view id;
    int exit_code;
    std::array<std::string_view, 3> en;
    std::array<std::string_view, 3> fr;
};

const ErrorEntry& error_entry(ErrorCode code);

} // namespace plumbline
