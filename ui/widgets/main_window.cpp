// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/main_window.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFile>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QStackedWidget>
#include <QStatusBar>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

#include "planning/model/tavr_labels.h"
#include "planning/report/plan_report.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/case_panel.h"
#include "ui/widgets/compare_actions.h"
#include "ui/widgets/edit_actions.h"
#include "ui/widgets/findings_panel.h"
#include "ui/widgets/help_actions.h"
#include "ui/widgets/job_status_bar.h"
#include "ui/widgets/measurement_panel.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/plot_view.h"
#include "ui/widgets/start_page.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/view_actions.h"
#include "ui/widgets/volume_actions.h"
#include "ui/widgets/window_menus.h"
#include "viewer/widgets/linked_views.h"

namespace valvista::ui {

using planning::Step;
using planning::StepState;

namespace {

constexpr int kLeftDockWidth = 260, kRightDockWidth = 476;

std::vector<std::filesystem::path> localPaths(const QMimeData* mime) {
  std::vector<std::filesystem::path> paths;
  for (const QUrl& url : mime->urls())
    if (url.isLocalFile()) paths.emplace_back(QFile::encodeName(url.toLocalFile()).toStdString());
  return paths;
}

/// "L 12.3": the side of the patient a coordinate lies on, as surgeons read it.
QString sideText(double mm, char positive, char negative) {
  return QStringLiteral("%1 %2").arg(QChar::fromLatin1(mm < 0 ? negative : positive)).arg(std::abs(mm), 0, 'f', 1);
}

QString labelName(std::uint8_t value) {
  for (const auto& style : planning::labelStyles())
    if (style.value == value) return QString::fromStdString(style.displayName);
  return {};
}

}  // namespace

MainWindow::MainWindow(const WindowSession& session)
    : session_(session),
      actions_(new ActionRegistry(session.settings, *this)),
      fileActions_(new FileActions(session, *actions_, this)),
      banner_(new MessageBanner),
      centre_(new QStackedWidget),
      views_(new viewer::LinkedViews),
      casePanel_(new CasePanel),
      measurements_(new MeasurementPanel),
      findings_(new FindingsPanel),
      plot_(new PlotView),
      probe_(new QLabel) {
  setObjectName(QStringLiteral("mainWindow"));
  setAcceptDrops(true);
  setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks);
  registerEditActions(*actions_, session_.document);
  viewActions_ = new ViewActions(*views_, session_.document, session_.settings, *actions_);
  new VolumeActions(session_.document, *actions_, *views_, this);
  auto* compare = new CompareActions(session_, *actions_, *views_, *this);
  help_ = new HelpActions(*actions_, session_.settings, *this);
  views_->setMouseProfile(static_cast<viewer::MouseProfile>(session_.settings.mouseProfile()));
  connect(help_, &HelpActions::mouseProfileChosen, views_,
          [this](int profile) { views_->setMouseProfile(static_cast<viewer::MouseProfile>(profile)); });
  buildCentre();
  buildDocks();
  buildMenus(*menuBar(), *actions_, panelActions());
  buildStatusBar();
  restoreLayout();

  connect(&session_.document, &CaseDocument::changed, this, &MainWindow::follow);
  connect(&session_.controller, &PipelineController::failed, this, &MainWindow::showFailure);
  connect(measurements_, &MeasurementPanel::evidenceChosen, views_, &viewer::LinkedViews::showEvidence);
  connect(findings_, &FindingsPanel::placeChosen, views_, &viewer::LinkedViews::setCrosshair);
  connect(views_, &viewer::LinkedViews::crosshairMoved, this, &MainWindow::showProbe);
  connect(fileActions_, &FileActions::written, this, [this](const QString& title, const QString& text) {
    banner_->showMessage(MessageBanner::Kind::notice, title, text);
  });
  connect(compare, &CompareActions::written, this, [this](const QString& title, const QString& text) {
    banner_->showMessage(MessageBanner::Kind::notice, title, text);
  });
  connect(compare, &CompareActions::failed, this, [this](const QString& title, const QString& text) {
    banner_->showMessage(MessageBanner::Kind::error, title, text);
  });
  connect(fileActions_, &FileActions::notWritten, this, [this](const QString& title, const QString& text) {
    banner_->showMessage(MessageBanner::Kind::error, title, text);
  });
  follow({CasePart::study | CasePart::labels | CasePart::measurements | CasePart::surfaces, true});
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

QDockWidget* MainWindow::addDock(Qt::DockWidgetArea area, const QString& title, const char* name, QWidget* content) {
  auto* dock = new QDockWidget(title, this);
  dock->setObjectName(QString::fromLatin1(name));
  dock->setWidget(content);
  dock->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
  addDockWidget(area, dock);
  return dock;
}

void MainWindow::buildDocks() {
  QDockWidget* patient = addDock(Qt::LeftDockWidgetArea, tr("Case"), "caseDock", casePanel_);
  QDockWidget* findings = addDock(Qt::LeftDockWidgetArea, tr("Findings"), "findingsDock", findings_);
  QDockWidget* numbers = addDock(Qt::RightDockWidgetArea, tr("Measurements"), "measurementDock", measurements_);
  QDockWidget* curve = addDock(Qt::RightDockWidgetArea, tr("Root cross-section"), "rootCurveDock", plot_);
  resizeDocks({patient, numbers}, {kLeftDockWidth, kRightDockWidth}, Qt::Horizontal);
  resizeDocks({patient, findings}, {45, 55}, Qt::Vertical);
  resizeDocks({numbers, curve}, {66, 34}, Qt::Vertical);
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
  auto* research = new QLabel(tr("Research use only"));
  research->setObjectName(QStringLiteral("researchUse"));
  research->setMargin(4);
  QFont bold = research->font();
  bold.setBold(true);
  research->setFont(bold);
  QPalette warning = research->palette();
  warning.setColor(QPalette::WindowText, theme::kWarning);
  research->setPalette(warning);
  statusBar()->setObjectName(QStringLiteral("statusBar"));
  statusBar()->addWidget(new JobStatusBar(session_.jobs));
  statusBar()->addPermanentWidget(probe_);
  statusBar()->addPermanentWidget(research);
}

void MainWindow::restoreLayout() {
  resize(1600, 1000);
  restoreGeometry(session_.settings.windowGeometry());
  restoreState(session_.settings.windowState());
}

void MainWindow::follow(const CaseChange& change) {
  if (change.replaced) {
    // Everything of the case before goes in one turn of the event loop, so no mixture is ever painted.
    banner_->hide();
    views_->showEvidence({});
    showStudy();
  }
  if (change.parts & CasePart::labels) {
    casePanel_->setCase(session_.document.inputs());
    showLabels();
  }
  if (change.parts & CasePart::surfaces) views_->setSurfaces(session_.document.surfaces());
  if (change.parts & (CasePart::measurements | CasePart::steps)) showMeasurements();
  const bool measured = session_.document.status(Step::measure).state == StepState::done;
  if (measured && (change.parts & CasePart::measurements)) showAnnulus();
}

void MainWindow::showStudy() {
  const planning::Case& inputs = session_.document.inputs();
  casePanel_->setCase(inputs);
  views_->setVolume(inputs.study ? inputs.study->volume : Volume());
  viewActions_->applyDefault();
  centre_->setCurrentWidget(session_.document.isEmpty() ? centre_->widget(0) : views_);
  const QString patient = inputs.study ? personText(inputs.study->patient.name) : QString();
  setWindowTitle(patient.isEmpty() ? tr("Valvista") : tr("%1 \u2014 Valvista").arg(patient));
}

void MainWindow::showLabels() {
  const LabelMap* labels = session_.document.shownLabels();
  views_->setLabels(labels ? *labels : LabelMap());
}

QString MainWindow::whyNoNumbers() const {
  const CaseDocument& document = session_.document;
  if (document.isEmpty()) return tr("No case open");
  if (!document.inputs().anatomy) return tr("Open labels to measure this CT");
  for (const Step step : {Step::rootLabels, Step::measure}) {
    const StepState state = document.status(step).state;
    if (state == StepState::running) return tr("Being measured");
    if (state == StepState::failed) return tr("Measuring failed");
    if (state != StepState::done) return tr("Not measured yet");
  }
  return tr("Could not be measured");
}

void MainWindow::showMeasurements() {
  const CaseDocument& document = session_.document;
  const QString why = whyNoNumbers();
  // Why a number is missing is what deriving and measuring said; the list of findings tells each fact once.
  planning::Findings reasons = document.derived().findings;
  if (document.derived().root) {
    const planning::Findings& derived = document.derived().root->findings;
    reasons.insert(reasons.end(), derived.begin(), derived.end());
  }
  measurements_->setMeasurements(document.derived().measurements, reasons, why);
  const planning::Findings findings = planning::allFindings(document.inputs(), document.derived());
  const bool measured = document.status(Step::measure).state == StepState::done;
  findings_->setFindings(findings, measured ? tr("No findings") : why);
  const auto& root = document.derived().root;
  plot_->setRootCurve(root && root->curve ? &*root->curve : nullptr, root ? tr("No root curve: see findings") : why);
}

void MainWindow::showAnnulus() {
  const auto* area = planning::find(session_.document.derived().measurements, "annulus.area");
  if (area && area->value) measurements_->choose(area->id);
}

void MainWindow::showFailure(const PipelineFailure& failure) {
  banner_->showMessage(MessageBanner::Kind::error,
                       failure.inputRefused ? tr("This could not be opened") : tr("This case could not be planned"),
                       failure.cause.message);
}

void MainWindow::showProbe(const viewer::CrosshairProbe& probe) {
  QStringList parts{sideText(probe.lps.x, 'L', 'R'), sideText(probe.lps.y, 'P', 'A'), sideText(probe.lps.z, 'H', 'F')};
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
  session_.controller.openUnsorted(paths);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  session_.settings.setWindow(saveGeometry(), saveState());
  session_.jobs.cancelAll();
  event->accept();
}

}  // namespace valvista::ui
