// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>

namespace plumbline {

/// Base64 with padding (RFC 4648, 4); for bytes inside of JSON and mail.
std::string base64(std::string_view bytes);
/// Empty where the text is no base64.
std::string from_base64(std::string_view text);

} // namespace plumbline
