// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cli/command.h"

namespace plumbline::cli {

void add_market(CLI::App& app, Session& session);

} // namespace plumbline::cli
