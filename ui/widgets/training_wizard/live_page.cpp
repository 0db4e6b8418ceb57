// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/training_wizard/live_page.h"

#include "planning/model/tavr_labels.h"
#include "ui/session/planning_text.h"
#include "ui/session/training_text.h"
#include "ui/widgets/plot_view_lines.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/training_wizard/wizard_parts.h"

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace valvista::ui {

namespace {

constexpr std::size_t kMostPoints = 400;  ///< of a curve; more cannot be told apart
constexpr std::size_t kWorstShown = 20;

/// Means over equal parts of the steps: single steps jump about.
LinePlot::Series stepCurve(const QString& name, const std::vector<TrainStep>& history,
                           const std::function<double(const TrainStep&)>& valueOf) {
  LinePlot::Series curve{name, {}, {}, {}};
  const std::size_t width = std::max<std::size_t>(1, history.size() / kMostPoints);
  for (std::size_t from = 0; from < history.size(); from += width) {
    const std::size_t to = std::min(history.size(), from + width);
    double sum = 0.0;
    for (std::size_t i = from; i < to; ++i) sum += valueOf(history[i]);
    curve.x.append(static_cast<double>(history[to - 1].step));
    curve.y.append(sum / static_cast<double>(to - from));
  }
  return curve;
}

QColor colourOf(std::uint8_t label) {
  for (const planning::LabelStyle& style : planning::labelStyles())
    if (style.value == label) return QColor(style.rgb[0], style.rgb[1], style.rgb[2]);
  return {};
}

/// Mean Dice of a class over the cases of each epoch.
LinePlot::Series diceCurve(const ModelClass& own, std::size_t index,
                           const std::vector<ValidatedCase>& cases) {
  std::map<int, std::pair<double, int>> sums;
  for (const ValidatedCase& one : cases) {
    if (index >= one.dice.size() || !one.dice[index]) continue;
    auto& [sum, count] = sums[one.epoch];
    sum += *one.dice[index];
    ++count;
  }
  LinePlot::Series curve{classText(own.name), colourOf(own.label), {}, {}};
  for (const auto& [epoch, sum] : sums) {
    curve.x.append(epoch);
    curve.y.append(sum.first / sum.second);
  }
  return curve;
}

QPushButton* makeButton(QAction* action, const char* name) {
  auto* button = makePush(name, action->text());
  button->setToolTip(action->toolTip());
  const auto follow = [button, action] {
    button->setEnabled(action->isEnabled());
    button->setVisible(action->isVisible());
  };
  QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
  QObject::connect(action, &QAction::changed, button, follow);
  follow();
  return button;
}

}  // namespace

LivePage::LivePage(Trainings& trainings, const Actions& actions, QWidget* parent)
    : QWidget(parent),
      trainings_(trainings),
      title_(makeHeading({})),
      state_(makeNote("trainingState")),
      facts_(makeNote("trainingFacts")),
      warnings_(makeNote("trainingWarnings")),
      progress_(new QProgressBar),
      loss_(new LinePlot("trainingLossPlot", tr("Loss"), tr("Step"))),
      dice_(new LinePlot("trainingDicePlot", tr("Dice of the validation"), tr("Epoch"))),
      rate_(new LinePlot("trainingRatePlot", tr("Learning rate"), tr("Step"))),
      worst_(makeTable("trainingWorst", tr("Worst cases of the last validation"),
                       {tr("Case"), tr("Mean Dice"), tr("Worst structure")})) {
  setObjectName(QStringLiteral("trainingLivePage"));
  title_->setObjectName(QStringLiteral("trainingTitle"));
  theme::setTone(*warnings_, theme::Tone::warning);
  progress_->setObjectName(QStringLiteral("trainingProgress"));
  progress_->setAccessibleName(tr("Progress of the training"));
  progress_->setRange(0, 1000);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(makeButton(actions.pause, "trainingPauseButton"));
  buttons->addWidget(makeButton(actions.resume, "trainingResumeButton"));
  buttons->addWidget(makeButton(actions.stop, "trainingStopButton"));
  buttons->addStretch();
  buttons->addWidget(makeButton(actions.judge, "trainingJudgeButton"));
  auto* worst = new QVBoxLayout;
  worst->addWidget(makeHeading(tr("Worst cases of the last validation")));
  worst->addWidget(worst_, 1);
  auto* hint =
      makeNote("trainingWorstHint", tr("Double-click opens the CT with the truth and the model's labels."));
  theme::setTone(*hint, theme::Tone::quiet);
  worst->addWidget(hint);
  auto* grid = new QGridLayout;
  grid->addWidget(loss_, 0, 0);
  grid->addWidget(dice_, 0, 1);
  grid->addWidget(rate_, 1, 0);
  grid->addLayout(worst, 1, 1);
  for (int i = 0; i < 2; ++i) {
    grid->setColumnStretch(i, 1);
    grid->setRowStretch(i, 1);
  }
  auto* column = new QVBoxLayout(this);
  column->addWidget(title_);
  column->addWidget(state_);
  column->addWidget(progress_);
  column->addWidget(facts_);
  column->addWidget(warnings_);
  column->addLayout(grid, 1);
  column->addLayout(buttons);
  connect(worst_, &QTableWidget::cellActivated, this,
          [this](int row) { Q_EMIT caseChosen(worst_->item(row, 0)->text()); });
  connect(&trainings_, &Trainings::changed, this, &LivePage::show);
  clear();
}

void LivePage::show() {
  const auto& followed = trainings_.followed();
  if (!followed) {
    clear();
    return;
  }
  if (std::exchange(shown_, followed->training.run.folder) != followed->training.run.folder)
    stepsShown_ = casesShown_ = static_cast<std::size_t>(-1);
  title_->setText(trainingTitle(followed->training));
  showState(*followed);
  if (std::exchange(stepsShown_, followed->history.size()) != followed->history.size() ||
      std::exchange(casesShown_, followed->validation.size()) != followed->validation.size()) {
    casesShown_ = followed->validation.size();
    showCurves(*followed);
    showWorst(*followed);
  }
}

void LivePage::clear() {
  title_->setText(tr("Looking at the training \u2026"));
  for (QLabel* label : {state_, facts_, warnings_}) label->clear();
  warnings_->hide();
  progress_->setRange(0, 1000);
  progress_->reset();
  progress_->setFormat(QString());
  for (LinePlot* plot : {loss_, dice_, rate_}) plot->setSeries({});
  worst_->setRowCount(0);
  shown_.clear();
}

void LivePage::showState(const FollowedTraining& followed) {
  const ListedTraining& training = followed.training;
  const auto& status = training.status;
  QString state = stateText(trainings_, training);
  state.replace(0, 1, state.left(1).toUpper());
  const bool starting = trainings_.isStarting(training);
  const bool failed =
      !starting && (training.isInterrupted() || (status && status->state == TrainState::failed));
  QString why;
  if (status && !starting && !status->message.empty()) why = planningText(status->message);
  if (training.isInterrupted() && failed)
    why = status ? tr("Its process is gone. It can go on from its last checkpoint.")
                 : QString::fromStdString(lastWords(training.run));
  state_->setText(why.isEmpty() ? state : QStringLiteral("%1. %2").arg(state, why));
  theme::setTone(*state_, failed ? theme::Tone::error : theme::Tone::normal);
  if (!training.problem.empty()) {
    state_->setText(planningText(training.problem));
    theme::setTone(*state_, theme::Tone::error);
  }
  if (!status) {
    progress_->setRange(0, failed ? 1000 : 0);
    facts_->clear();
    warnings_->hide();
    return;
  }
  const bool inPart = status->state == TrainState::preparing || status->state == TrainState::validating;
  const double fraction =
      inPart ? status->fraction
             : static_cast<double>(status->step) / std::max<double>(1.0, static_cast<double>(status->steps));
  progress_->setRange(0, 1000);
  progress_->setValue(static_cast<int>(fraction * 1000.0));
  progress_->setFormat(inPart ? planningText(status->what) + QStringLiteral(" \u2014 %p %")
                              : QStringLiteral("%p %"));
  QStringList facts{tr("Epoch %1 of %2").arg(status->epoch).arg(status->epochs),
                    tr("step %1 of %2").arg(status->step).arg(status->steps)};
  if (status->samplesPerSecond) facts << tr("%1 patches a second").arg(*status->samplesPerSecond, 0, 'f', 1);
  if (status->secondsLeft && isUnderWay(status->state))
    facts << tr("%1 left").arg(durationText(*status->secondsLeft));
  if (status->bestDice)
    facts << tr("best Dice %1 in epoch %2").arg(*status->bestDice, 0, 'f', 3).arg(status->bestEpoch);
  if (status->peakBytes > 0) facts << tr("%1 of memory").arg(memoryText(status->peakBytes));
  facts_->setText(facts.join(QStringLiteral(" \u00b7 ")));
  QStringList warnings;
  for (const std::string& problem : {training.problem, followed.curveProblem})
    if (!problem.empty()) warnings << planningText(problem);
  for (const std::string& warning : status->warnings) warnings << planningText(warning);
  warnings_->setText(warnings.join(QLatin1Char('\n')));
  warnings_->setVisible(!warnings.isEmpty());
}

void LivePage::showCurves(const FollowedTraining& followed) {
  const auto& history = followed.history;
  const auto& config = followed.training.config;
  QList<LinePlot::Series> losses{
      stepCurve(tr("total"), history, [](const TrainStep& one) { return one.total; })};
  QList<LinePlot::Series> dice;
  if (config) {
    for (std::size_t i = 0; i < config->loss.size() && config->loss.size() > 1; ++i)
      losses << stepCurve(termTitle(config->loss[i].kind), history,
                          [i](const TrainStep& one) { return i < one.terms.size() ? one.terms[i] : 0.0; });
    for (std::size_t i = 1; i < config->model.classes.size(); ++i)
      dice << diceCurve(config->model.classes[i], i - 1, followed.validation);
  }
  loss_->setSeries(losses);
  dice_->setSeries(dice);
  rate_->setSeries(
      {stepCurve(tr("Learning rate"), history, [](const TrainStep& one) { return one.learningRate; })});
}

void LivePage::showWorst(const FollowedTraining& followed) {
  std::vector<ValidatedCase> last;
  for (const ValidatedCase& one : followed.validation)
    if (one.epoch == followed.validation.back().epoch) last.push_back(one);
  std::stable_sort(last.begin(), last.end(), [](const ValidatedCase& a, const ValidatedCase& b) {
    return a.meanDice.value_or(-1.0) < b.meanDice.value_or(-1.0);
  });
  last.resize(std::min(last.size(), kWorstShown));
  worst_->setRowCount(static_cast<int>(last.size()));
  for (std::size_t row = 0; row < last.size(); ++row) {
    const ValidatedCase& one = last[row];
    std::optional<std::size_t> worst;
    for (std::size_t i = 0; i < one.dice.size(); ++i)
      if (one.dice[i] && (!worst || *one.dice[i] < *one.dice[*worst])) worst = i;
    const auto& config = followed.training.config;
    QString structure;
    if (worst && config && *worst + 1 < config->model.classes.size())
      structure = QStringLiteral("%1 %2")
                      .arg(classText(config->model.classes[*worst + 1].name))
                      .arg(*one.dice[*worst], 0, 'f', 3);
    const int at = static_cast<int>(row);
    worst_->setItem(at, 0, makeCell(QString::fromStdString(one.name)));
    worst_->setItem(
        at, 1,
        makeNumberCell(one.meanDice ? QString::number(*one.meanDice, 'f', 3) : QStringLiteral("\u2013")));
    worst_->setItem(at, 2, makeCell(structure));
  }
}

}  // namespace valvista::ui
