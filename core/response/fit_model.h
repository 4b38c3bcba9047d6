// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stop_token>

#include "core/base/progress.h"
#include "core/response/data.h"
#include "core/response/fit.h"

namespace plumbline::response {

/// Fits what `spec` asks for. Throws Error{response_invalid, response_too_short, response_target, cancelled}.
ResponseFit fit_response(const MediaData& data, const ResponseSpec& spec, Progress& progress, std::stop_token stop = {});

} // namespace plumbline::response
