// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/measurement_text.h"

#include "ui/session/planning_text.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace valvista::ui {

MeasurementGroup groupOf(std::string_view id) {
  if (id.starts_with("annulus.")) return MeasurementGroup::annulus;
  if (id.starts_with("iliac.")) return MeasurementGroup::iliac;
  if (id.starts_with("volume.")) return MeasurementGroup::volumes;
  return MeasurementGroup::root;
}

namespace {

/// How a unit is shown: volumes in millilitres.
struct Shown {
  double factor;
  int decimals;
};

Shown shownAs(std::string_view unit) {
  if (unit == "mm2") return {1.0, 0};
  if (unit == "mm3") return {1e-3, 1};
  if (unit == "1") return {1.0, 3};
  return {1.0, 1};
}

QString plainNumber(double value, int decimals) {
  QLocale plain = QLocale::c();
  plain.setNumberOptions(QLocale::OmitGroupSeparator);
  return plain.toString(value, 'f', decimals);
}

}  // namespace

QString valueText(const std::optional<double>& value, std::string_view unit) {
  if (!value || !std::isfinite(*value)) return QStringLiteral("\u2014");
  const Shown shown = shownAs(unit);
  return plainNumber(*value * shown.factor, shown.decimals);
}

QString uncertaintyText(double uncertainty, std::string_view unit) {
  if (!std::isfinite(uncertainty)) return {};
  const Shown shown = shownAs(unit);
  const int decimals = shown.decimals + 1;
  const double smallest = std::pow(10.0, -decimals), value = uncertainty * shown.factor;
  return value < smallest ? QStringLiteral("<") + plainNumber(smallest, decimals) : plainNumber(value, decimals);
}

QString methodText(const std::string& method) {
  return planningText(std::string_view(method).substr(0, method.find(" of ")));
}

QString unitText(std::string_view unit) {
  if (unit == "1") return {};
  if (unit == "mm2") return QStringLiteral("mm\u00b2");
  if (unit == "mm3") return QStringLiteral("ml");
  if (unit == "deg") return QStringLiteral("\u00b0");
  return QString::fromUtf8(unit.data(), static_cast<qsizetype>(unit.size()));
}

namespace {

/// Whether the finding speaks of the measurement: ids that share their leading parts, "root.no_minimum" and
/// "root.length", "iliac.left.absent" and "iliac.left.length"; volumes need their full id.
int sharedParts(std::string_view a, std::string_view b) {
  int parts = 0;
  const std::size_t length = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < length && a[i] == b[i]; ++i)
    if (a[i] == '.') ++parts;
  return a == b ? parts + 1 : parts;
}

}  // namespace

QString missingReason(const planning::Measured& measured, const planning::Findings& findings) {
  int best = 0;
  QStringList reasons;
  for (const auto& finding : findings) {
    const int shared = sharedParts(finding.id, measured.id);
    if (shared == 0 || shared < best) continue;
    if (shared > best) reasons.clear();
    best = shared;
    reasons.append(planningText(finding.message));
  }
  return reasons.join(QLatin1Char('\n'));
}

}  // namespace valvista::ui
