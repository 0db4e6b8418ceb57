// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/safetensors.h"

#include "planning/core/error.h"
#include "tests/core/model_case.h"

#include <fstream>
#include <gtest/gtest.h>
#include <numeric>
#include <sys/stat.h>

namespace valvista::tests {
namespace {

class Safetensors : public testing::Test {
 protected:
  std::filesystem::path file(const std::string& bytes) const {
    // A file emptied and written anew would wait for the disk each time.
    const std::filesystem::path path = folder_ / "w.safetensors";
    if (!std::filesystem::exists(path)) putBytes(path, "");
    std::fstream(path, std::ios::binary | std::ios::in | std::ios::out)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    std::filesystem::resize_file(path, bytes.size());
    return path;
  }

  /// The reason the bytes are refused with, empty when they are not.
  std::string refusal(const std::string& bytes) const {
    try {
      const SafetensorsFile read(file(bytes));
      return {};
    } catch (const ModelError& error) {
      return error.what();
    }
  }

  TemporaryFolder folder_;
};

template <class T>
std::span<const std::byte> bytesOf(const std::vector<T>& values) {
  return std::as_bytes(std::span(values));
}

TEST_F(Safetensors, whatIsWrittenIsReadBack) {
  const std::vector<float> weights{1.5F, -2.0F, 0.25F, 3.0F, 1e-30F, 7.0F};
  const std::vector<std::int64_t> count{1234567890123};
  const std::vector<std::uint8_t> odd{1, 2, 3};
  const std::vector<NamedTensor> tensors{{"conv.weight", TensorType::f32, {1, 2, 3}, bytesOf(weights)},
                                         {"odd", TensorType::u8, {3}, bytesOf(odd)},
                                         {"num_batches_tracked", TensorType::i64, {}, bytesOf(count)},
                                         {"nothing", TensorType::f16, {0, 4}, {}}};
  const auto path = folder_ / "w.safetensors";
  writeSafetensors(path, tensors, {{"format", "pt"}, {"note", "a \"b\""}});
  const SafetensorsFile read(path);
  EXPECT_EQ(read.metadata(), (TensorMetadata{{"format", "pt"}, {"note", "a \"b\""}}));
  ASSERT_EQ(read.tensors().size(), 4u);
  for (const NamedTensor& tensor : tensors) {
    const NamedTensor* same = read.find(tensor.name);
    ASSERT_NE(same, nullptr) << tensor.name;
    EXPECT_EQ(same->type, tensor.type);
    EXPECT_EQ(same->shape, tensor.shape);
    EXPECT_TRUE(std::equal(same->bytes.begin(), same->bytes.end(), tensor.bytes.begin(), tensor.bytes.end()));
  }
  EXPECT_EQ(read.find("conv"), nullptr);
  struct stat status {};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST_F(Safetensors, theLayoutIsThatOfTheFormat) {
  const std::vector<float> one{1.0F};
  const std::vector<NamedTensor> tensors{{"x", TensorType::f32, {1}, bytesOf(one)}};
  writeSafetensors(folder_ / "x.safetensors", tensors);
  EXPECT_EQ(valvista::bytesOf(folder_ / "x.safetensors"),
            rawSafetensors(R"({"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})"
                           "  ",
                           std::string("\0\0\x80\x3f", 4)));
}

TEST_F(Safetensors, aFileOfAnotherProgramIsRead) {
  const SafetensorsFile read(file(goodSafetensors()));
  ASSERT_EQ(read.tensors().size(), 3u);
  EXPECT_EQ(read.find("a.weight")->bytes.size(), 24u);
  EXPECT_EQ(read.find("b")->shape.size(), 0u);
  EXPECT_EQ(read.bytes().size(), goodSafetensors().size());
  EXPECT_EQ(refusal(rawSafetensors("{}", "")), "") << "no tensors at all";
  EXPECT_EQ(refusal(rawSafetensors(std::string(kGoodHeader) + "   ", std::string(kGoodDataBytes, 'x'))), "")
      << "spaces after the header";
}

TEST_F(Safetensors, tensorsNeedNotBeInTheOrderOfTheirData) {
  const SafetensorsFile read(file(rawSafetensors(R"({"z":{"dtype":"U8","shape":[2],"data_offsets":[3,5]},
      "e":{"dtype":"F64","shape":[0],"data_offsets":[3,3]},
      "a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}})",
                                                 "abcde")));
  ASSERT_EQ(read.tensors().size(), 3u);
  EXPECT_EQ(read.tensors().front().name, "a");
  EXPECT_EQ(static_cast<char>(read.find("z")->bytes[1]), 'e');
}

TEST_F(Safetensors, whatIsNoFileIsRefusedByName) {
  EXPECT_THROW(SafetensorsFile(folder_ / "none.safetensors"), ModelError);
  EXPECT_THROW(SafetensorsFile(folder_.path()), ModelError);
  ASSERT_EQ(mkfifo((folder_ / "pipe.safetensors").c_str(), 0600), 0);
  try {
    const SafetensorsFile read(folder_ / "pipe.safetensors");
    FAIL();
  } catch (const ModelError& error) {
    EXPECT_STREQ(error.what(), "pipe.safetensors: it is not a file.");
  }
}

TEST_F(Safetensors, aLargeEmptyFileIsRefusedBeforeItIsRead) {
  const auto path = file(rawSafetensors("{}", ""));
  std::filesystem::resize_file(path, std::uintmax_t{3} << 30);
  EXPECT_THROW(SafetensorsFile{path}, ModelError);
  std::filesystem::resize_file(path, std::uintmax_t{5} << 30);
  EXPECT_THROW(SafetensorsFile{path}, ModelError);
}

TEST_F(Safetensors, tensorsThatMakeNoFileAreNotWritten) {
  const std::vector<float> two{1.0F, 2.0F};
  const auto path = folder_ / "w.safetensors";
  const auto write = [&](const std::vector<NamedTensor>& tensors, const TensorMetadata& metadata = {}) {
    writeSafetensors(path, tensors, metadata);
  };
  const NamedTensor good{"a", TensorType::f32, {2}, bytesOf(two)};
  EXPECT_THROW(write({good, good}), std::invalid_argument);
  EXPECT_THROW(write({{"a", TensorType::f32, {3}, bytesOf(two)}}), std::invalid_argument);
  EXPECT_THROW(write({{"a", TensorType::f32, {-2}, bytesOf(two)}}), std::invalid_argument);
  EXPECT_THROW(write({{"__metadata__", TensorType::f32, {2}, bytesOf(two)}}), std::invalid_argument);
  EXPECT_THROW(write({good}, {{"k", "1"}, {"k", "2"}}), std::invalid_argument);
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
  EXPECT_THROW(writeSafetensors(folder_ / "no/such/w.safetensors", {}), SaveError);
}

/// A damaged file and words of the reason it must be refused with.
struct Bad {
  std::string bytes, reason;
};

void addBadLengths(std::vector<Bad>& bad) {
  const std::string good = goodSafetensors();
  for (std::size_t size = 0; size < 8; ++size)
    bad.push_back({good.substr(0, size), "not a safetensors file"});
  for (const std::uint64_t length : {std::uint64_t{1} << 63, ~std::uint64_t{0}, std::uint64_t{100'000'001},
                                     std::uint64_t{good.size()}, std::uint64_t{good.size() - 7}}) {
    std::string wrong = good;
    std::memcpy(wrong.data(), &length, sizeof length);
    bad.push_back({wrong, "longer than the file"});
  }
  for (const std::uint64_t length :
       {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{kGoodHeader.size() - 1},
        std::uint64_t{kGoodHeader.size() + 1}}) {
    std::string wrong = good;
    std::memcpy(wrong.data(), &length, sizeof length);
    bad.push_back({wrong, ""});
  }
  for (const std::size_t cut : {1u, 5u, 36u, 37u})
    bad.push_back({good.substr(0, good.size() - cut), "end of the file"});
  for (const std::size_t more : {1u, 8u, 1000u})
    bad.push_back({good + std::string(more, 'x'), "bytes follow the last tensor"});
}

void addBadHeaders(std::vector<Bad>& bad) {
  const auto add = [&](std::string_view from, std::string_view to, const char* reason) {
    bad.push_back(
        {rawSafetensors(replaced(std::string(kGoodHeader), from, to), std::string(kGoodDataBytes, 'x')),
         reason});
  };
  for (const char* type : {"F8_E4M3", "U16", "U32", "U64", "f32", "", "F32 ", "C64", "Float", "\\u0000"})
    add("\"F32\"", "\"" + std::string(type) + "\"", "unknown type");
  for (const char* shape : {"[2,4]", "[2]", "[]", "[6,0]", "[1,2,3,2]", "[1]", "[12]"})
    add("[2,3]", shape, "its shape needs");
  for (const char* shape : {"[-2,-3]", "[-6]", "[2,-3]"}) add("[2,3]", shape, "negative");
  for (const char* shape : {"[9223372036854775807,3]", "[4294967296,4294967296]", "[4611686018427387904,1,4]",
                            "[4294967296,4294967296,0]", "[65536,65536,65536,65536]"})
    add("[2,3]", shape, "too large");
  for (const char* shape :
       {"[2.0,3]", "\"2,3\"", "[\"2\",3]", "[[2,3]]", "null", "6", "{\"0\":2}", "[true,3]"})
    add("[2,3]", shape, "\"shape\" is not");
  for (const char* range : {"[24,0]", "[0]", "[]", "[0,24,24]", "[-1,23]", "[0,-24]"})
    add("[0,24]", range, "no range");
  for (const char* range :
       {"[0.0,24]", "\"0,24\"", "null", "24", "[null,24]", "{}", "[0,24.5]", "[0,\"24\"]"})
    add("[0,24]", range, "\"data_offsets\" is not");
  for (const char* range : {"[1,25]", "[8,32]", "[13,37]"}) add("[0,24]", range, "gap");
  for (const char* range : {"[23,31]", "[0,8]", "[16,24]", "[1,9]"}) add("[24,32]", range, "overlap");
  for (const char* range : {"[33,38]", "[100,105]", "[9223372036854775802,9223372036854775807]"})
    add("[32,37]", range, "end of the file");
  add("\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]", "\"F32\",\"shape\":[1,3],\"data_offsets\":[0,12]",
      "gap");
  add("\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]", "\"F32\",\"shape\":[1,3],\"data_offsets\":[12,24]",
      "gap");
  add(R"("b":{"dtype":"I64","shape":[],"data_offsets":[24,32]},)", "", "gap");
  add(R"(,"c":{"dtype":"BOOL","shape":[5],"data_offsets":[32,37]})", "", "bytes follow");
  add(R"("a.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},)", "", "gap");
  add("0,24]", "0,18446744073709551616]", "out of range");
  for (const char* key : {"\"dtype\"", "\"shape\"", "\"data_offsets\""}) {
    add(key, "\"extra\":1," + std::string(key), "\"extra\" is not known");
    add(key, "\"x\"", "\"x\" is not known");
    add(key, std::string(key) + ":1," + key, "occurs twice");
  }
  for (const char* type : {"4", "null", "[\"F32\"]", "true", "{}"})
    add("\"F32\"", type, "\"dtype\" is not a text");
  add("\"b\":", "\"a.weight\":", "occurs twice");
  add("\"b\":", "\"__metadata__\":", "occurs twice");
  add("\"b\":", "\"a\\u002eweight\":", "occurs twice");
  for (const char* metadata : {"1", "null", "[]", "\"pt\""})
    add("{\"format\":\"pt\"}", metadata, "is not an object");
  for (const char* value : {"1", "null", "[]", "{}", "true", "1.5"})
    add("\"pt\"", value, "\"format\" is not a text");
  for (const char* entry : {"null", "1", "\"x\"", "true"})
    add(R"({"dtype":"I64","shape":[],"data_offsets":[24,32]})", entry, "is not an object");
  add("\"dtype\":\"F32\",", "", "\"dtype\" is missing");
  add("\"shape\":[2,3],", "", "\"shape\" is missing");
  add(",\"data_offsets\":[0,24]", "", "\"data_offsets\" is missing");
  for (const char* front : {" {", "\n{", "[{", "x{", "\xef\xbb\xbf{"})
    add("{", front, "not a safetensors file");
  for (const char* junk : {",,", ",NaN,", ",}", "}{", "'"}) add(",", junk, "line 1");
  add("a.weight", "a.\xff", "not UTF-8");
  add("a.weight", "a.\x01", "control character");
  add("[2,3]", std::string(60, '['), "nested too deeply");
}

TEST_F(Safetensors, CraftedBadFilesAreAllRefusedWithTheReason) {
  std::vector<Bad> bad;
  addBadLengths(bad);
  addBadHeaders(bad);
  EXPECT_GE(bad.size(), 120u);
  for (const Bad& one : bad) {
    const std::string why = refusal(one.bytes);
    EXPECT_TRUE(why.starts_with("w.safetensors: ")) << why << one.bytes.substr(0, 400);
    EXPECT_NE(why.find(one.reason), std::string::npos) << why << "\n"
                                                       << one.reason << one.bytes.substr(0, 400);
  }
}

TEST_F(Safetensors, TenThousandDamagedFilesAreReadOrRefused) {
  std::mt19937 random(20240917);
  int refused = 0;
  std::size_t bytes = 0;
  for (int round = 0; round < 10'000; ++round) {
    // Half of them keep a true header length, so that the damage gets as far as the tensors.
    const std::string damaged = round % 2 == 0 ? mutated(goodSafetensors(), random)
                                               : rawSafetensors(mutated(std::string(kGoodHeader), random),
                                                                std::string(kGoodDataBytes, 'x'));
    try {
      const SafetensorsFile read(file(damaged));
      for (const NamedTensor& tensor : read.tensors())
        for (const std::byte byte : tensor.bytes) bytes += std::to_integer<std::size_t>(byte) > 0 ? 1 : 0;
    } catch (const ModelError& error) {
      EXPECT_GT(std::string_view(error.what()).size(), std::string_view("w.safetensors: .").size());
      ++refused;
    }
  }
  EXPECT_GT(refused, 7000);
  EXPECT_LT(refused, 10'000);
  EXPECT_GT(bytes, 0u);
}

}  // namespace
}  // namespace valvista::tests
