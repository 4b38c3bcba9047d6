// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stop_token>
#include <string_view>

#include "core/base/error.h"

namespace plumbline {

/// How long work reports where it is. Called from the worker's thread; implementations are cheap and thread-safe.
class Progress {
public:
    virtual ~Progress() = default;
    /// fraction: 0 to 1, negative where it is not known. stage: stable id such as "scan", "store", "roll_up".
    virtual void step(double fraction, std::string_view stage) = 0;
};

/// Says nothing.
class NoProgress : public Progress {
public:
    void step(double, std::string_view) override {}
};

/// Throws ErrorCode::cancelled once a stop was asked for.
inline void throw_if_stopped(const std::stop_token& stop) {
    if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
}

} // namespace plumbline
