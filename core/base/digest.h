// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace plumbline {

/// SHA-256 of bytes, 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);
/// SHA-256 of a file, read in blocks. Throws Error{file_unreadable}.
std::string sha256_file(const std::filesystem::path& file);
/// HMAC-SHA-256 (RFC 2104), hexadecimal.
std::string hmac_sha256(std::string_view key, std::string_view bytes);
/// n random bytes from the operating system, hexadecimal (2 n digits).
std::string random_hex(size_t n);

} // namespace plumbline
