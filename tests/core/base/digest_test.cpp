// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/digest.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

#include "core/base/error.h"

namespace plumbline {
namespace {

TEST(Digest, AgreesWithTheVectorsOfFips180) {
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Digest, HmacAgreesWithTheVectorsOfRfc4231) {
    EXPECT_EQ(hmac_sha256(std::string(20, '\x0b'), "Hi There"),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(hmac_sha256("Jefe", "what do ya want for nothing?"),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First"),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Digest, AFileHasTheDigestOfItsBytes) {
    const auto file = std::filesystem::temp_directory_path() / ("plumbline-digest-" + std::to_string(getpid()));
    std::string bytes(3 * 1024 * 1024 + 17, '\0'); // several read blocks and a rest
    for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 31);
    std::ofstream(file, std::ios::binary) << bytes;
    EXPECT_EQ(sha256_file(file), sha256(bytes));
    std::ofstream(file, std::ios::binary | std::ios::trunc).close();
    EXPECT_EQ(sha256_file(file), sha256(""));
    std::filesystem::remove(file);
    try {
        sha256_file(file);
        FAIL() << "a file that is not there has no digest";
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::file_unreadable);
    }
}

TEST(Digest, AFolderHasNoDigest) { EXPECT_THROW(sha256_file(std::filesystem::temp_directory_path()), Error); }

TEST(Digest, RandomBytesAreAsManyAsAskedForAndNotTwiceTheSame) {
    EXPECT_EQ(random_hex(16).size(), 32u);
    EXPECT_NE(random_hex(16), random_hex(16));
    EXPECT_EQ(random_hex(16).find_first_not_of("0123456789abcdef"), std::string::npos);
}

} // namespace
} // namespace plumbline
