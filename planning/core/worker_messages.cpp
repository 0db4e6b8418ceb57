// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/worker_messages.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

namespace valvista {

namespace {

constexpr std::array<std::string_view, 4> kPrecisions{"auto", "float32", "bfloat16", "float16"};

template <class T>
Json orNull(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

/// The members of an object and then some.
Json with(const char* type, Json::Object members) {
  members.insert(members.begin(), {"type", type});
  return Json(std::move(members));
}

Json::Array numbersOf(const Affine& lpsFromIjk) {
  Json::Array numbers;
  const auto& [a, b, c] = lpsFromIjk.linear.column;
  for (const Vec3& v : {a, b, c, lpsFromIjk.offset})
    for (const double x : {v.x, v.y, v.z}) numbers.emplace_back(x);
  return numbers;
}

Json jsonOf(const ImageGeometry& geometry) {
  const auto& [ni, nj, nk] = geometry.size;
  return Json::Object{{"size", Json::Array{Json(ni), Json(nj), Json(nk)}},
                      {"lps_from_ijk", numbersOf(geometry.lpsFromIjk)}};
}

ImageGeometry parseGeometry(const Json& json) {
  constexpr std::int64_t kLongestEdge = 1 << 16;
  const std::vector<std::int64_t> size = json.integers("size");
  const std::vector<double> n = json.numbers("lps_from_ijk");
  if (size.size() != 3 || n.size() != 12) throw std::domain_error("\"ct\" is not a grid");
  ImageGeometry geometry;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    if (size[axis] < 1 || size[axis] > kLongestEdge) throw std::domain_error("\"size\" is out of range");
    geometry.size[axis] = static_cast<int>(size[axis]);
  }
  const auto vec = [&](std::size_t at) { return Vec3{n[at], n[at + 1], n[at + 2]}; };
  geometry.lpsFromIjk.linear.column = {vec(0), vec(3), vec(6)};
  geometry.lpsFromIjk.offset = vec(9);
  return geometry;
}

std::uint64_t unsignedAt(const Json& json, std::string_view key) {
  const std::int64_t value = json.integer(key);
  if (value < 0) throw std::domain_error("\"" + std::string(key) + "\" is negative");
  return static_cast<std::uint64_t>(value);
}

int countAt(const Json& json, std::string_view key) {
  constexpr std::int64_t kMost = 1 << 20;
  const std::int64_t value = json.integer(key);
  if (value < 0 || value > kMost) throw std::domain_error("\"" + std::string(key) + "\" is out of range");
  return static_cast<int>(value);
}

double fractionAt(const Json& json, std::string_view key) {
  return std::clamp(json.number(key), 0.0, 1.0);
}

}  // namespace

Json toJson(const HelloMessage& message) {
  Json::Array devices;
  for (const WorkerDevice& device : message.devices)
    devices.push_back(Json::Object{{"id", device.id}, {"name", device.name}});
  return with("hello", {{"protocol", kWorkerProtocol},
                        {"version", message.version},
                        {"libtorch", message.libtorch},
                        {"devices", std::move(devices)},
                        {"threads", message.threads},
                        {"blas", orNull(message.blas)},
                        {"mkldnn", message.mkldnn},
                        {"cuda", message.cuda},
                        {"volumes", message.volumes == VolumeTransport::mapped ? "mapped" : "streamed"}});
}

HelloMessage parseHello(const Json& json) {
  if (json.string("type") != "hello") throw std::domain_error("the first line is no greeting");
  if (json.integer("protocol") != kWorkerProtocol)
    throw std::domain_error("another protocol is spoken (version " +
                            std::to_string(json.integer("protocol")) + " instead of " +
                            std::to_string(kWorkerProtocol) + ")");
  HelloMessage hello;
  hello.version = json.string("version");
  hello.libtorch = json.string("libtorch");
  for (const Json& device : json.array("devices"))
    hello.devices.push_back({device.string("id"), device.string("name")});
  hello.threads = countAt(json, "threads");
  if (const Json* blas = json.find("blas"); blas != nullptr && !blas->isNull()) hello.blas = blas->string();
  if (const Json* mkldnn = json.find("mkldnn")) hello.mkldnn = mkldnn->boolean();
  if (const Json* cuda = json.find("cuda")) hello.cuda = cuda->boolean();
  const Json* volumes = json.find("volumes");
  if (volumes != nullptr && volumes->string() == "mapped") hello.volumes = VolumeTransport::mapped;
  return hello;
}

Json toJson(const SegmentationOptions& options) {
  return Json::Object{
      {"device", options.device},
      {"precision", options.precision},
      {"overlap", orNull(options.overlap)},
      {"memory_limit", orNull(options.memoryLimitBytes)},
      {"threads", options.threads},
      {"skip_air", options.skipAir},
      {"drop_small_parts", options.dropSmallParts},
      {"fill_holes", options.fillHoles},
      {"clean_up_classes", Json::Array(options.cleanUpClasses.begin(), options.cleanUpClasses.end())}};
}

SegmentationOptions parseSegmentationOptions(const Json& json) {
  json.allowOnly({"device", "precision", "overlap", "memory_limit", "threads", "skip_air", "drop_small_parts",
                  "fill_holes", "clean_up_classes"});
  SegmentationOptions options;
  const auto given = [&](std::string_view key) {
    const Json* value = json.find(key);
    return value != nullptr && !value->isNull();
  };
  if (given("device")) options.device = json.string("device");
  if (given("precision")) options.precision = json.string("precision");
  if (std::find(kPrecisions.begin(), kPrecisions.end(), options.precision) == kPrecisions.end())
    throw std::domain_error("\"precision\" is not auto, float32, bfloat16 or float16");
  if (given("overlap")) options.overlap = json.number("overlap");
  if (options.overlap && !(*options.overlap >= 0.0 && *options.overlap <= 0.9))
    throw std::domain_error("\"overlap\" is not between 0 and 0.9");
  if (given("memory_limit")) options.memoryLimitBytes = unsignedAt(json, "memory_limit");
  if (given("threads")) options.threads = countAt(json, "threads");
  if (given("skip_air")) options.skipAir = json.boolean("skip_air");
  if (given("drop_small_parts")) options.dropSmallParts = json.boolean("drop_small_parts");
  if (given("clean_up_classes"))
    for (const Json& name : json.array("clean_up_classes")) options.cleanUpClasses.push_back(name.string());
  if (given("fill_holes")) options.fillHoles = json.boolean("fill_holes");
  return options;
}

Json toJson(const SegmentMessage& message) {
  const bool streamed = message.modelFolder.empty();
  Json::Object members{{"ct", jsonOf(message.ct)}, {"options", toJson(message.options)}};
  if (streamed) {
    members.push_back({"manifest", message.manifest});
    members.push_back({"weight_bytes", message.weightBytes});
  } else {
    members.push_back({"model", message.modelFolder});
  }
  return with(message.estimateOnly ? "estimate" : "segment", std::move(members));
}

SegmentMessage parseSegment(const Json& json) {
  SegmentMessage message;
  const std::string& type = json.string("type");
  if (type != "estimate" && type != "segment") throw std::domain_error("\"type\" is not known");
  message.estimateOnly = type == "estimate";
  message.ct = parseGeometry(json.at("ct"));
  message.options = parseSegmentationOptions(json.at("options"));
  if (const Json* folder = json.find("model")) {
    message.modelFolder = folder->string();
  } else {
    message.manifest = json.at("manifest");
    message.weightBytes = unsignedAt(json, "weight_bytes");
  }
  return message;
}

Json toJson(const SegmentationCost& cost, const char* type, std::uint64_t labelBytes) {
  return with(type, {{"device", cost.device},
                     {"precision", cost.precision},
                     {"windows", cost.windows},
                     {"windows_skipped", cost.windowsSkipped},
                     {"batch", cost.batch},
                     {"peak_bytes", cost.peakBytes},
                     {"seconds", cost.seconds},
                     {"label_bytes", labelBytes}});
}

SegmentationCost parseCost(const Json& json) {
  SegmentationCost cost;
  cost.device = json.string("device");
  cost.precision = json.string("precision");
  cost.windows = json.integer("windows");
  cost.windowsSkipped = json.integer("windows_skipped");
  cost.batch = countAt(json, "batch");
  cost.peakBytes = unsignedAt(json, "peak_bytes");
  cost.seconds = json.number("seconds");
  return cost;
}

Json toJson(const ProgressMessage& message) {
  return with("progress", {{"fraction", message.fraction}, {"what", message.what}});
}

ProgressMessage parseProgress(const Json& json) {
  return {fractionAt(json, "fraction"), json.string("what")};
}

Json toJson(const ErrorMessage& message) {
  return with("error", {{"message", message.message}});
}

ErrorMessage parseError(const Json& json) {
  return {json.string("message")};
}

}  // namespace valvista
