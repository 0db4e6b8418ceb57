// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/review_file.h"

#include "planning/core/atomic_file.h"
#include "planning/core/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <nlohmann/json.hpp>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <vector>

namespace valvista::planning {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSchema = "valvista.review";
constexpr int kVersion = 1;
constexpr std::uintmax_t kLargestBytes = 16U << 20U;
constexpr std::size_t kMostPoints = 10000, kMostEntries = 10000, kLongestText = 4096;
constexpr double kFarthestMm = 1e5;  // no scanner is a hundred metres long
constexpr std::array<std::string_view, kVesselCount> kVesselNames{"aorta", "iliac_left", "iliac_right"};

struct KindRow {
  AnnotationKind kind;
  std::string_view name;
  std::size_t fewest, most;  ///< points
};
constexpr std::array kKinds{KindRow{AnnotationKind::distance, "distance", 2, 2},
                            KindRow{AnnotationKind::angle, "angle", 3, 3},
                            KindRow{AnnotationKind::polygon, "polygon", 3, kMostPoints},
                            KindRow{AnnotationKind::landmark, "landmark", 1, 1}};

Json pointJson(const Vec3& p) {
  return Json::array({p.x, p.y, p.z});
}

Json pointsJson(std::span<const Vec3> points) {
  Json all = Json::array();
  for (const Vec3& p : points) all.push_back(pointJson(p));
  return all;
}

Json editsJson(const PlanEdits& edits) {
  Json json = Json::object();
  if (edits.hinges) {
    Json& hinges = json["hinge_points_lps_mm"] = Json::object();
    for (std::size_t i = 0; i < kHingeNames.size(); ++i)
      hinges[std::string(kHingeNames[i])] = pointJson(edits.hinges->points[i]);
  }
  if (edits.rootEndMm) json["root_end_mm"] = *edits.rootEndMm;
  for (std::size_t i = 0; i < kVesselCount; ++i)
    if (edits.centrelinePoints[i])
      json["centreline_points_lps_mm"][std::string(kVesselNames[i])] = pointsJson(*edits.centrelinePoints[i]);
  return json;
}

Json annotationsJson(const std::vector<Annotation>& annotations) {
  Json all = Json::array();
  for (const Annotation& annotation : annotations)
    all.push_back({{"id", annotation.id},
                   {"kind", kKinds[static_cast<std::size_t>(annotation.kind)].name},
                   {"name", annotation.name},
                   {"points_lps_mm", pointsJson(annotation.points)}});
  return all;
}

/// Reads members and refuses what is not as agreed; what() says where and why.
[[noreturn]] void refuse(const std::string& where, const std::string& reason) {
  throw std::invalid_argument("\"" + where + "\" " + reason);
}

const Json& member(const Json& object, const std::string& key) {
  const auto found = object.find(key);
  if (found == object.end()) refuse(key, "is missing");
  return *found;
}

void requireKeys(const Json& object, const std::string& where, std::span<const std::string_view> known) {
  if (!object.is_object()) refuse(where, "is no object");
  for (const auto& [key, value] : object.items())
    if (std::find(known.begin(), known.end(), key) == known.end())
      refuse(where, "holds something unknown");  // the key itself may be anything
}

std::string textOf(const Json& json, const std::string& where) {
  if (!json.is_string()) refuse(where, "is no text");
  std::string text = json.get<std::string>();
  if (text.size() > kLongestText) refuse(where, "is too long");
  return text;
}

double numberOf(const Json& json, const std::string& where) {
  if (!json.is_number()) refuse(where, "holds something that is no number");
  const double number = json.get<double>();
  if (!(std::abs(number) <= kFarthestMm)) refuse(where, "holds a number out of range");
  return number;
}

Vec3 pointOf(const Json& json, const std::string& where) {
  if (!json.is_array() || json.size() != 3) refuse(where, "holds a point without three coordinates");
  return {numberOf(json[0], where), numberOf(json[1], where), numberOf(json[2], where)};
}

Polyline pointsOf(const Json& json, const std::string& where, std::size_t fewest, std::size_t most) {
  if (!json.is_array() || json.size() < fewest || json.size() > most)
    refuse(where, "has the wrong number of points");
  Polyline points;
  for (const Json& point : json) points.push_back(pointOf(point, where));
  return points;
}

const Json& listOf(const Json& object, const std::string& key) {
  const Json& list = member(object, key);
  if (!list.is_array() || list.size() > kMostEntries) refuse(key, "is no list, or too long a one");
  return list;
}

PlanEdits editsOf(const Json& json) {
  constexpr std::array<std::string_view, 3> kKnown{"hinge_points_lps_mm", "root_end_mm",
                                                   "centreline_points_lps_mm"};
  requireKeys(json, "edits", kKnown);
  PlanEdits edits;
  if (json.contains("hinge_points_lps_mm")) {
    const Json& hinges = json["hinge_points_lps_mm"];
    requireKeys(hinges, "hinge_points_lps_mm", kHingeNames);
    edits.hinges.emplace();
    for (std::size_t i = 0; i < kHingeNames.size(); ++i)
      edits.hinges->points[i] = pointOf(member(hinges, std::string(kHingeNames[i])), "hinge_points_lps_mm");
  }
  if (json.contains("root_end_mm")) edits.rootEndMm = numberOf(json["root_end_mm"], "root_end_mm");
  if (json.contains("centreline_points_lps_mm")) {
    const Json& lines = json["centreline_points_lps_mm"];
    requireKeys(lines, "centreline_points_lps_mm", kVesselNames);
    for (std::size_t i = 0; i < kVesselCount; ++i) {
      const std::string vessel(kVesselNames[i]);
      if (lines.contains(vessel)) edits.centrelinePoints[i] = pointsOf(lines[vessel], vessel, 2, kMostPoints);
    }
  }
  return edits;
}

Annotation annotationOf(const Json& json) {
  constexpr std::array<std::string_view, 4> kKnown{"id", "kind", "name", "points_lps_mm"};
  requireKeys(json, "annotations", kKnown);
  const std::string kind = textOf(member(json, "kind"), "kind");
  const auto* row =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const KindRow& k) { return k.name == kind; });
  if (row == kKinds.end()) refuse("kind", "is none that is known");
  Annotation annotation;
  annotation.kind = row->kind;
  annotation.id = textOf(member(json, "id"), "id");
  annotation.name = textOf(member(json, "name"), "name");
  annotation.points = pointsOf(member(json, "points_lps_mm"), "points_lps_mm", row->fewest, row->most);
  return annotation;
}

Review reviewOf(const Json& json) {
  Review review;
  review.edits = editsOf(member(json, "edits"));
  std::set<std::string> ids;
  for (const Json& entry : listOf(json, "annotations")) {
    review.annotations.push_back(annotationOf(entry));
    const std::string& id = review.annotations.back().id;
    if (id.empty() || !ids.insert(id).second) refuse("id", "is empty or there twice");
  }
  for (const Json& key : listOf(json, "acknowledged"))
    review.acknowledged.insert(textOf(key, "acknowledged"));
  return review;
}

StoredReview storedOf(const Json& json) {
  if (!json.is_object() || json.value("schema", Json()) != kSchema)
    throw std::invalid_argument("it is no review of Valvista");
  if (json.value("version", Json()) != kVersion)
    throw std::invalid_argument("its version is none that this program can read");
  constexpr std::array<std::string_view, 7> kKnown{"schema", "version",     "ct_sha256",   "labels_sha256",
                                                   "edits",  "annotations", "acknowledged"};
  requireKeys(json, "review", kKnown);
  return {textOf(member(json, "ct_sha256"), "ct_sha256"),
          textOf(member(json, "labels_sha256"), "labels_sha256"), reviewOf(json)};
}

std::string contentOf(const std::filesystem::path& file) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  if (error) throw std::invalid_argument("there is no such file, or it cannot be opened");
  if (size > kLargestBytes) throw std::invalid_argument("it is too large for a review");
  std::ifstream input(file, std::ios::binary);
  std::ostringstream content;
  content << input.rdbuf();
  if (!input) throw std::invalid_argument("it cannot be read");
  return content.str();
}

}  // namespace

std::string reviewJson(const StoredReview& stored) {
  const Json json = {{"schema", kSchema},
                     {"version", kVersion},
                     {"ct_sha256", stored.ctSha256},
                     {"labels_sha256", stored.labelsSha256},
                     {"edits", editsJson(stored.review.edits)},
                     {"annotations", annotationsJson(stored.review.annotations)},
                     {"acknowledged", stored.review.acknowledged}};
  // Bytes that are not UTF-8 become U+FFFD instead of an exception.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

StoredReview parseReview(const std::string& text, const std::string& name) {
  const auto fail = [&](const std::string& reason) {
    return LoadError(name + " cannot be used: " + reason + ".");
  };
  try {
    return storedOf(Json::parse(text));
  } catch (const std::invalid_argument& refusal) {
    throw fail(refusal.what());
  } catch (const Json::exception&) {
    throw fail("it is damaged, or no JSON");
  }
}

StoredReview loadReview(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  std::string content;
  try {
    content = contentOf(file);
  } catch (const std::invalid_argument& refusal) {
    throw LoadError(name + " cannot be used: " + refusal.what() + ".");
  }
  return parseReview(content, name);
}

void saveReview(const std::filesystem::path& file, const StoredReview& stored) {
  AtomicFile output(file);
  output.write(reviewJson(stored));
  output.commit();
}

}  // namespace valvista::planning
