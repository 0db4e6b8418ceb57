// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/main_window.h"

#include "planning/model/tavr_labels.h"
#include "ui/session/planning_text.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/case_panel.h"
#include "ui/widgets/case_presenter.h"
#include "ui/widgets/compare_actions.h"
#include "ui/widgets/correct_actions.h"
#include "ui/widgets/correct_panel.h"
#include "ui/widgets/edit_actions.h"
#include "ui/widgets/findings_panel.h"
#include "ui/widgets/help_actions.h"
#include "ui/widgets/identity_strip.h"
#include "ui/widgets/job_status_bar.h"
#include "ui/widgets/library_actions.h"
#include "ui/widgets/measurement_panel.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/plot_view.h"
#include "ui/widgets/segment_actions.h"
#include "ui/widgets/segment_panel.h"
#include "ui/widgets/start_page.h"
#include "ui/widgets/step_panel.h"
#include "ui/widgets/step_rail.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tool_actions.h"
#include "ui/widgets/training_actions.h"
#include "ui/widgets/view_actions.h"
#include "ui/widgets/volume_actions.h"
#include "ui/widgets/window_menus.h"
#include "ui/widgets/workflow_actions.h"
#include "viewer/widgets/linked_views.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFile>
#include <QLabel>
#include <QLayout>
#include <QMenuBar>
#include <QMimeData>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolBar>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace valvista::ui {

namespace {

constexpr int kStepWidth = 270, kRightWidth = 490, kLeastRightWidth = 350;
constexpr int kLayoutVersion = 4;  ///< of the arrangement of bars and docks; another one is not restored

std::vector<std::filesystem::path> localPaths(const QMimeData* mime) {
  std::vector<std::filesystem::path> paths;
  for (const QUrl& url : mime->urls())
    if (url.isLocalFile()) paths.emplace_back(QFile::encodeName(url.toLocalFile()).toStdString());
  return paths;
}

/// "L 12.3": the side of the patient a coordinate lies on, as surgeons read it.
QString sideText(double mm, char positive, char negative) {
  return QStringLiteral("%1 %2")
      .arg(QChar::fromLatin1(mm < 0 ? negative : positive))
      .arg(std::abs(mm), 0, 'f', 1);
}

QString labelName(std::uint8_t value) {
  for (const auto& style : planning::labelStyles())
    if (style.value == value) return planningText(style.displayName);
  return {};
}

}  // namespace

MainWindow::MainWindow(const WindowSession& session)
    : session_(session),
      actions_(new ActionRegistry(session.settings, *this)),
      fileActions_(new FileActions(session, *actions_, this)),
      workflow_(new WorkflowActions(*actions_, session.document, this)),
      banner_(new MessageBanner),
      centre_(new QStackedWidget),
      views_(new viewer::LinkedViews),
      casePanel_(new CasePanel),
      rail_(new StepRail),
      page_(new StepPanel),
      measurements_(new MeasurementPanel),
      findings_(new FindingsPanel("findingsList")),
      plot_(new PlotView),
      probe_(new QLabel) {
  setObjectName(QStringLiteral("mainWindow"));
  setAcceptDrops(true);
  setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks);
  setContextMenuPolicy(Qt::NoContextMenu);  // identity and steps cannot be hidden
  registerActions();
  buildBars();
  buildCentre();
  buildDocks();
  buildStepPages();
  buildMenus(*menuBar(), *actions_, panelActions());
  buildStatusBar();
  restoreLayout();
  connectParts();
}

void MainWindow::registerActions() {
  registerEditActions(*actions_, session_.document);
  viewActions_ = new ViewActions(*views_, session_.document, session_.settings, *actions_);
  new VolumeActions(session_.document, *actions_, *views_, this);
  compare_ = new CompareActions(session_, *actions_, *views_, *this);
  segment_ = new SegmentActions(session_, *actions_, *compare_, *this);
  correct_ = new CorrectActions(session_, *actions_, *views_, this);
  new ToolActions(*actions_, {session_.document, *views_}, this);
  training_ = new TrainingActions(session_, *actions_, *fileActions_, *compare_, *this);
  library_ = new LibraryActions(session_, *actions_, *fileActions_, *this);
  help_ = new HelpActions(session_.document, *actions_, session_.settings,
                          *this);  // last: it lists what is there
}

void MainWindow::connectParts() {
  presenter_ = new CasePresenter(
      session_.document,
      {*views_, *casePanel_, *measurements_, *findings_, *plot_, *rail_, *page_, *workflow_}, this);
  connect(presenter_, &CasePresenter::caseReplaced, this, &MainWindow::showReplacedCase);
  connect(presenter_, &CasePresenter::stepShown, this, [this](WorkflowStep step) {
    stepDock_->show();
    if (step == WorkflowStep::root) curveDock_->show();
  });
  views_->setMouseProfile(static_cast<viewer::MouseProfile>(session_.settings.mouseProfile()));
  connect(help_, &HelpActions::mouseProfileChosen, views_,
          [this](int profile) { views_->setMouseProfile(static_cast<viewer::MouseProfile>(profile)); });
  connect(&session_.controller, &PipelineController::failed, this, &MainWindow::showFailure);
  connect(views_, &viewer::LinkedViews::crosshairMoved, this, &MainWindow::showProbe);
  const auto notice = [this](const QString& title, const QString& text) {
    banner_->showMessage(MessageBanner::Kind::notice, title, text);
  };
  const auto alarm = [this](const QString& title, const QString& text) {
    banner_->showMessage(MessageBanner::Kind::error, title, text);
  };
  connect(&session_.document, &CaseDocument::changeLost, this,
          [alarm](const QString& text) { alarm(text, {}); });
  connect(fileActions_, &FileActions::written, this, notice);
  connect(fileActions_, &FileActions::notWritten, this, alarm);
  connect(compare_, &CompareActions::written, this, notice);
  connect(compare_, &CompareActions::failed, this, alarm);
  connect(segment_, &SegmentActions::failed, this, alarm);
  connect(library_, &LibraryActions::failed, this, alarm);
  connect(library_, &LibraryActions::done, this, notice);
  connect(library_, &LibraryActions::exported, this,
          [this, notice](const QString& folder, const QString& refused) {
            notice(tr("The dataset was written"), refused.isEmpty() ? folder : refused);
            trainOn(folder);
          });
  connect(training_, &TrainingActions::failed, this, alarm);
  connect(training_, &TrainingActions::done, this, notice);
  showReplacedCase();
}

void MainWindow::buildBars() {
  const auto add = [this](Qt::ToolBarArea area, const QString& title, const char* name, QWidget* content) {
    auto* bar = new QToolBar(title);
    bar->setObjectName(QString::fromLatin1(name));
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->addWidget(content);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->layout()->setContentsMargins(0, 0, 0, 0);
    addToolBar(area, bar);
  };
  auto* strip = new IdentityStrip(&session_.document);
  strip->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  add(Qt::TopToolBarArea, tr("Patient"), "identityBar", strip);
  add(Qt::LeftToolBarArea, tr("Steps"), "stepBar", rail_);
}

void MainWindow::buildCentre() {
  views_->setObjectName(QStringLiteral("linkedViews"));
  centre_->setObjectName(QStringLiteral("centre"));
  centre_->addWidget(new StartPage(fileActions_->startActions(), *help_->tourAction()));
  centre_->addWidget(views_);
  auto* frame = new QWidget;
  auto* column = new QVBoxLayout(frame);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(banner_);
  column->addWidget(centre_, 1);
  setCentralWidget(frame);
}

QDockWidget* MainWindow::addDock(Qt::DockWidgetArea area, const QString& title, const char* name,
                                 QWidget* content) {
  auto* dock = new QDockWidget(title, this);
  dock->setObjectName(QString::fromLatin1(name));
  dock->setWidget(content);
  dock->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
  addDockWidget(area, dock);
  return dock;
}

void MainWindow::buildDocks() {
  stepDock_ = addDock(Qt::LeftDockWidgetArea, tr("Step"), "stepDock", page_);
  numberDock_ = addDock(Qt::RightDockWidgetArea, tr("Measurements"), "measurementDock", measurements_);
  correctDock_ = addDock(Qt::LeftDockWidgetArea, tr("Correct labels"), "correctDock", correct_->panel());
  tabifyDockWidget(stepDock_, correctDock_);
  correctDock_->hide();
  connect(correct_, &CorrectActions::toolTaken, correctDock_, [this] {
    correctDock_->show();
    correctDock_->raise();
    library_->expectStrokes();
  });
  connect(correctDock_->toggleViewAction(), &QAction::toggled, this, [this](bool shown) {
    if (!shown) correct_->chooseTool(LabelTool::none);
  });
  findingsDock_ = addDock(Qt::RightDockWidgetArea, tr("All findings"), "findingsDock", findings_);
  curveDock_ = addDock(Qt::RightDockWidgetArea, tr("Root cross-section"), "rootCurveDock", plot_);
  setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
  tabifyDockWidget(numberDock_, findingsDock_);
  numberDock_->raise();
  resizeDocks({numberDock_, curveDock_}, {66, 34}, Qt::Vertical);
}

void MainWindow::buildStepPages() {
  page_->addContent(WorkflowStep::import, casePanel_);
  page_->addContent(WorkflowStep::segment, segment_->panel());
  const auto place = [this](WorkflowStep step, std::initializer_list<const char*> ids) {
    QList<QAction*> found;
    for (const char* id : ids) found.append(actions_->find(QString::fromLatin1(id)));
    page_->setActions(step, found);
  };
  place(WorkflowStep::import, {"openCtFolder", "openCtFile", "openLabelsFile", "openDemo"});
  place(WorkflowStep::segment, {"openLabelsFile", "openLabelsFolder", "startCorrecting", "measureAgain"});
  place(WorkflowStep::report, {"savePlan", "exportReport"});
  for (const WorkflowStep step : kWorkflowSteps) page_->setActions(step, workflow_->actionsOf(step));
}

QList<QAction*> MainWindow::panelActions() const {
  QList<QAction*> panels;
  for (QDockWidget* dock : findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly))
    panels.append(dock->toggleViewAction());
  return panels;
}

void MainWindow::buildStatusBar() {
  probe_->setObjectName(QStringLiteral("probe"));
  probe_->setTextFormat(Qt::PlainText);
  probe_->setFont(theme::numberFont());
  probe_->setMargin(4);
  statusBar()->setObjectName(QStringLiteral("statusBar"));
  statusBar()->addWidget(new JobStatusBar(session_.jobs));
  statusBar()->addPermanentWidget(probe_);
}

void MainWindow::restoreLayout() {
  resize(1600, 1000);
  restoreGeometry(session_.settings.windowGeometry());
  layoutRestored_ = restoreState(session_.settings.windowState(), kLayoutVersion);
}

void MainWindow::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  if (!std::exchange(layoutRestored_, true)) shareWidth();
}

void MainWindow::shareWidth() {
  // The views get what the panels can spare: on a small screen the table gives up its last column.
  const int right = std::clamp(width() * 3 / 10, kLeastRightWidth, kRightWidth);
  resizeDocks({stepDock_, numberDock_}, {kStepWidth, right}, Qt::Horizontal);
}

void MainWindow::showReplacedCase() {
  banner_->hide();
  viewActions_->applyDefault();
  const CaseDocument& document = session_.document;
  centre_->setCurrentWidget(document.isEmpty() ? centre_->widget(0) : views_);
  const auto& study = document.inputs().study;
  const QString patient = study ? personText(study->patient.name) : QString();
  setWindowTitle(patient.isEmpty() ? tr("Valvista") : tr("%1 \u2014 Valvista").arg(patient));
  // What to look at first in a new scan is whether it will do.
  if (!document.isEmpty() && rail_->current() == WorkflowStep::import) rail_->choose(WorkflowStep::check);
}

void MainWindow::showAnnulus() {
  presenter_->showAnnulus();
}

void MainWindow::trainOn(const QString& dataset) {
  training_->trainOn(dataset);
}

void MainWindow::offerRecovery() {
  library_->offerRecovery();
}

void MainWindow::showFailure(const PipelineFailure& failure) {
  banner_->showMessage(
      MessageBanner::Kind::error,
      failure.inputRefused ? tr("This could not be opened") : tr("This case could not be planned"),
      failure.cause.message);
}

void MainWindow::showProbe(const viewer::CrosshairProbe& probe) {
  QStringList parts{sideText(probe.lps.x, 'L', 'R'), sideText(probe.lps.y, 'P', 'A'),
                    sideText(probe.lps.z, 'H', 'F')};
  QString text = parts.join(QStringLiteral("  ")) + tr(" mm");
  if (probe.hu) text += tr("   %1 HU").arg(*probe.hu);
  if (probe.label != 0) text += QStringLiteral("   ") + labelName(probe.label);
  probe_->setText(text);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (!localPaths(event->mimeData()).empty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  const auto paths = localPaths(event->mimeData());
  if (paths.empty()) return;
  event->acceptProposedAction();
  fileActions_->whenSafe([this, paths] { session_.controller.openUnsorted(paths); });
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!mayClose_ && session_.document.hasUnsavedWork()) {
    event->ignore();
    fileActions_->whenSafe([this] {
      mayClose_ = true;
      close();
    });
    return;
  }
  library_->close();
  session_.settings.setWindow(saveGeometry(), saveState(kLayoutVersion));
  session_.jobs.cancelAll();
  event->accept();
}

}  // namespace valvista::ui
