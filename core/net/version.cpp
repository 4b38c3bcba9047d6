// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/version.h"

#include <curl/curl.h>

namespace plumbline::net {

std::string curl_library_version() { return curl_version_info(CURLVERSION_NOW)->version; }

} // namespace plumbline::net
