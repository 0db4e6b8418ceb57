// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/contour_refine.h"

#include "planning/anatomy/blurred_step.h"
#include "planning/anatomy/fourier_sums.h"
#include "planning/anatomy/series_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace valvista::planning {

namespace {

constexpr int kIterations = 30;
constexpr double kHuber = 2.5;         // residuals beyond this many sd lose weight
constexpr double kMinimumNoise = 2.0;  // HU, where the noise is estimated
constexpr double kGatherMarginMm = 0.7;
constexpr int kSectors = 36;
// Sd of term k of the radius from 3 on: this share of the mean radius times (3/k)^3. Walls of vessels are
// smooth; three lobes of 6 % and the flat ellipses of diseased annuli lie within it, noise of single voxels
// does not.
constexpr double kRoughnessPrior = 0.06;
constexpr double kSlopePrior = 0.3;  // mm per mm
constexpr double kShrink = 2.0;      // of the noise of a term: 1 is unbiased, 2 keeps chance out of the shape

/// Where the parameters of each part of the model lie in the vector of unknowns.
struct Layout {
  int radius = 0, slope = 0, bend = 0, inside = 0, wall = 0, beyond = 0, thickness = 0, blur = 0, count = 0;
  Layout(const WallModel& m, const WallFitOptions& o) {
    const bool levels = o.insidePrior > 0.0;
    slope = static_cast<int>(m.radius.c.size());
    bend = slope + static_cast<int>(m.slope.c.size());
    inside = bend + (o.bendPrior > 0.0 ? 1 : 0);
    wall = inside + (levels ? static_cast<int>(m.inside.c.size()) : 0);
    beyond = wall + (levels ? static_cast<int>(m.wall.c.size()) : 0);
    thickness = beyond + (levels ? static_cast<int>(m.beyond.c.size()) : 0);
    blur = thickness + (levels ? 1 : 0);
    count = blur + (o.logBlurPrior > 0.0 ? 1 : 0);
  }
  std::array<int, FourierSums::kSeries> series() const {
    return {radius, slope, bend, inside, wall, beyond, thickness, blur};
  }
};

/// The series of the layout by their place among the factors of a sample.
enum SeriesIndex : std::size_t {
  kRadius,
  kSlope,
  kBend,
  kInside,
  kWall,
  kBeyond,
  kThickness,
  kBlur,
};

class WallSolver {
 public:
  WallSolver(const std::vector<WallSample>& samples, const WallModel& start, const WallFitOptions& options)
      : samples_(samples),
        start_(start),
        model_(start),
        options_(options),
        layout_(start, options),
        noise_(options.noise),
        hasLevels_(options.insidePrior > 0.0),
        sums_(layout_.series(), layout_.count),
        stride_(sums_.basisLength() + 1),
        shape_(std::max(start.radius.c.size(), start.slope.c.size())),
        levels_(std::max({start.inside.c.size(), start.wall.c.size(), start.beyond.c.size()})) {
    for (const WallSample& s : samples) farthest_ = std::max(farthest_, std::abs(s.z));
    gather();
  }

  std::optional<WallFit> run() {
    setRadiusPrior();
    if (!converge()) return std::nullopt;
    if (options_.shrinkShape) {
      if (!shrinkRadiusPrior() || !converge()) return std::nullopt;
    }
    return result();
  }

 private:
  struct Prediction {
    double value = 0.0, perRadius = 0.0, edge = 0.0, distance = 0.0, insideShare = 0.0, beyondShare = 0.0;
  };

  bool converge() {
    for (int iteration = 0; iteration < kIterations; ++iteration) {
      NormalEquations system = assemble();
      if (active_ < layout_.count / 2 + 8 || !system.factor()) return false;
      const double moved = apply(system.solve(system.b));
      if (!(model_.radius.c[0] > 0.0) || !std::isfinite(moved)) return false;
      if (moved < options_.convergedMm) break;
    }
    return true;
  }

  void setRadiusPrior() {
    radiusMean_ = options_.expected.c;
    const double rough = kRoughnessPrior * radiusMean_[0];
    for (std::size_t i = 0; i < radiusMean_.size(); ++i) {
      const auto k = static_cast<double>((i + 1) / 2);
      const double sd = k < 3.0 ? options_.radiusPriorMm : rough * std::pow(3.0 / k, 3.0);
      radiusSd_.push_back(std::min(options_.radiusPriorMm, sd));
    }
  }

  /// Empirical Bayes: the amplitude of a term, less what noise explains of it, is the sd of its prior around
  /// a circle (term 2) or around the ellipse of the terms 0 and 2 (from 3 on).
  bool shrinkRadiusPrior() {
    NormalEquations system = assemble();
    if (!system.factor()) return false;
    const std::vector<double> variance = radiusVariances(system);
    const std::vector<double>& c = model_.radius.c;
    const RadialCurve ellipse = matchingEllipse(model_.radius);
    for (std::size_t i = 3; i + 1 < c.size(); i += 2) {
      const bool isSecond = i == 3;
      radiusMean_[i] = isSecond ? 0.0 : ellipse.c[i];
      radiusMean_[i + 1] = isSecond ? 0.0 : ellipse.c[i + 1];
      const double x = c[i] - radiusMean_[i], y = c[i + 1] - radiusMean_[i + 1];
      const double noise = 0.5 * (variance[i] + variance[i + 1]),
                   shape = 0.5 * (x * x + y * y) - kShrink * noise;
      const double sd = std::sqrt(std::max(shape, 1e-6));
      radiusSd_[i] = radiusSd_[i + 1] = std::min(sd, radiusSd_[i]);
    }
    return true;
  }

  std::vector<double> radiusVariances(NormalEquations& factored) const {
    std::vector<double> variances;
    for (std::size_t i = 0; i < model_.radius.c.size(); ++i) {
      std::vector<double> unit(static_cast<std::size_t>(layout_.count), 0.0);
      unit[i] = 1.0;
      variances.push_back(factored.solve(std::move(unit))[i]);
    }
    return variances;
  }

  /// Lists the samples that may come into the window before the wall has moved by kGatherMarginMm. The others
  /// would be looked at in vain, time and again.
  void gather() {
    near_.clear();
    basis_.clear();
    tabulate();
    const int order = static_cast<int>(sums_.basisLength()) / 2;
    for (const WallSample& s : samples_) {
      basis_.resize((near_.size() + 1) * stride_);
      double* basis = basis_.data() + near_.size() * stride_;
      fourierBasis(s.cosine, s.sine, order, basis);
      const auto [radius, d1, d2, slope] = shape_.at(basis);
      const double away = distanceOf(s, radius, d1, slope).mm;
      if (away > options_.windowMm + kGatherMarginMm || -away > options_.insideWindowMm + kGatherMarginMm)
        continue;
      const double turn = std::atan2(s.sine, s.cosine) / (2.0 * std::numbers::pi) + 1.0;
      near_.push_back({s, static_cast<std::uint8_t>(static_cast<std::size_t>(turn * kSectors) % kSectors)});
    }
    movedMm_ = 0.0;
  }

  void tabulate() {
    shape_.set(0, model_.radius.c);
    shape_.setDerivatives(1, model_.radius.c);
    shape_.set(3, model_.slope.c);
    levels_.set(0, model_.inside.c);
    levels_.set(1, model_.wall.c);
    levels_.set(2, model_.beyond.c);
  }

  /// How far a sample lies outside the wall, and how much longer the way along its ray is.
  struct Distance {
    double mm = 0.0, lean = 1.0;
  };
  Distance distanceOf(const WallSample& s, double radius, double d1, double slope) const {
    const double r = radius + slope * s.z + 0.5 * model_.bend * s.z * s.z;
    const double steep = slope + model_.bend * s.z, oblique = d1 / std::max(radius, 0.1);
    const double lean = std::sqrt(1.0 + oblique * oblique + steep * steep);
    return {(s.rho - r) / lean, lean};
  }

  /// Fills factors_: the derivatives of the predicted value by every unknown, less its term.
  Prediction predict(const WallSample& s, const double* basis) {
    const auto [radius, d1, d2, slope] = shape_.at(basis);
    Prediction p;
    const auto [away, lean] = distanceOf(s, radius, d1, slope);
    p.distance = away;
    if (closeness(p.distance) <= 0.0) return p;
    const double sigma = model_.blur, shiftScale = options_.blurred ? 0.5 * sigma * sigma : 0.0;
    const double around = RadialCurve::Value{radius, d1, d2}.curvature();
    // The level sets of the blurred edge are parallel curves: their curvature changes with the distance.
    const double bent = around / std::max(1.0 + around * p.distance, 0.25) - model_.bend;
    const auto [a, b, levelBeyond, unused] = levels_.at(basis);
    const double f = hasLevels_ ? levelBeyond : b;
    const double e = (p.distance + shiftScale * bent) / sigma, outer = e - model_.thickness / sigma;
    const BlurredStep inner = normal_.at(e), farther = normal_.at(outer);
    p.insideShare = 1.0 - inner.risen;
    p.beyondShare = hasLevels_ ? farther.risen : 0.0;
    p.value = b + (a - b) * p.insideShare + (f - b) * p.beyondShare;
    const double edge = (a - b) * inner.slope / sigma, second = (f - b) * farther.slope / sigma;
    p.edge = edge / lean;
    p.perRadius = (edge - second) / lean;
    const double shiftRate = options_.blurred ? sigma * sigma * bent : 0.0;
    factors_ = {p.perRadius,
                p.perRadius * s.z,
                p.perRadius * 0.5 * s.z * s.z + (edge - second) * shiftScale,
                p.insideShare,
                1.0 - p.insideShare - p.beyondShare,
                p.beyondShare,
                -second * model_.thickness,
                edge * (e * sigma - shiftRate) - second * (outer * sigma - shiftRate)};
    return p;
  }

  /// 1 at the wall, 0 at the border of the window.
  double closeness(double d) const {
    return 1.0 - (d > 0.0 ? d / options_.windowMm : -d / options_.insideWindowMm);
  }

  NormalEquations assemble() {
    NormalEquations system(layout_.count);
    if (movedMm_ > kGatherMarginMm) gather();
    tabulate();
    active_ = 0;
    sectorInformation_.fill(0.0);
    residuals_.clear();
    for (std::size_t at = 0; at < near_.size(); ++at) {
      const WallSample& s = near_[at].sample;
      const double* basis = basis_.data() + at * stride_;
      const Prediction p = predict(s, basis);
      const double close = closeness(p.distance);
      if (close <= 0.0) continue;
      const double residual = s.value - p.value, scaled = std::abs(residual) / noise_;
      // A soft border of the window: voxels do not enter or leave the fit at a stroke.
      double weight = s.weight * std::min(1.0, 4.0 * close);
      if (options_.estimateNoise && scaled > kHuber) weight *= kHuber / scaled;
      const double weightPerNoise = weight / (noise_ * noise_);
      if (p.perRadius == 0.0)  // far from the wall: levels alone
        sums_.addPart(basis, factors_, {kInside, kThickness}, weightPerNoise, residual);
      else
        sums_.add(basis, factors_, weightPerNoise, residual);
      if (p.edge != 0.0) sectorInformation_[near_[at].sector] += weight * p.edge * p.edge / (noise_ * noise_);
      residuals_.push_back(std::abs(residual));
      ++active_;
    }
    sums_.addTo(system);
    addPriors(system);
    updateNoise();
    return system;
  }

  void addPrior(NormalEquations& system, int index, double value, double start, double sd) const {
    system.at(index, index) += 1.0 / (sd * sd);
    system.b[index] += (start - value) / (sd * sd);
  }
  void addPriors(NormalEquations& system) const {
    const auto add = [&](int first, const RadialCurve& now, const RadialCurve& start, const auto& sdOfTerm) {
      for (std::size_t i = 0; i < now.c.size(); ++i) {
        const auto k = static_cast<double>((i + 1) / 2);
        addPrior(system, first + static_cast<int>(i), now.c[i], start.c[i], sdOfTerm(k));
      }
    };
    for (std::size_t i = 0; i < model_.radius.c.size(); ++i)
      addPrior(system, static_cast<int>(i), model_.radius.c[i], radiusMean_[i], radiusSd_[i]);
    if (options_.expectedRayMm > 0.0) addExpectedRays(system);
    const auto falling = [](double sd) { return [sd](double k) { return sd * 2.0 / std::max(2.0, k); }; };
    add(layout_.slope, model_.slope, start_.slope, falling(kSlopePrior));
    if (options_.bendPrior > 0.0)
      addPrior(system, layout_.bend, model_.bend, start_.bend, options_.bendPrior);
    if (hasLevels_) {
      add(layout_.inside, model_.inside, start_.inside, falling(options_.insidePrior));
      add(layout_.wall, model_.wall, start_.wall, [&](double k) { return options_.wallPrior / (1.0 + k); });
      add(layout_.beyond, model_.beyond, start_.beyond, falling(options_.beyondPrior));
      addPrior(system, layout_.thickness, std::log(model_.thickness), std::log(start_.thickness),
               options_.logThicknessPrior);
    }
    if (options_.logBlurPrior > 0.0)
      addPrior(system, layout_.blur, std::log(model_.blur), std::log(start_.blur), options_.logBlurPrior);
  }

  void addExpectedRays(NormalEquations& system) const {
    std::vector<double> row(static_cast<std::size_t>(layout_.count), 0.0);
    for (int ray = 0; ray < 2 * kSectors; ++ray) {
      const double angle = std::numbers::pi * ray / kSectors, c = std::cos(angle), s = std::sin(angle);
      fourierBasis(c, s, model_.radius.order(), row.data());
      const double ahead = options_.expected.radiusAt(c, s) - model_.radius.radiusAt(c, s);
      system.add(row, 1.0 / (options_.expectedRayMm * options_.expectedRayMm), ahead);
    }
  }

  void updateNoise() {
    if (!options_.estimateNoise || residuals_.empty()) return;
    const auto middle = residuals_.begin() + static_cast<std::ptrdiff_t>(residuals_.size() / 2);
    std::nth_element(residuals_.begin(), middle, residuals_.end());
    noise_ = std::max(kMinimumNoise, 1.4826 * *middle);
  }

  /// Adds the step to the model, at most half a millimetre of mean radius at once; returns how far the wall
  /// moved.
  double apply(const std::vector<double>& step) {
    double moved = 0.0;
    for (std::size_t i = 0; i < model_.radius.c.size(); ++i) moved = std::max(moved, std::abs(step[i]));
    const double scale = std::min(1.0, 0.5 / std::max(moved, 1e-12));
    const auto add = [&](int first, RadialCurve& curve) {
      for (std::size_t i = 0; i < curve.c.size(); ++i) curve.c[i] += scale * step[first + i];
    };
    add(layout_.radius, model_.radius);
    add(layout_.slope, model_.slope);
    for (int i = 0; i < layout_.bend; ++i)
      movedMm_ += scale * std::abs(step[i]) * (i < layout_.slope ? 1.0 : farthest_);
    if (options_.bendPrior > 0.0) {
      model_.bend += scale * step[layout_.bend];
      movedMm_ += 0.5 * scale * std::abs(step[layout_.bend]) * farthest_ * farthest_;
    }
    const auto grow = [&](int at, double& value, double low, double high) {
      value = std::clamp(value * std::exp(std::clamp(scale * step[at], -0.3, 0.3)), low, high);
    };
    if (hasLevels_) {
      add(layout_.inside, model_.inside);
      add(layout_.wall, model_.wall);
      add(layout_.beyond, model_.beyond);
      grow(layout_.thickness, model_.thickness, 0.5, 4.0);
    }
    if (options_.logBlurPrior > 0.0) grow(layout_.blur, model_.blur, 0.2, 2.5);
    return moved;
  }

  std::optional<WallFit> result() {
    NormalEquations system = assemble();
    if (!system.factor()) return std::nullopt;
    WallFit fit{model_, noise_, 0.0, 0.0, 0.0, model_.inside.c[0] - model_.wall.c[0]};
    const std::vector<double> variances = radiusVariances(system);
    double variance = variances[0];
    for (std::size_t i = 1; i < variances.size(); ++i) variance += 0.5 * variances[i];
    fit.areaRadiusSd = std::sqrt(variances[0]);
    fit.radiusSd = std::sqrt(variance);
    std::array<double, kSectors> sorted = sectorInformation_;
    std::sort(sorted.begin(), sorted.end());
    const double usual = sorted[kSectors * 3 / 4];
    const auto weak =
        std::count_if(sorted.begin(), sorted.end(), [&](double i) { return i <= 0.15 * usual; });
    fit.supported = 1.0 - static_cast<double>(weak) / kSectors;
    return fit;
  }

  const std::vector<WallSample>& samples_;
  const WallModel& start_;
  WallModel model_;
  const WallFitOptions& options_;
  Layout layout_;
  double noise_;
  bool hasLevels_;
  const NormalTable& normal_ = NormalTable::shared();
  int active_ = 0;
  struct NearSample {
    WallSample sample;
    std::uint8_t sector = 0;
  };
  std::vector<NearSample> near_;
  double movedMm_ = 0.0;   ///< at most, since the samples were gathered
  double farthest_ = 0.0;  ///< height of a sample above or below the plane
  FourierSums sums_;
  FourierSums::Factors factors_{};
  std::size_t stride_;         ///< an even number: the length is odd
  std::vector<double> basis_;  ///< of every near sample
  SeriesTable shape_, levels_;
  std::vector<double> residuals_, radiusMean_, radiusSd_;
  std::array<double, kSectors> sectorInformation_{};
};

}  // namespace

std::optional<WallFit> fitWall(const std::vector<WallSample>& samples, const WallModel& start,
                               const WallFitOptions& options) {
  return WallSolver(samples, start, options).run();
}

}  // namespace valvista::planning
