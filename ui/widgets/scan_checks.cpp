// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/scan_checks.h"

#include "planning/model/plan_edits.h"
#include "planning/model/tavr_labels.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace valvista::ui {

namespace {

constexpr double kRootSliceMm = 1.0, kPeripheralSliceMm = 1.5;
constexpr double kContrastHu = 250.0;
constexpr double kEndOfSystolePercent = 45.0;  ///< of the RR interval
constexpr double kProbeMm = 2.0;               ///< half the edge of the cube whose mean HU is read
constexpr double kRounding = 1e-3;             ///< headers give spacings of 1 mm as 1.00000012

QString say(const char* text) {
  return QCoreApplication::translate("ScanChecks", text);
}
QString mm(double value) {
  return QCoreApplication::translate("ScanChecks", "%1 mm").arg(value, 0, 'f', 2);
}

FactSign signOfSlices(double millimetres) {
  if (millimetres <= kRootSliceMm + kRounding) return FactSign::good;
  return millimetres <= kPeripheralSliceMm + kRounding ? FactSign::doubtful : FactSign::bad;
}

StepFact sliceRow(const char* name, const std::optional<double>& millimetres) {
  StepFact fact;
  fact.name = say(name);
  if (!millimetres) {
    fact.value = say(QT_TRANSLATE_NOOP("ScanChecks", "not in the file"));
    fact.sign = FactSign::unknown;
    return fact;
  }
  fact.value = mm(*millimetres);
  fact.sign = signOfSlices(*millimetres);
  if (fact.sign != FactSign::good)
    fact.note =
        say(QT_TRANSLATE_NOOP("ScanChecks", "The root needs 1 mm or less, arteries 1.5 mm (SCCT 2019)."));
  return fact;
}

StepFact phaseRow(const planning::ScanFacts& facts) {
  StepFact fact;
  fact.name = say(QT_TRANSLATE_NOOP("ScanChecks", "Cardiac phase"));
  if (!facts.cardiacPhasePercent) {
    fact.value = say(QT_TRANSLATE_NOOP("ScanChecks", "not in the file"));
    fact.sign = FactSign::unknown;
    return fact;
  }
  fact.value = QCoreApplication::translate("ScanChecks", "%1 %").arg(*facts.cardiacPhasePercent, 0, 'f', 0);
  fact.sign = *facts.cardiacPhasePercent <= kEndOfSystolePercent ? FactSign::good : FactSign::doubtful;
  if (fact.sign != FactSign::good)
    fact.note = say(QT_TRANSLATE_NOOP("ScanChecks", "Sizing is preferred in systole (SCCT 2019)."));
  return fact;
}

/// Mean HU of the voxels around a point; absent outside the scan.
std::optional<double> meanHu(const Volume& volume, const Vec3& lps) {
  const ImageGeometry& grid = volume.geometry();
  const Vec3 middle = grid.ijkFromLps()(lps), spacing = grid.spacing();
  Index3 from{}, to{};
  for (int axis = 0; axis < 3; ++axis) {
    const double reach = kProbeMm / spacing[axis];
    from[axis] = std::max(0, static_cast<int>(std::lround(middle[axis] - reach)));
    to[axis] = std::min(grid.size[axis] - 1, static_cast<int>(std::lround(middle[axis] + reach)));
    if (from[axis] > to[axis]) return std::nullopt;
  }
  double sum = 0.0;
  int count = 0;
  for (int k = from[2]; k <= to[2]; ++k)
    for (int j = from[1]; j <= to[1]; ++j)
      for (int i = from[0]; i <= to[0]; ++i, ++count) sum += volume.at({i, j, k});
  return sum / count;
}

StepFact contrastRow(const CaseDocument& document) {
  StepFact fact;
  fact.name = say(QT_TRANSLATE_NOOP("ScanChecks", "Contrast at the annulus"));
  const auto plane = planning::annulusPlane(document.inputs(), document.derived());
  const auto hu = plane ? meanHu(document.inputs().study->volume, plane->origin) : std::nullopt;
  if (!hu) {
    fact.value = say(QT_TRANSLATE_NOOP("ScanChecks", "not known before the annulus is"));
    fact.sign = FactSign::unknown;
    return fact;
  }
  fact.value = QCoreApplication::translate("ScanChecks", "%1 HU").arg(*hu, 0, 'f', 0);
  fact.sign = *hu > kContrastHu ? FactSign::good : FactSign::doubtful;
  if (fact.sign != FactSign::good)
    fact.note = say(QT_TRANSLATE_NOOP("ScanChecks", "More than 250 HU are wanted (SCCT 2019)."));
  return fact;
}

StepFact coverageRow(const CaseDocument& document) {
  StepFact fact;
  fact.name = say(QT_TRANSLATE_NOOP("ScanChecks", "Coverage"));
  const auto& derived = document.derived();
  if (!derived.root) {
    fact.value = say(QT_TRANSLATE_NOOP("ScanChecks", "not known without labels"));
    fact.sign = FactSign::unknown;
    return fact;
  }
  QStringList missing;
  if (!planning::annulusPlane(document.inputs(), derived))
    missing.append(say(QT_TRANSLATE_NOOP("ScanChecks", "aortic root")));
  for (const auto vessel : {planning::Vessel::iliacLeft, planning::Vessel::iliacRight})
    if (!planning::calibreOf(derived, vessel))
      missing.append(vessel == planning::Vessel::iliacLeft
                         ? say(QT_TRANSLATE_NOOP("ScanChecks", "left iliac artery"))
                         : say(QT_TRANSLATE_NOOP("ScanChecks", "right iliac artery")));
  fact.sign = missing.isEmpty() ? FactSign::good : FactSign::doubtful;
  fact.value = missing.isEmpty() ? say(QT_TRANSLATE_NOOP("ScanChecks", "root and iliac arteries"))
                                 : say(QT_TRANSLATE_NOOP("ScanChecks", "incomplete"));
  if (!missing.isEmpty())
    fact.note =
        say(QT_TRANSLATE_NOOP("ScanChecks", "Not found: %1.")).arg(missing.join(QStringLiteral(", ")));
  return fact;
}

}  // namespace

StepFacts scanChecks(const CaseDocument& document) {
  const auto& study = document.inputs().study;
  if (!study) return {};
  const Vec3 spacing = study->volume.geometry().spacing();
  StepFact inPlane;
  inPlane.name = say(QT_TRANSLATE_NOOP("ScanChecks", "Pixel spacing"));
  inPlane.value = mm(std::max(spacing.x, spacing.y));
  StepFacts facts{sliceRow(QT_TRANSLATE_NOOP("ScanChecks", "Slice spacing"), spacing.z),
                  sliceRow(QT_TRANSLATE_NOOP("ScanChecks", "Slice thickness"), study->facts.sliceThicknessMm),
                  inPlane,
                  phaseRow(study->facts),
                  contrastRow(document),
                  coverageRow(document)};
  return facts;
}

}  // namespace valvista::ui
