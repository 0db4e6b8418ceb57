// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/training_plan.h"
#include "ui/session/training_result.h"
#include "ui/session/trainings.h"
#include "ui/widgets/case_dialog.h"

#include <cstdint>
#include <functional>

class QAction;
class QLabel;
class QStackedWidget;

namespace valvista::ui {

class LivePage;
class ResultPage;

/// "Train a model": five pages that make a training, one that shows it while it runs, one that judges what
/// came of it. Closing the window ends nothing.
class TrainingWindow : public CaseDialog {
  Q_OBJECT
 public:
  TrainingWindow(const WindowSession& session, QWidget* parent);

  void chooseDataset(const QString& folder);

 Q_SIGNALS:
  void failed(const QString& title, const QString& reason);
  void promoted(const QString& model);
  /// A validated case shall be opened; `open` does it.
  void caseWanted(const std::function<void()>& open);
  void predictionRead(const valvista::planning::AnatomyLabels& prediction);

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  enum Page : std::uint8_t { data, classes, loss, schedule, review, live, result };

  QAction* makeAction(const char* name, const QString& text, std::function<void()> run);
  void makeActions();
  void buildPages();
  QWidget* makeButtons();
  void connectParts();
  void go(int page);
  void updateActions();
  bool isWizardPage() const;
  const ListedTraining* followed() const;
  void askFolder();
  void follow(const QString& folder);
  void start();
  void askStop();
  void judge();

  WindowSession session_;
  TrainingPlan plan_;
  Trainings trainings_;
  TrainingResult result_;
  QAction *back_, *next_, *start_, *try_, *pause_, *goOn_, *stop_, *judge_, *promote_;
  QLabel *steps_, *title_, *message_;
  QStackedWidget* pages_;
  LivePage* live_ = nullptr;
  ResultPage* resultPage_ = nullptr;
};

}  // namespace valvista::ui
