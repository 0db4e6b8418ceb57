// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/training_wizard/training_window.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/training_wizard/class_page.h"
#include "ui/widgets/training_wizard/data_page.h"
#include "ui/widgets/training_wizard/live_page.h"
#include "ui/widgets/training_wizard/loss_page.h"
#include "ui/widgets/training_wizard/result_page.h"
#include "ui/widgets/training_wizard/review_page.h"
#include "ui/widgets/training_wizard/schedule_page.h"
#include "ui/widgets/training_wizard/wizard_parts.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <filesystem>
#include <system_error>
#include <utility>

namespace valvista::ui {

TrainingWindow::TrainingWindow(const WindowSession& session, QWidget* parent)
    : CaseDialog(tr("Train a model"), "trainingWindow", parent),
      session_(session),
      plan_(session),
      trainings_(session),
      result_(session),
      steps_(makeNote("trainingSteps")),
      title_(makeHeading({})),
      message_(makeNote("trainingMessage")),
      pages_(new QStackedWidget) {
  resize(1040, 780);
  makeActions();
  buildPages();
  title_->setObjectName(QStringLiteral("trainingPageTitle"));
  QFont large = title_->font();
  large.setPointSizeF(large.pointSizeF() * 1.3);
  title_->setFont(large);
  theme::setTone(*steps_, theme::Tone::quiet);
  theme::setTone(*message_, theme::Tone::error);
  message_->hide();
  content()->addWidget(title_);
  content()->addWidget(steps_);
  content()->addWidget(pages_, 1);
  content()->addWidget(message_);
  content()->addWidget(makeButtons());
  connectParts();
  go(data);
}

QAction* TrainingWindow::makeAction(const char* name, const QString& text, std::function<void()> run) {
  auto* action = new QAction(text, this);
  action->setObjectName(QString::fromLatin1(name));
  connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
  return action;
}

void TrainingWindow::makeActions() {
  back_ = makeAction("trainingBack", tr("&Back"), [this] {
    const int page = pages_->currentIndex();
    go(page == result ? static_cast<int>(live) : page == live ? static_cast<int>(data) : page - 1);
  });
  next_ = makeAction("trainingNext", tr("&Next"), [this] { go(pages_->currentIndex() + 1); });
  start_ = makeAction("trainingStart", tr("&Start training"), [this] { start(); });
  try_ = makeAction("trainingTry", tr("Try &it"),
                    [this] { plan_.isTrying() ? plan_.cancelTrial() : plan_.tryIt(); });
  const auto ask = [this](TrainRequest request) {
    return [this, request] { trainings_.ask(trainings_.followedFolder(), request); };
  };
  pause_ = makeAction("trainingPause", tr("&Pause"), ask(TrainRequest::pause));
  goOn_ = makeAction("trainingGoOn", tr("&Resume"), [this] {
    const ListedTraining* training = followed();
    if (training && trainings_.mayResume(*training))
      trainings_.resume(training->run.folder);
    else
      trainings_.ask(trainings_.followedFolder(), TrainRequest::resume);
  });
  stop_ = makeAction("trainingStop", tr("&Stop early\u2026"), [this] { askStop(); });
  judge_ = makeAction("trainingJudge", tr("&Compare and install\u2026"), [this] { judge(); });
  promote_ = makeAction("trainingPromote", tr("&Install the model"),
                        [this] { result_.promote(resultPage_->typedWord()); });
}

void TrainingWindow::buildPages() {
  auto* dataPage = new DataPage(plan_, trainings_);
  connect(dataPage, &DataPage::folderWanted, this, &TrainingWindow::askFolder);
  connect(dataPage, &DataPage::trainingChosen, this, &TrainingWindow::follow);
  connect(dataPage, &DataPage::resumeWanted, this, [this](const QString& folder) {
    follow(folder);
    trainings_.resume(QFile::encodeName(folder).toStdString());
  });
  live_ = new LivePage(trainings_, {pause_, goOn_, stop_, judge_});
  resultPage_ = new ResultPage(result_, promote_);
  pages_->setObjectName(QStringLiteral("trainingPages"));
  pages_->addWidget(dataPage);
  pages_->addWidget(new ClassPage(plan_));
  pages_->addWidget(new LossPage(plan_));
  pages_->addWidget(new SchedulePage(plan_, try_));
  pages_->addWidget(new ReviewPage(plan_));
  pages_->addWidget(live_);
  pages_->addWidget(resultPage_);
}

QWidget* TrainingWindow::makeButtons() {
  auto* part = new QWidget;
  auto* row = new QHBoxLayout(part);
  row->setContentsMargins(0, 0, 0, 0);
  row->addStretch();
  const auto add = [row](QAction* action, const char* name) {
    auto* button = makePush(name, action->text());
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    const auto show = [button, action] {
      button->setEnabled(action->isEnabled());
      button->setVisible(action->isVisible());
    };
    connect(action, &QAction::changed, button, show);
    show();
    row->addWidget(button);
    return button;
  };
  add(back_, "trainingBackButton");
  add(next_, "trainingNextButton");
  add(start_, "trainingStartButton");
  auto* close = makePush("trainingClose", tr("Close"));
  connect(close, &QPushButton::clicked, this, &QDialog::close);
  row->addWidget(close);
  return part;
}

void TrainingWindow::connectParts() {
  const auto show = [this](const QString& title, const QString& reason) {
    message_->setText(QStringLiteral("%1: %2").arg(title, reason));
    message_->show();
    Q_EMIT failed(title, reason);
  };
  connect(&trainings_, &Trainings::failed, this, show);
  connect(&result_, &TrainingResult::failed, this, show);
  connect(&result_, &TrainingResult::promoted, this, &TrainingWindow::promoted);
  connect(&result_, &TrainingResult::predictionRead, this, &TrainingWindow::predictionRead);
  connect(&result_, &TrainingResult::changed, this, &TrainingWindow::updateActions);
  connect(&plan_, &TrainingPlan::changed, this, &TrainingWindow::updateActions);
  connect(&trainings_, &Trainings::changed, this, &TrainingWindow::updateActions);
  connect(live_, &LivePage::caseChosen, this, [this](const QString& name) {
    const ListedTraining* training = followed();
    if (!training) return;
    Q_EMIT caseWanted([this, own = *training, name] { result_.openCase(own, name.toStdString()); });
  });
}

bool TrainingWindow::isWizardPage() const {
  return pages_->currentIndex() <= review;
}

const ListedTraining* TrainingWindow::followed() const {
  return trainings_.followed() ? &trainings_.followed()->training : nullptr;
}

void TrainingWindow::go(int page) {
  pages_->setCurrentIndex(page);
  message_->hide();
  const QStringList titles{tr("Data"),           tr("Structures and patients"),
                           tr("Model and loss"), tr("Schedule and hardware"),
                           tr("Review"),         tr("Training"),
                           tr("Result")};
  title_->setText(titles[page]);
  steps_->setText(tr("Step %1 of 5").arg(page + 1));
  steps_->setVisible(isWizardPage());
  updateActions();
}

void TrainingWindow::updateActions() {
  const int page = pages_->currentIndex();
  const bool hasData = plan_.dataset() && !plan_.hasErrors();
  back_->setVisible(page != data);
  next_->setVisible(page < review);
  next_->setEnabled(hasData && !plan_.enrichment().isRunning());
  start_->setVisible(page == review);
  start_->setEnabled(plan_.obstacle().isEmpty());
  try_->setText(plan_.isTrying() ? tr("Stop trying") : tr("Try &it"));
  try_->setEnabled(hasData);
  const ListedTraining* training = followed();
  const bool underWay = training && training->alive && training->status;
  const bool paused = underWay && training->status->state == TrainState::paused;
  pause_->setVisible(underWay && !paused && isUnderWay(training->status->state));
  goOn_->setVisible(paused || (training && trainings_.mayResume(*training)));
  stop_->setVisible(underWay && isUnderWay(training->status->state));
  std::error_code ignored;
  judge_->setVisible(training && training->config && !training->alive &&
                     std::filesystem::exists(training->run.model() / "manifest.json", ignored));
}

void TrainingWindow::chooseDataset(const QString& folder) {
  go(data);
  plan_.chooseDataset(QFile::encodeName(folder).toStdString());
}

void TrainingWindow::askFolder() {
  auto* dialog = new QFileDialog(this, tr("Folder of the dataset"));
  dialog->setObjectName(QStringLiteral("trainingFolderDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  dialog->setDirectory(session_.settings.lastFolder());
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
    if (path.isEmpty()) return;
    session_.settings.setLastFolder(path);
    chooseDataset(path);
  });
  dialog->open();
}

void TrainingWindow::follow(const QString& folder) {
  trainings_.follow(QFile::encodeName(folder).toStdString());
  go(live);
}

void TrainingWindow::start() {
  if (!trainings_.start(plan_.config()).empty()) go(live);
}

void TrainingWindow::askStop() {
  auto* dialog = new CaseDialog(tr("Stop the training early"), "trainingStopQuestion", this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  auto* text =
      makeNote("trainingStopText", tr("The best model so far is kept, and the training can be resumed "
                                      "later unless it is still preparing the dataset."));
  auto* buttons = new QDialogButtonBox;
  QPushButton* stop = buttons->addButton(tr("&Stop it"), QDialogButtonBox::DestructiveRole);
  stop->setObjectName(QStringLiteral("trainingStopConfirm"));
  QPushButton* keep = buttons->addButton(tr("&Let it run"), QDialogButtonBox::RejectRole);
  keep->setObjectName(QStringLiteral("trainingStopCancel"));
  keep->setDefault(true);
  connect(keep, &QPushButton::clicked, dialog, &QDialog::close);
  connect(stop, &QPushButton::clicked, dialog, [this, dialog, folder = trainings_.followedFolder()] {
    dialog->close();
    trainings_.ask(folder, TrainRequest::stop);
  });
  dialog->content()->addWidget(text);
  dialog->content()->addWidget(buttons);
  dialog->resize(460, dialog->sizeHint().height());
  dialog->show();
}

void TrainingWindow::judge() {
  const ListedTraining* training = followed();
  if (!training) return;
  if (result_.judgedFolder() != training->run.folder || (!result_.verdict() && !result_.isJudging()))
    result_.judge(*training);
  go(result);
}

void TrainingWindow::showEvent(QShowEvent* event) {
  plan_.refresh();
  trainings_.setWatched(true);
  QDialog::showEvent(event);
}

void TrainingWindow::hideEvent(QHideEvent* event) {
  trainings_.setWatched(false);
  QDialog::hideEvent(event);
}

}  // namespace valvista::ui
