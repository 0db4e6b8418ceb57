// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/phantom_truth.h"

#include "planning/model/tavr_labels.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>
#include <string>

namespace valvista::planning {

namespace {

constexpr double kPi = std::numbers::pi;
constexpr const char* kMethod = "closed form";

void add(Measurements& to, const std::string& id, double number) {
  to.push_back({id, number, std::string(catalogueEntry(id).unit), kMethod, std::nullopt, {}});
}

void addAnnulus(const RootShape& root, Measurements& to) {
  constexpr int kSteps = 3600;
  double area = 0, perimeter = 0;
  std::vector<Vec2> points;
  for (int i = 0; i < kSteps; ++i) {
    const double theta = 2 * kPi * i / kSteps;
    const RadiusJet jet = root.radius(theta, 0);
    area += 0.5 * jet.r * jet.r * 2 * kPi / kSteps;
    perimeter += std::hypot(jet.r, jet.t) * 2 * kPi / kSteps;
    points.push_back({jet.r * std::cos(theta), jet.r * std::sin(theta)});
  }
  double narrowest = 1e9, widest = 0;
  for (int i = 0; i < 1800; ++i) {
    const double c = std::cos(kPi * i / 1800), s = std::sin(kPi * i / 1800);
    double low = 1e9, high = -1e9;
    for (const Vec2& p : points) {
      low = std::min(low, p.x * c + p.y * s);
      high = std::max(high, p.x * c + p.y * s);
    }
    narrowest = std::min(narrowest, high - low);
    widest = std::max(widest, high - low);
  }
  add(to, "annulus.area", area);
  add(to, "annulus.perimeter", perimeter);
  add(to, "annulus.diameter.min", narrowest);
  add(to, "annulus.diameter.max", widest);
  add(to, "annulus.diameter.mean", (narrowest + widest) / 2);
  add(to, "annulus.diameter.area_derived", 2 * std::sqrt(area / kPi));
  add(to, "annulus.diameter.perimeter_derived", perimeter / kPi);
  add(to, "annulus.eccentricity", 1 - narrowest / widest);
}

/// Height of the largest (sign +1) or smallest (-1) section near w.
double refineExtremum(const RootShape& root, double w, double sign) {
  double low = w - 0.1, high = w + 0.1;
  while (high - low > 1e-4) {
    const double a = low + (high - low) / 3, b = high - (high - low) / 3;
    (sign * root.area(a) < sign * root.area(b) ? low : high) =
        sign * root.area(a) < sign * root.area(b) ? a : b;
  }
  return (low + high) / 2;
}

/// First maximum of the section area above the annulus, and the first minimum after it.
std::pair<double, double> rootExtrema(const RootShape& root) {
  constexpr double kStep = 0.05;
  double w = kStep;
  while (w < root.top() && root.area(w + kStep) >= root.area(w)) w += kStep;
  const double maximum = refineExtremum(root, w, 1);
  while (w < root.top() && root.area(w + kStep) <= root.area(w)) w += kStep;
  return {maximum, refineExtremum(root, w, -1)};
}

double rootVolume(const RootShape& root, double from, double to) {
  constexpr int kLayers = 400;
  double sum = 0;
  for (int i = 0; i < kLayers; ++i) sum += root.area(from + (to - from) * (i + 0.5) / kLayers);
  return sum * (to - from) / kLayers;
}

/// Lumen below the end of the aorta's tube that carries the aorta's label, by counting points 0.4 mm apart.
double forkVolume(const AorticAnatomy& anatomy) {
  constexpr double kGrid = 0.4, kReach = 32;
  const VesselTube& aorta = anatomy.aorta;
  const Vec3 end = aorta.centre(aorta.length()), down = aorta.tangent(aorta.length());
  const NearbyParts parts = partsNear(anatomy, end, 2 * kReach);
  std::size_t inside = 0;
  const int n = static_cast<int>(kReach / kGrid);
  for (int k = -n; k <= n; ++k)
    for (int j = -n; j <= n; ++j)
      for (int i = -n; i <= n; ++i) {
        const Vec3 d{i * kGrid, j * kGrid, k * kGrid};
        if (dot(d, down) > 0 && relateToLumen(anatomy, parts, end + d).label == value(TavrLabel::aorta))
          ++inside;
      }
  return static_cast<double>(inside) * kGrid * kGrid * kGrid;
}

void addIliac(const AorticAnatomy& anatomy, std::size_t side, Measurements& to) {
  const std::string name = side == 0 ? "left" : "right";
  const VesselTube& tube = anatomy.iliac[side];
  const auto [begin, end] = anatomy.iliacExtent[side];
  // Ends trimmed by one radius, as the catalogue has it.
  const double from = begin + tube.radius(begin), until = end - tube.radius(end);
  double least = 1e9, largest = 0, sum = 0;
  constexpr int kSteps = 8000;
  for (int i = 0; i <= kSteps; ++i) {
    const double diameter = 2 * tube.radius(from + (until - from) * i / kSteps);
    least = std::min(least, diameter);
    largest = std::max(largest, diameter);
    sum += diameter;
  }
  add(to, "iliac." + name + ".diameter.min", least);
  add(to, "iliac." + name + ".diameter.mean", sum / (kSteps + 1));
  add(to, "iliac." + name + ".diameter.max", largest);
  add(to, "iliac." + name + ".length", end - begin);
  add(to, "iliac." + name + ".tortuosity",
      (end - begin) / distance(tube.centre(begin), tube.centre(end)) - 1);
}

}  // namespace

PhantomTruth truthOf(const PhantomSpec& spec, const AorticAnatomy& anatomy) {
  PhantomTruth truth;
  truth.annulus = anatomy.annulus;
  Measurements& m = truth.measurements;
  const auto [sinus, rootEnd] = rootExtrema(anatomy.root);
  if (spec.region != PhantomRegion::access) {
    addAnnulus(anatomy.root, m);
    add(m, "root.length", rootEnd);
    add(m, "root.diameter.max", 2 * std::sqrt(anatomy.root.area(sinus) / kPi));
  }
  if (spec.region != PhantomRegion::root)
    for (const std::size_t side : {0U, 1U}) addIliac(anatomy, side, m);
  if (spec.region == PhantomRegion::full) {
    const RootShape& root = anatomy.root;
    add(m, "volume.aorta",
        rootVolume(root, rootEnd, root.straightFrom()) + anatomy.aorta.volume(0, anatomy.aorta.length()) +
            forkVolume(anatomy));
    add(m, "volume.left_ventricle", root.ventricleVolume());
    m.back().method = "closed form, with the layer that is labelled annulus";
  }
  if (spec.region != PhantomRegion::root)
    for (const std::size_t side : {0U, 1U}) {
      const auto [begin, end] = anatomy.iliacExtent[side];
      add(m, side == 0 ? "volume.iliac_artery_left" : "volume.iliac_artery_right",
          anatomy.iliac[side].volume(begin, end));
    }
  constexpr double kLineSpacingMm = 0.5;
  truth.iliacLeft =
      anatomy.iliac[0].centreline(anatomy.iliacExtent[0].begin, anatomy.iliacExtent[0].end, kLineSpacingMm);
  truth.iliacRight =
      anatomy.iliac[1].centreline(anatomy.iliacExtent[1].begin, anatomy.iliacExtent[1].end, kLineSpacingMm);
  return truth;
}

std::string truthJson(const Phantom& phantom) {
  using Json = nlohmann::ordered_json;
  const auto triple = [](const Vec3& v) { return Json::array({v.x, v.y, v.z}); };
  Json json{{"schema", "valvista.truth"}, {"version", 1}};
  Json& measurements = json["measurements"] = Json::object();
  for (const Measured& m : phantom.truth.measurements)
    measurements[m.id] = {{"value", m.value ? Json(*m.value) : Json()},
                          {"unit", m.unit},
                          {"method", m.method},
                          {"uncertainty", m.uncertainty ? Json(*m.uncertainty) : Json()}};
  json["planes"]["annulus"] = {{"origin_lps_mm", triple(phantom.truth.annulus.origin)},
                               {"normal_lps", triple(phantom.truth.annulus.normal)}};
  return json.dump(2) + "\n";
}

}  // namespace valvista::planning
