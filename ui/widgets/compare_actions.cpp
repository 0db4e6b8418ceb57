// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/compare_actions.h"

#include "planning/core/atomic_file.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/compare_panel.h"
#include "viewer/widgets/linked_views.h"

#include <QAction>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMainWindow>

#include <filesystem>

namespace valvista::ui {

CompareActions::CompareActions(const WindowSession& session, ActionRegistry& actions,
                               viewer::LinkedViews& views, QMainWindow& window)
    : QObject(&window),
      session_(session),
      views_(views),
      window_(window),
      comparison_(session.document, session.jobs),
      panel_(new ComparePanel) {
  compare_ = actions.add({"compareLabels",
                          tr("Compare with la&bels\u2026"),
                          tr("How the labels agree with those of a file, class by class"),
                          {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B)},
                          ActionGroup::tools,
                          false,
                          true},
                         [this] { askLabels(); });
  export_ = actions.add({"exportComparison",
                         tr("Save comparison &table\u2026"),
                         tr("Dice, IoU and surface distances of each class as CSV"),
                         {},
                         ActionGroup::tools},
                        [this] { askTable(); });
  close_ = actions.add({"closeComparison",
                        tr("&Close comparison"),
                        tr("Back to the labels of the case alone"),
                        {},
                        ActionGroup::tools},
                       [this] { comparison_.close(); });
  buildDock(window);
  connect(&comparison_, &Comparison::changed, this, &CompareActions::show);
  connect(&comparison_, &Comparison::failed, this,
          [this](const QString& reason) { Q_EMIT failed(tr("The labels were not compared"), reason); });
  connect(panel_, &ComparePanel::placeChosen, &views_, &viewer::LinkedViews::setCrosshair);
  connect(panel_, &ComparePanel::exportRequested, this, &CompareActions::askTable);
  connect(panel_, &ComparePanel::closeRequested, this, [this] { comparison_.close(); });
  connect(&session_.document, &CaseDocument::changed, this, &CompareActions::updateEnabled);
  updateEnabled();
}

void CompareActions::buildDock(QMainWindow& window) {
  dock_ = new QDockWidget(tr("Comparison"), &window);
  dock_->setObjectName(QStringLiteral("compareDock"));
  dock_->setWidget(panel_);
  dock_->setFeatures(QDockWidget::DockWidgetMovable);
  window.addDockWidget(Qt::BottomDockWidgetArea, dock_);
  dock_->hide();
}

void CompareActions::updateEnabled() {
  compare_->setEnabled(session_.document.shownLabels() != nullptr);
  export_->setEnabled(comparison_.result().has_value());
  close_->setEnabled(comparison_.result().has_value());
  if (!comparison_.result()) dock_->hide();  // a window's state kept from last time may have shown it
}

void CompareActions::compareWith(const QString& path) {
  comparison_.start(std::filesystem::path(QFile::encodeName(path).toStdString()));
}

void CompareActions::show() {
  const auto& compared = comparison_.result();
  panel_->setResult(compared);
  dock_->setVisible(compared.has_value());
  if (compared) {
    views_.setComparison(compared->labels, compared->comparison.difference);
    views_.setComparisonSurfaces(compared->surfaces);
    if (!layoutBefore_) {
      layoutBefore_ = views_.viewLayout();
      views_.setViewLayout(viewer::ViewLayout::compare);
    }
  } else {
    views_.setComparison({}, {});
    views_.setComparisonSurfaces({});
    if (layoutBefore_ && views_.viewLayout() == viewer::ViewLayout::compare)
      views_.setViewLayout(*layoutBefore_);
    layoutBefore_.reset();
  }
  updateEnabled();
}

void CompareActions::askLabels() {
  auto* dialog = new QFileDialog(&window_, tr("Compare with labels"));
  dialog->setObjectName(QStringLiteral("compareDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setDirectory(session_.settings.lastFolder());
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
    session_.settings.setLastFolder(QFileInfo(path).absolutePath());
    compareWith(path);
  });
  dialog->open();
}

void CompareActions::askTable() {
  if (!comparison_.result()) return;
  auto* dialog = new QFileDialog(&window_, tr("Save comparison table"));
  dialog->setObjectName(QStringLiteral("compareTableDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilters({tr("CSV (*.csv)")});
  dialog->setDefaultSuffix(QStringLiteral("csv"));
  dialog->setDirectory(session_.settings.lastFolder());
  dialog->selectFile(QStringLiteral("comparison.csv"));
  // The table of the moment when it was asked for: the case may be another one when the name is given.
  connect(dialog, &QFileDialog::fileSelected, this,
          [this, table = comparisonCsv(*comparison_.result())](const QString& path) {
            try {
              AtomicFile file(QFile::encodeName(path).toStdString());
              file.write(table);
              file.commit();
              Q_EMIT written(tr("The comparison was written"), QDir::toNativeSeparators(path));
            } catch (const SaveError& error) {
              Q_EMIT failed(tr("The comparison was not written"), QString::fromStdString(error.what()));
            }
          });
  dialog->open();
}

}  // namespace valvista::ui
