// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

namespace plumbline::net {

/// Version of the library that speaks HTTP, "7.88.1".
std::string curl_library_version();

} // namespace plumbline::net
