// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <CLI/CLI.hpp>

#include "app/cli/command.h"

namespace plumbline::cli {

void add_combine(CLI::App& app, Session& session);

} // namespace plumbline::cli
