// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/digest.h"

#include <cstdio>
#include <memory>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <vector>

#include "core/base/error.h"

namespace plumbline {

namespace {

std::string hex(const unsigned char* bytes, size_t n) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(2 * n);
    for (size_t i = 0; i < n; ++i) {
        out += digits[bytes[i] >> 4];
        out += digits[bytes[i] & 15];
    }
    return out;
}

using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

std::string finish(Context& context) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    EVP_DigestFinal_ex(context.get(), digest, &n);
    return hex(digest, n);
}

Context begin() {
    Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
    return context;
}

} // namespace

std::string sha256(std::string_view bytes) {
    Context context = begin();
    EVP_DigestUpdate(context.get(), bytes.data(), bytes.size());
    return finish(context);
}

std::string sha256_file(const std::filesystem::path& file) {
    std::unique_ptr<FILE, int (*)(FILE*)> in(std::fopen(file.c_str(), "rb"), &std::fclose);
    if (!in) throw Error(ErrorCode::file_unreadable, {{"file", file.string()}, {"detail", "it cannot be opened"}});
    Context context = begin();
    std::vector<char> block(1 << 20);
    size_t n = 0;
    while ((n = std::fread(block.data(), 1, block.size(), in.get())) > 0) EVP_DigestUpdate(context.get(), block.data(), n);
    if (std::ferror(in.get()))
        throw Error(ErrorCode::file_unreadable, {{"file", file.string()}, {"detail", "reading it failed"}});
    return finish(context);
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(bytes.data()),
         bytes.size(), digest, &n);
    return hex(digest, n);
}

std::string random_hex(size_t n) {
    std::vector<unsigned char> bytes(n);
    if (RAND_bytes(bytes.data(), static_cast<int>(n)) != 1)
        throw Error(ErrorCode::internal, {{"detail", "the system gave no random bytes"}});
    return hex(bytes.data(), n);
}

} // namespace plumbline
