// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/nifti_file.h"
#include "planning/phantom/aortic_phantom.h"
#include "tests/ui/event_loop.h"
#include "ui/widgets/main_window.h"

#include <QCoreApplication>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>
#include <QUrl>

#include <cstdio>
#include <filesystem>
#include <gtest/gtest.h>
#include <stdexcept>
#include <string>
#include <utility>

namespace valvista::ui {

/// Coarse enough to be built and measured quickly.
inline planning::PhantomSpec coarseDemo() {
  planning::PhantomSpec spec;
  spec.spacing = {2.0, 2.0, 2.0};
  return spec;
}

/// A window with its session, as the program makes it.
class Workplace {
 public:
  explicit Workplace(PipelineController::RunStep runStep = planning::runStep)
      : settings_(folder_.filePath(QStringLiteral("settings.ini"))),
        controller_(document_, jobs_, std::move(runStep)),
        window_(WindowSession{document_, controller_, jobs_, settings_}) {
    window_.resize(1280, 800);
    window_.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&window_));
  }

  template <class Widget>
  Widget& child(const char* name) {
    auto* found = window_.findChild<Widget*>(QString::fromLatin1(name));
    if (!found) throw std::runtime_error(std::string("no child ") + name);
    return *found;
  }
  std::string text(const char* label) { return child<QLabel>(label).text().toStdString(); }
  bool settle() {
    return waitFor([&] { return controller_.isSettled(); });
  }
  QTreeWidgetItem* row(const std::string& id) {
    auto& table = child<QTreeWidget>("measurementTable");
    for (int g = 0; g < table.topLevelItemCount(); ++g)
      for (int i = 0; i < table.topLevelItem(g)->childCount(); ++i)
        if (table.topLevelItem(g)->child(i)->data(0, Qt::UserRole).toString().toStdString() == id)
          return table.topLevelItem(g)->child(i);
    return nullptr;
  }
  void drop(const QList<QUrl>& urls) {
    QMimeData mime;
    mime.setUrls(urls);
    const QPoint centre = window_.rect().center();
    QDragEnterEvent enter(centre, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window_, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent event(centre, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window_, &event);
  }

  QTemporaryDir folder_;
  AppSettings settings_;
  CaseDocument document_;
  ThreadJobRunner jobs_;
  PipelineController controller_;
  MainWindow window_;
};

/// The phantom's files, written once for all tests.
inline const std::filesystem::path& phantomFolder() {
  static const QTemporaryDir folder;
  static const std::filesystem::path path = [] {
    const std::filesystem::path target = folder.path().toStdString();
    const planning::Phantom phantom = planning::makePhantom(coarseDemo(), Progress());
    writeNifti(target / "ct.nii.gz", phantom.ct);
    writeNifti(target / "labels.nii.gz", phantom.anatomy);
    std::FILE* broken = std::fopen((target / "broken.nii.gz").c_str(), "w");
    std::fputs("not a volume", broken);
    std::fclose(broken);
    return target;
  }();
  return path;
}

inline QUrl urlOf(const std::string& name) {
  return QUrl::fromLocalFile(QString::fromStdString(phantomFolder() / name));
}

}  // namespace valvista::ui
