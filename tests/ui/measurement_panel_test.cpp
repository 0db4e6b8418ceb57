// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/measurement_panel.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

namespace valvista::ui {
namespace {

/// The panel with the area of an annulus and a length that could not be measured.
class MeasurementPanelTest : public testing::Test {
 protected:
  MeasurementPanelTest() {
    for (const auto& entry : planning::measurementCatalogue()) {
      ShownNumber number;
      number.measured.id = entry.id;
      number.measured.unit = entry.unit;
      numbers_.push_back(number);
    }
    setArea(400.0);
  }
  void setArea(double mm2) {
    for (ShownNumber& number : numbers_)
      if (number.measured.id == "annulus.area") {
        number.measured.value = mm2;
        number.measured.evidence.focus = Vec3{mm2, 0, 0};
        number.state = NumberState::current;
      }
  }
  void show(const QString& pending, const planning::Findings& findings = {}) {
    panel_.setNumbers(numbers_, findings, pending);
  }
  QTreeWidgetItem* row(const char* id) const {
    for (int group = 0; group < panel_.topLevelItemCount(); ++group)
      for (int i = 0; i < panel_.topLevelItem(group)->childCount(); ++i)
        if (panel_.topLevelItem(group)->child(i)->data(0, Qt::UserRole).toString() == QLatin1String(id))
          return panel_.topLevelItem(group)->child(i);
    return nullptr;
  }

  std::vector<ShownNumber> numbers_;
  MeasurementPanel panel_;
};

TEST_F(MeasurementPanelTest, FollowsEveryNumberAndItsPlace) {
  show(QStringLiteral("Being measured"));
  const QString before = row("annulus.area")->text(1);
  EXPECT_FALSE(before.isEmpty());
  setArea(500.0);
  show(QStringLiteral("Being measured"));
  EXPECT_NE(row("annulus.area")->text(1), before);
  QSignalSpy chosen(&panel_, &MeasurementPanel::evidenceChosen);
  panel_.choose("annulus.area");
  ASSERT_EQ(chosen.size(), 1);
  EXPECT_EQ(chosen[0][0].value<planning::Evidence>().focus, (Vec3{500, 0, 0}));
}

TEST_F(MeasurementPanelTest, AMissingNumberAlwaysSaysTheReasonOfNow) {
  show(QStringLiteral("Being measured"));
  EXPECT_EQ(row("root.length")->toolTip(1), QStringLiteral("Being measured"));
  EXPECT_NE(row("annulus.area")->toolTip(1), QStringLiteral("Being measured"));
  show(QStringLiteral("Could not be measured"));
  EXPECT_EQ(row("root.length")->toolTip(1), QStringLiteral("Could not be measured"));
  show(QStringLiteral("Could not be measured"),
       {{"root.length_not_measured", planning::Severity::warning, "There is no minimum.", {}}});
  EXPECT_EQ(row("root.length")->toolTip(1), QStringLiteral("There is no minimum."));
}

}  // namespace
}  // namespace valvista::ui
