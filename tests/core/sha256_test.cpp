// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/sha256.h"

#include "planning/core/volume.h"

#include <gtest/gtest.h>
#include <string>

namespace valvista {
namespace {

std::span<const std::byte> bytesOf(const std::string& text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

// Vectors of FIPS 180-4 / NIST CAVP.
TEST(Sha256, matchesThePublishedVectors) {
  EXPECT_EQ(sha256Hex(std::span<const std::byte>()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256Hex(bytesOf("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256Hex(bytesOf("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256Hex(bytesOf(std::string(1000000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, doesNotDependOnHowTheBytesArrive) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += static_cast<char>(i * 7);
  const std::string whole = sha256Hex(bytesOf(text));
  for (std::size_t piece = 1; piece < 140; ++piece) {
    Sha256 sum;
    for (std::size_t at = 0; at < text.size(); at += piece)
      sum.update(bytesOf(text).subspan(at, std::min(piece, text.size() - at)));
    EXPECT_EQ(sum.hex(), whole) << piece;
  }
}

TEST(Sha256, namesAVolumeByVoxelsAndPlace) {
  const ImageGeometry geometry = axisAlignedGeometry({2, 2, 2}, {1, 1, 1});
  const std::string name = sha256Hex(Volume(geometry, std::vector<std::int16_t>(8, 5)));
  EXPECT_EQ(sha256Hex(Volume(geometry, std::vector<std::int16_t>(8, 5))), name);
  EXPECT_NE(sha256Hex(Volume(geometry, std::vector<std::int16_t>(8, 6))), name);
  const ImageGeometry moved = axisAlignedGeometry({2, 2, 2}, {1, 1, 1}, {0, 0, 0.5});
  EXPECT_NE(sha256Hex(Volume(moved, std::vector<std::int16_t>(8, 5))), name);
}

TEST(Sha256, theRoundingOfAFileFormatDoesNotRenameAVolume) {
  const auto nameAt = [](const Vec3& spacing, const Vec3& origin) {
    return sha256Hex(Volume(axisAlignedGeometry({2, 2, 2}, spacing, origin), std::vector<std::int16_t>(8, 5)));
  };
  const std::string name = nameAt({0.703125, 0.7, 1.5}, {-64.582321166992, 0.0, -230.07853698});
  EXPECT_EQ(nameAt({0.703125, 0.699999988079071, 1.499999999999989}, {-64.58232116699219, -0.0, -230.0785369873}),
            name);
  EXPECT_NE(nameAt({0.703125, 0.7, 1.5}, {-64.5813, 0.0, -230.07853698}), name) << "moved by a micrometre";
}

}  // namespace
}  // namespace valvista
